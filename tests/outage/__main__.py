"""`make outage`: ten minutes of crowd without a server; one kiosk loses its power in the middle."""

import asyncio
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import click

from crowd.centre import Centre, centre_of
from tests.outage.judging import (
    Found,
    doubled,
    flaws_of_answers,
    flaws_of_order,
    flaws_of_the_record,
    flaws_of_tickets,
    percentile,
)
from tests.outage.record import given_by, head
from tests.outage.scene import Scene, scene, until
from tests.outage.visitors import Told, Visitors, of_a_monday
from tests.stories.playing import Players, facts
from wire.catalogue import CatalogueAnswer

SPEED = 60
BEFORE_S, AFTER_S = 75.0, 60.0
DARK_S = 20.0
"""How long the kiosk without power stays dark."""
IN_WITHIN_S = 60.0
SETTLED_WITHIN_S = 20.0
AT_ONCE = 8


@click.command()
@click.option("--minutes", type=float, default=10.0, show_default=True, help="How long the server is away.")
@click.option("--per-second", type=float, default=1.0, show_default=True, help="Visitors at all kiosks.")
@click.option("--seed", type=int, default=1, show_default=True)
def main(minutes: float, per_second: float, seed: int) -> None:
    """Play, compare, print what was found; status 1 when anything is lost, doubled or out of order."""
    with tempfile.TemporaryDirectory() as folder, scene(Path(folder)) as stage:
        players = Players(stage.hall)
        click.echo(f"a Monday morning at {SPEED} times for {BEFORE_S:.0f} s ...")
        stage.crowd(BEFORE_S, SPEED, "--day", "monday")
        visitors = Visitors(stage.kiosks, visits_of(players, seed), per_second, seed)
        since = head(stage.hall)
        before = visitors.come(10)
        away = without_the_server(stage, visitors, minutes * 60)
        took_s = hand_in(stage, away)
        flaws = judged(stage, before + away, away)
        flaws += flaws_of_answers(visitors.touched, len(before + away))
        flaws += untold(stage, before + away, since)
        click.echo(f"the crowd goes on for {AFTER_S:.0f} s ...")
        stage.crowd(AFTER_S, SPEED)
        flaws += after_the_crowd(stage)
    report(before, away, visitors.touched, took_s, flaws)
    sys.exit(1 if flaws else 0)


def visits_of(players: Players, seed: int) -> Any:
    """A Monday's visits of the hall as its catalogue is."""
    centre: Centre = centre_of(CatalogueAnswer.model_validate(players.get("/catalogue")))
    today = datetime.fromisoformat(players.get("/opening")["hall_time"]).date()
    return of_a_monday(centre, today, seed)


def without_the_server(stage: Scene, visitors: Visitors, seconds: float) -> list[Told]:
    """The server is killed, visitors come, the first kiosk loses its power, the server comes back."""
    unlucky = stage.kiosks[0]
    click.echo(
        f"the server is killed and away for {seconds:.0f} s; {unlucky.code} loses its power in the middle ..."
    )
    stage.server.kill()
    events = {seconds / 2: unlucky.cut_power, seconds / 2 + DARK_S: unlucky.start}
    told = visitors.come(seconds, events)
    stage.server.start()
    return told


def hand_in(stage: Scene, away: list[Told]) -> float:
    """Seconds until every number of the outage is in."""
    began, wanted = time.monotonic(), {t.ticket["public_id"] for t in away if t.ticket}
    until(lambda: wanted <= in_the_record(stage), "every number is in", IN_WITHIN_S)
    return time.monotonic() - began


def in_the_record(stage: Scene) -> set[str]:
    """The public ids of all tickets that the journal knows."""
    return {key for kind in ("TicketIssued", "TicketHandedIn") for key, _ in facts(stage.hall, kind)}


def untold(stage: Scene, all_told: list[Told], since: int) -> list[str]:
    """Tickets of the run that the record has and no visitor; a kiosk may give some back yet."""
    told = {t.ticket["public_id"]: t.ticket["number"] for t in all_told if t.ticket}
    codes = [kiosk.code for kiosk in stage.kiosks]
    end = time.monotonic() + SETTLED_WITHIN_S
    while True:
        cancelled = {key for key, _ in facts(stage.hall, "TicketCancelled")}
        flaws = flaws_of_the_record(given_by(stage.hall, codes, since), told, cancelled)
        if not flaws or time.monotonic() > end:
            return flaws
        time.sleep(1)


