"""How long a start takes, and how soon everybody has a fresh board after the server was killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import click

from tests.benchmarks.crowds import crowd
from tests.benchmarks.figures import Finding
from tests.benchmarks.yardstick import until_it_answers
from tests.servers import YIMEN, free_port

TIMES = 3
SCREENS = 200
START_MS, FRESH_MS = 2000, 5000


def start_rows(data: Path, room: str, what: str = "") -> list[Finding]:
    """`yimen serve` on a hall's folder that nobody works on, beside the bare program."""
    port, bare_port = free_port(), free_port()
    environ = {**os.environ, "YIMEN_DATA": str(data), "YIMEN_PORT": str(port), "YIMEN_LOG_LEVEL": "ERROR"}
    bare = [sys.executable, "-m", "tests.benchmarks.bare", str(bare_port), str(data / "bare.db")]
    ours = Started([YIMEN, "serve"], environ, f"http://127.0.0.1:{port}", "/readyz")
    theirs = Started(bare, environ, f"http://127.0.0.1:{bare_port}", "/ready")
    return [
        Finding(f"start to first answer{what}", "ms", START_MS, ours.starts_ms(), theirs.starts_ms()),
        Finding(
            f"kill -9 to {SCREENS} screens fresh{what}",
            "ms",
            FRESH_MS,
            ours.fresh_ms(room),
            theirs.fresh_ms("hall"),
        ),
    ]


class Started:
    """A program that can be started again and again."""

    def __init__(self, command: Sequence[str], environ: dict[str, str], address: str, page: str) -> None:
        self._command = command
        self._environ = environ
        self._address = address
        self._page = page

    def starts_ms(self) -> float:
        """Milliseconds from the start to the first answer; the median of some."""
        times = []
        for _ in range(TIMES):
            begun = time.time()
            process = self._start()
            times.append((time.time() - begun) * 1000)
            process.terminate()
            process.wait(30)
        click.echo(f"{self._command[-1]} starts in {median(times):.0f} ms")
        return median(times)

    def fresh_ms(self, room: str) -> float:
        """Milliseconds from kill -9, with a start at once, until every screen watches again; a median."""
        process = self._start()
        times = []
        with crowd(self._address, [(SCREENS, "", [room])]) as screens:
            for _ in range(TIMES):
                screens.tell("back")
                screens.told()
                begun = time.time()
                process.send_signal(signal.SIGKILL)
                process.wait(10)
                process = self._start()
                times.append((screens.told()["back"] - begun) * 1000)
        process.terminate()
        process.wait(30)
        return float(median(times))

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            self._command, env=self._environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until_it_answers(self._address + self._page, every_s=0.02)
        return process
