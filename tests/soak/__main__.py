"""`make soak`: a PAD, its face and a hall screen under the crowd at 60 times, weighed every 15 seconds."""

import dataclasses
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Browser

from tests.pages.browser import chromium
from tests.servers import RunningHall, running_hall

from .clerk import Clerk
from .judging import TooFewSamples, faults, judge, missed
from .pages import Watched, watched

WINDOW = 6
EVERY_S = 15.0
TURN_S = 1.5
SETTLE_S = 8
DAY = "monday"
"""Always the same, with the same citizens, and ten minutes long: early and late see the same hours."""


@click.command()
@click.option("--minutes", type=float, default=20.0, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("soak.json"))
@click.option("--speed", type=int, default=60, show_default=True)
@click.option("--until", default="20:00", show_default=True, help="Shorter days turn more often.")
def main(minutes: float, out: Path, speed: int, until: str) -> None:
    """Run, print a table and write the figures; status 1 when a page grew, missed a call or complained."""
    with tempfile.TemporaryDirectory() as folder, running_hall(Path(folder)) as hall, chromium() as browser:
        crowd = Crowd(hall, speed, until)
        try:
            pages, clerk = opened(hall, browser)
            soak(pages, clerk, crowd, minutes * 60)
        finally:
            crowd.stop()
        settle(pages)
        found = report(hall, pages, clerk, minutes * 60)
    out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(found)
    sys.exit(0 if found["good"] else 1)


class Crowd:
    """Days of the crowd, one after the other, as long as the soak lasts."""

    def __init__(self, hall: RunningHall, speed: int, until: str) -> None:
        self._hall = hall
        self._pace = ("--speed", str(speed), "--until", until)
        self._log = (hall.data / "crowd.out").open("wb")
        self._playing: subprocess.Popen[bytes] | None = None
        self.days = 0

    def go_on(self) -> None:
        """Begin a day when none is being played."""
        if self._playing is not None and self._playing.poll() is None:
            return
        self.days += 1
        words = ["--run", str(self._hall.run_file), "--day", DAY, *self._pace]
        self._playing = subprocess.Popen(
            [sys.executable, "-m", "config.command", "crowd", *words],
            env=self._hall.environ,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def stop(self) -> None:
        """End the day; the clock goes at its own pace again."""
        if self._playing is not None:
            self._playing.terminate()
            try:
                self._playing.wait(60)
            except subprocess.TimeoutExpired:  # the figures are taken; nobody needs this day's end
                self._playing.kill()
                self._playing.wait()
        self._log.close()


def opened(hall: RunningHall, browser: Browser) -> tuple[list[Watched], Clerk]:
    """The three pages, and who works at the PAD."""
    base = hall.run["base_url"]
    place = next(c for c in hall.run["clerks"] if c["window"] == WINDOW)
    pad, face, screen = (
        watched(browser, name, room, f"{base}{path}", size)
        for name, room, path, size in (
            ("pad", f"window:{WINDOW}", f"/pad?window={WINDOW}&lang=zh", (1280, 800)),
            ("face", f"window:{WINDOW}", f"/face/{WINDOW}", (1280, 800)),
            ("hall", "hall:N", "/hall/N", (1920, 1080)),
        )
    )
    return [pad, face, screen], Clerk(pad.window.page, place)


def soak(pages: list[Watched], clerk: Clerk, crowd: Crowd, run_s: float) -> None:
    """Work and weigh until the time is over."""
    start = time.monotonic()
    next_look = EVERY_S
    while (passed := time.monotonic() - start) < run_s:
        crowd.go_on()
        clerk.turn()
        pages[0].window.page.wait_for_timeout(TURN_S * 1000)
        if passed >= next_look:
            next_look += EVERY_S
            said = " ".join(line(page, start) for page in pages)
            click.echo(f"{passed:6.0f} s  {said}  {clerk.presses} presses, day {crowd.days}")


def line(page: Watched, start: float) -> str:
    """One look, in short."""
    sample = page.look(start)
    if sample is None:
        return f"{page.name} is being read again,"
    size = f"{sample.heap / 1e6:.2f} MB {sample.nodes} nodes"
    return f"{page.name} {size} {sample.listeners} listeners {sample.rows} rows,"


def settle(pages: list[Watched]) -> None:
    """Let the last calls arrive."""
    pages[0].window.page.wait_for_timeout(SETTLE_S * 1000)
    for page in pages:
        page.take()


def report(hall: RunningHall, pages: list[Watched], clerk: Clerk, run_s: float) -> dict[str, Any]:
    """Everything as JSON, judged."""
    rows = [judged(page, calls_of(hall, page.room), run_s) for page in pages]
    return {
        "run_s": run_s,
        "presses": clerk.presses,
        "sign_ins": clerk.sign_ins,
        "cpus": os.cpu_count(),
        "pages": rows,
        "good": all(row["good"] for row in rows),
    }


def judged(page: Watched, made: list[int], run_s: float) -> dict[str, Any]:
    """One page's figures, calls and complaints."""
    try:
        verdicts, why = judge(page.samples, run_s), ""
    except TooFewSamples as problem:
        verdicts, why = [], str(problem)
    wrong = faults(page.watches, made, page.window.troubles())
    good = bool(verdicts) and all(v.good for v in verdicts) and not wrong
    return {
        "page": page.name,
        "good": good,
        "why": why,
        "figures": [dataclasses.asdict(v) | {"ratio": round(v.ratio, 3), "good": v.good} for v in verdicts],
        "watches": len(page.watches),
        "calls_made": len(made),
        "calls_heard": len({seq for watch in page.watches for seq in watch}),
        "missed": missed(page.watches, made),
        "faults": wrong,
        "complaints": sorted(set(page.window.complaints)),
        "samples": [dataclasses.asdict(sample) for sample in page.samples],
    }


def calls_of(hall: RunningHall, room: str) -> list[int]:
    """Every call of a room that stands in the record, also taken back ones."""
    column, value = room.split(":")
    with reading(hall) as record:
        found = record.execute(
            f'SELECT seq FROM call_done WHERE "{column}" = ? ORDER BY seq', (value,)
        ).fetchall()
    return [seq for (seq,) in found]


@contextmanager
def reading(hall: RunningHall) -> Iterator[sqlite3.Connection]:
    """The hall's record, to look at only."""
    with closing(sqlite3.connect(f"file:{hall.data / 'yimen.db'}?mode=ro", uri=True)) as record:
        yield record


def show(found: dict[str, Any]) -> None:
    """The table that people read."""
    click.echo(f"\n{'page':6} {'figure':10} {'early':>12} {'late':>12} {'ratio':>7}")
    for row in found["pages"]:
        for each in row["figures"]:
            mark = "" if each["good"] else "  GROWS"
            numbers = f"{each['early']:>12.0f} {each['late']:>12.0f} {each['ratio']:>7.3f}"
            click.echo(f"{row['page']:6} {each['figure']:10} {numbers}{mark}")
        calls = f"{row['calls_heard']} calls heard of {row['calls_made']}, {len(row['missed'])} missed"
        click.echo(f"{row['page']:6} {calls}, {row['watches']} watches {row['why']}")
        for fault in row["faults"]:
            click.echo(f"{row['page']:6} FAULT {fault}")
    word = "good" if found["good"] else "NOT GOOD"
    click.echo(f"\n{found['presses']} presses, {found['sign_ins']} sign-ins: {word}")


if __name__ == "__main__":
    main()
