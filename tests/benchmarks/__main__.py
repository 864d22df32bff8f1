"""`make bench`: yimen beside the bare program, in one run; a table, and bench.json in the data folder."""

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from tests.benchmarks.commands import command_figures
from tests.benchmarks.figures import HEADS, RATE_HEADS, Rate, Row
from tests.benchmarks.touches import touch_rows
from tests.benchmarks.yardstick import bare
from tests.reporting import report
from tests.servers import running_hall


@click.command()
@click.option("--touches", default=100, show_default=True, help="How many numbers are taken by finger.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of bench.json.")
def bench(touches: int, out: Path | None) -> None:
    """Measure, say, and write down."""
    folder = out or Path(os.environ.get("YIMEN_DATA", "var"))
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        running_hall(Path(data) / "hall") as hall,
        bare(Path(data)) as yardstick,
    ):
        click.echo("Issues and calls, in turns with the bare program ...")
        rates, busy = command_figures(hall, yardstick)
        click.echo(f"{touches} touches at a kiosk, an issue of the bare program after each ...")
        rows = [*busy, *touch_rows(hall, yardstick, touches)]
    report("How much of the bare program's speed is left", RATE_HEADS, [rate.cells() for rate in rates])
    report("Speed beside the bare program, in one run", HEADS, [row.cells() for row in rows])
    write([*rates, *rows], folder / "bench.json")
    click.echo(f"written: {folder / 'bench.json'}")


def write(rows: Sequence[Rate | Row], file: Path) -> None:
    """All figures under their names."""
    file.write_text(json.dumps({row.what: row.figures() for row in rows}, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    bench()
