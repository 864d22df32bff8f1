"""`make chaos MINUTES=10 SEED=1`: the whole server under the crowd while faults come, as the seed decides."""

import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.chaos.hands import Hands
from tests.chaos.monday import IMPATIENT, Monday
from tests.chaos.schedule import Fault, schedule
from tests.faults.house import House, build, running
from tests.faults.judging import flaws_after
from tests.faults.wire import wire_to
from tests.store.postgres import OwnPostgres, own_postgres


class Whatever:
    """Refusals: who presses through faults is refused now and then, with a reason, and goes on."""

    def __contains__(self, code: object) -> bool:
        return True


@click.command()
@click.option("--minutes", type=click.FloatRange(1), default=10.0, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same faults.")
@click.option("--database", type=click.Choice(["sqlite", "postgres"]), default="sqlite", show_default=True)
def main(minutes: float, seed: int, database: str) -> None:
    """Play and break, then look at everything; status 1, with every flaw named, when anything is wrong."""
    for name in (
        "asyncio",
        "engineio",
        "engineio.client",
    ):  # a connection that was cut is not closed in order, and they say so
        logging.getLogger(name).setLevel(logging.CRITICAL)
    faults = schedule(seed, minutes)
    click.echo(f"seed {seed}, {minutes:g} minutes on {database}, {len(faults)} faults:")
    for fault in faults:
        click.echo(f"  {fault}")
    folder = Path(tempfile.mkdtemp(prefix="yimen-chaos-"))
    flaws = play(folder, minutes, seed, database, faults)
    for flaw in flaws:
        click.echo(f"FLAW {flaw[:2000]}")
    if flaws:
        click.echo(f"what the server said, and its record, is kept in {folder}")
    else:
        shutil.rmtree(folder)
    click.echo(f"seed {seed}: {len(flaws)} flaws: {'NOT GOOD' if flaws else 'good'}")
    sys.exit(1 if flaws else 0)


def play(folder: Path, minutes: float, seed: int, database: str, faults: list[Fault]) -> list[str]:
    """Everything that was wrong."""
    with house_on(database, folder) as (house, postgres), wire_to(house.port) as wire:
        people = Monday(house, port=wire.port, seed=seed, minutes=minutes, moods=IMPATIENT)
        hands = Hands(house, people, wire, postgres)
        with people:
            try:
                go_through(faults, people, hands)
                click.echo("nothing more goes wrong; the day goes on to its end ...")
                hands.flaws += flaws_after(house, people, refused=Whatever())
            except AssertionError as failure:
                hands.flaws.append(str(failure))
        report(people, hands)
    return hands.flaws


def go_through(faults: list[Fault], people: Monday, hands: Hands) -> None:
    """Each fault at its time, or late on a machine that is too slow for its schedule."""
    began = time.monotonic()
    for n, fault in enumerate(faults):
        people.wait(began + fault.at_s - time.monotonic())
        passed_s = time.monotonic() - began
        if passed_s > people.minutes * 60:
            click.echo(f"the time is over: {len(faults) - n} faults are left out")
            return
        scene = people.scene
        so_far = f"{scene.tally.deeds['tickets']} tickets, {scene.tally.deeds['calls']} calls"
        click.echo(f"{passed_s:6.1f} s  {scene.clock.now():%H:%M}  {so_far}: {fault.kind}")
        hands.do(fault)


@contextmanager
def house_on(database: str, folder: Path) -> Iterator[tuple[House, OwnPostgres | None]]:
    """A house whose server runs, and its PostgreSQL if it has one."""
    if database == "sqlite":
        with running(build(folder / "var", folder / "kept")) as house:
            yield house, None
        return
    with own_postgres() as postgres:
        hall = build(folder / "var", folder / "kept", postgres.database("hall"))
        with running(hall) as house:
            yield house, postgres


def report(people: Monday, hands: Hands) -> None:
    """The figures that people read."""
    tally = people.scene.tally
    for name in (
        "tickets",
        "calls",
        "attempts in vain",
        "gaps filled",
        "watched again",
        "older boards ignored",
    ):
        click.echo(f"  {name}: {tally.deeds[name]}")
    for (mood, verdict), count in sorted(tally.retries.items()):
        click.echo(f"  sent {mood}, {verdict}: {count}")
    click.echo(f"  refused: {dict(tally.refusals)}")
    for ready_s, fresh_s in hands.back:
        click.echo(f"  after a kill ready in {ready_s:.1f} s, every board fresh in {fresh_s:.1f} s")


if __name__ == "__main__":
    main()