def judged(stage: Scene, all_told: list[Told], away: list[Told]) -> list[str]:
    """What is wrong before anybody is called."""
    tickets = {t.ticket["public_id"]: t.ticket for t in all_told if t.ticket}
    now = asyncio.run(looked_up(stage.run["api"], list(tickets)))
    flaws = flaws_of_tickets(Found(told, now[key]) for key, told in tickets.items())
    own = [t.ticket for t in away if t.ticket]
    waiting = [in_time(t, ticket) for t in own if (ticket := now[t["public_id"]]) and is_ordinary(ticket)]
    flaws += flaws_of_order(waiting)
    flaws += [
        f"{key} was handed in twice" for key in doubled(k for k, _ in facts(stage.hall, "TicketHandedIn"))
    ]
    flaws += [f"{t.key} at {t.kiosk}: {t.refused}" for t in all_told if t.refused == "no answer"]
    return flaws + flaws_of_papers(stage, all_told)


def in_time(told: dict[str, Any], ticket: dict[str, Any]) -> dict[str, Any]:
    """A ticket with the exact time of its kiosk: the server tells whole seconds."""
    return ticket | {"arrived_at": told["issued_at"]}


def is_ordinary(ticket: dict[str, Any]) -> bool:
    """Whether nothing but its time decides where a ticket stands."""
    return bool(ticket["state"] == "waiting" and ticket["visitor_class"] == "ordinary")


def flaws_of_papers(stage: Scene, told: list[Told]) -> list[str]:
    """Papers that came out twice, and tickets without one whose kiosk does not say so."""
    links = [link.rsplit("/", 1)[1] for kiosk in stage.kiosks for link in kiosk.links()]
    flaws = [f"two papers of {key}" for key in doubled(links)]
    for each in told:
        if each.ticket and each.ticket["public_id"] not in links:
            kiosk = next(k for k in stage.kiosks if k.code == each.kiosk)
            job = kiosk.ask(f"/jobs/{each.key}")
            if not job or job["print"] not in {"unknown", "failed"}:
                flaws.append(
                    f"{each.ticket['number']} has no paper, and its kiosk says {job and job['print']}"
                )
    return flaws


async def looked_up(api: str, keys: list[str]) -> dict[str, dict[str, Any] | None]:
    """Tickets as the server has them now; None for one that it does not know."""
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as http:

        async def one(key: str) -> dict[str, Any] | None:
            async with http.get(f"{api}/tickets/{key}") as answer:
                found: dict[str, Any] | None = await answer.json() if answer.status == 200 else None
                return found

        return dict(zip(keys, await asyncio.gather(*map(one, keys)), strict=True))


def after_the_crowd(stage: Scene) -> list[str]:
    """The hall works on with these tickets, and its record is clean."""
    called = {key for key, _ in facts(stage.hall, "TicketCalled")}
    own = {key for key, _ in facts(stage.hall, "TicketHandedIn")}
    flaws = [] if called & own else ["nobody of the outage was called afterwards"]
    click.echo(f"{len(called & own)} of {len(own)} handed-in tickets were called meanwhile")
    found = stage.hall.yimen("verify")
    click.echo(found.stdout.strip())
    return flaws + ([] if found.returncode == 0 else [f"verify: {found.stderr.strip()}"])


def report(before: list[Told], away: list[Told], touched: int, took_s: float, flaws: list[str]) -> None:
    """The figures that people read."""
    issued = [t for t in away if t.ticket]
    own = [t for t in issued if t.ticket and "-K" in t.ticket["number"]]
    click.echo(
        f"\n{touched} touches; online {len(before)}; away {len(away)}: {len(issued)} tickets, {len(own)} own"
    )
    for reason in sorted({t.refused for t in away if t.refused}):
        click.echo(f"  refused {sum(t.refused == reason for t in away)} times: {reason}")
    for name, kept in (
        ("lit", [t for t in issued if not t.was_dark]),
        ("dark for a while", [t for t in issued if t.was_dark]),
    ):
        times = [1000 * t.took_s for t in kept]
        click.echo(
            f"touch to answer while away, kiosks that were {name}: {len(times)},"
            f" p50 {percentile(times, 0.5):.0f} ms, p99 {percentile(times, 0.99):.0f} ms"
        )
    click.echo(f"everything was in {took_s:.1f} s after the server was back")
    for flaw in flaws:
        click.echo(f"FLAW {flaw}")
    click.echo(f"\n{len(flaws)} flaws: {'NOT GOOD' if flaws else 'good'}")


if __name__ == "__main__":
    main()
