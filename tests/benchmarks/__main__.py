"""`make bench`: yimen beside the bare program, in one run; tables, and bench.json in the data folder."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from tests.benchmarks.commands import command_figures
from tests.benchmarks.fanout import fanout_rows
from tests.benchmarks.figures import FINDING_HEADS, HEADS, RATE_HEADS, Finding, Rate, Row
from tests.benchmarks.hall_full import hall_full_rows
from tests.benchmarks.history import an_old_hall, history_rows
from tests.benchmarks.starts import start_rows
from tests.benchmarks.touches import touch_rows
from tests.benchmarks.yardstick import Bare, bare
from tests.reporting import report
from tests.servers import RunningHall, running_hall


@dataclass
class Bench:
    """One run: how much of everything, and what was found."""

    data: Path
    touches: int
    phones: int
    old_tickets: int
    rates: list[Rate] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def commands(self) -> None:
        """Issues and calls."""
        with self.both() as (hall, yardstick):
            rates, busy = command_figures(hall, yardstick)
            self.rates += rates
            self.rows += busy

    def touch(self) -> None:
        """From a finger to screen and paper."""
        with self.both() as (hall, yardstick):
            self.rows += touch_rows(hall, yardstick, self.touches)

    def fanout(self) -> None:
        """One message to all phones, and all of them gone."""
        with self.both() as (hall, yardstick):
            self.findings += fanout_rows(hall, yardstick, self.phones)

    def pad(self) -> None:
        """A key on the PAD in a full hall."""
        with self.both() as (hall, yardstick):
            self.rows += hall_full_rows(hall, yardstick)

    def history(self) -> None:
        """Millions of old tickets; then a start with them."""
        old = an_old_hall(self.data / "old", self.old_tickets)
        with running_hall(self.data / "new") as hall, running_hall(old) as old_hall:
            self.findings += history_rows(hall, old_hall, self.old_tickets)
        self._start_of(old, f" with {self.old_tickets} old tickets")

    def start(self) -> None:
        """A start, and the way back after kill -9."""
        with running_hall(self.data / "started"):
            pass
        self._start_of(self.data / "started")

    def _start_of(self, data: Path, what: str = "") -> None:
        self.findings += start_rows(data, "dalang/hall:N", what)

    @contextmanager
    def both(self) -> Iterator[tuple[RunningHall, Bare]]:
        """A new hall and the bare program."""
        with tempfile.TemporaryDirectory(dir=self.data) as folder:
            data = Path(folder)
            with running_hall(data / "hall") as hall, bare(data) as yardstick:
                yield hall, yardstick


PARTS: dict[str, Callable[[Bench], None]] = {
    "commands": Bench.commands,
    "pad": Bench.pad,
    "phones": Bench.fanout,
    "start": Bench.start,
    "touch": Bench.touch,
    "history": Bench.history,
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--touches", default=100, show_default=True, help="How many numbers are taken by finger.")
@click.option("--phones", default=10_000, show_default=True, help="How many phones get one message.")
@click.option(
    "--old-tickets", default=5_000_000, show_default=True, help="How many old tickets a record has."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of bench.json.")
def bench(parts: Sequence[str], touches: int, phones: int, old_tickets: int, out: Path | None) -> None:
    """Measure PARTS, or everything; say it, and write it down."""
    folder = out or Path(os.environ.get("YIMEN_DATA", "var"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        run = Bench(Path(data), touches, phones, old_tickets)
        for part in parts or PARTS:
            click.echo(f"{part}: {PARTS[part].__doc__}")
            PARTS[part](run)
            write([*run.rates, *run.rows, *run.findings], folder / "bench.json")
    tell(run)
    click.echo(f"written: {folder / 'bench.json'}")


def tell(run: Bench) -> None:
    """The tables of what was measured."""
    for title, heads, rows in (
        ("How much of the bare program's speed is left", RATE_HEADS, run.rates),
        ("Speed beside the bare program, in one run", HEADS, run.rows),
        ("Scale", FINDING_HEADS, run.findings),
    ):
        if rows:
            report(title, heads, [row.cells() for row in rows])


def write(rows: Sequence[Rate | Row | Finding], file: Path) -> None:
    """All figures under their names."""
    file.write_text(json.dumps({row.what: row.figures() for row in rows}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    bench()
