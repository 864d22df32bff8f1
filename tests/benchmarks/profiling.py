"""`make profile`: which functions a server's time goes to while it issues and calls as fast as it can.

py-spy looks at the server's threads a hundred times a second, without stopping it. Written are a file for
https://speedscope.app and the stacks as text; the hottest functions are printed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from tests.benchmarks.commands import CLIENTS, HALL, SCREENS, desks_of, issuing
from tests.benchmarks.crowds import server_of
from tests.benchmarks.load import Line, Press, listeners, rate
from tests.reporting import report
from tests.servers import RunningHall, running_hall

LOOKS_PER_S = 100
HOTTEST = 10
LEAD_S = 1.0
FORMATS = {"raw": "txt", "speedscope": "speedscope.json"}


@click.command()
@click.option("--seconds", default=15, show_default=True, help="How long each of both is looked at.")
@click.option("--gil/--all", default=True, help="Only threads that hold Python's lock, or all at work.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder of the files.")
def profile(seconds: int, gil: bool, out: Path | None) -> None:
    """Look at a demonstration server under the bench's load."""
    spy = shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if spy is None:
        raise click.ClickException("py-spy is missing: make setup")
    folder = out or Path(os.environ.get("YIMEN_DATA", "var"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_hall(Path(data) / "hall") as hall:
        for what, presses in loads(hall, seconds):
            for kind, ending in FORMATS.items():
                file = folder / f"profile-{what}.{ending}"
                watched(
                    hall, presses, seconds, [spy, "record", *["--gil"] * gil, "-f", kind, "-o", str(file)]
                )
                click.echo(f"written: {file}")
            say(what, (folder / f"profile-{what}.txt").read_text("utf-8").splitlines())


def loads(hall: RunningHall, seconds: int) -> list[tuple[str, list[Press]]]:
    """Eight kiosks, then eight clerks; enough people wait for them."""
    queue, desks = desks_of(hall)
    kiosk = hall.run["kiosks"][0]["token"]
    issues = [issuing(Line(hall.run["api"], kiosk), queue) for _ in range(CLIENTS)]
    rate(issues, seconds)
    return [("issue", issues), ("next", [desk.press for desk in desks])]


def watched(hall: RunningHall, presses: list[Press], seconds: int, record: list[str]) -> None:
    """Press while py-spy looks."""
    room = f"{hall.run['centre']}/hall:{HALL}"
    options = ["-r", str(LOOKS_PER_S), "-d", str(seconds), "-t", "--nonblocking", "-p", str(server_of(hall))]
    with listeners(hall.run["base_url"], room, SCREENS):
        looking = subprocess.Popen(
            [*record, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        per_s = rate(presses, seconds + LEAD_S)
        _, errors = looking.communicate(timeout=60)
        if looking.returncode:
            raise click.ClickException(f"py-spy failed: {errors.strip()}")
    click.echo(f"{per_s:.0f}/s while being looked at")


def say(what: str, stacks: Iterable[str]) -> None:
    """The functions that were at work themselves most often, and with everything that they called."""
    own: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for line in stacks:
        stack, _, count = line.rpartition(" ")
        functions = [frame.rpartition(":")[0] + ")" for frame in stack.split(";") if ":" in frame]
        if functions:
            own[functions[-1]] += int(count)
            within.update(dict.fromkeys(functions, int(count)))
    total = own.total() or 1
    rows = [
        (f"{100 * n / total:.1f} %", f"{100 * within[name] / total:.1f} %", name)
        for name, n in own.most_common(HOTTEST)
    ]
    report(f"The hottest functions of {what}", ("itself", "with what it calls", "function"), rows)


if __name__ == "__main__":
    profile()
