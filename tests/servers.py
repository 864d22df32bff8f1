"""A real demonstration hall for tests: the same programs, on a free port, in a folder of its own."""

import contextlib
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

START_S = 180
STOP_S = 30
RECORD, KEYS, SECRET = "yimen.db", "demo.json", "secret"
YIMEN = str(Path(sys.executable).with_name("yimen"))


@dataclass(frozen=True)
class RunningHall:
    """A demonstration that answers; `run` is its run.json."""

    data: Path
    environ: dict[str, str]

    @property
    def run_file(self) -> Path:
        """What the demonstration says about itself."""
        return self.data / "run.json"

    @property
    def run(self) -> dict[str, Any]:
        """The content of run.json."""
        found: dict[str, Any] = json.loads(self.run_file.read_text(encoding="utf-8"))
        return found

    def yimen(self, *words: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """A `yimen` command on this installation."""
        return subprocess.run(
            [YIMEN, *words],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def running_hall(data: Path, kept: Path | None = None, **settings: str) -> Iterator[RunningHall]:
    """Start the demonstration, wait until it answers, and stop it by Ctrl-C: it must end well.

    Its centre and its people's sign-ins come from the folder `kept`; they are made and put there if need be.
    """
    environ = {**os.environ, "YIMEN_PORT": str(free_port()), "YIMEN_DATA": str(data), "CROWD": "", **settings}
    hall = RunningHall(data, environ)
    data.mkdir(parents=True, exist_ok=True)
    if kept and (kept / KEYS).exists():
        shutil.copytree(kept, data, dirs_exist_ok=True)
    with (data / "demo.out").open("wb") as output:
        demo = subprocess.Popen(
            [YIMEN, "demo"], env=environ, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_until_it_answers(hall, demo)
            if kept and not (kept / KEYS).exists():
                keep(data, kept)
            yield hall
        finally:
            demo.send_signal(signal.SIGINT)
            status = demo.wait(STOP_S)
    assert status == 0, f"the demonstration ended with {status}:\n{said(hall)}"


def keep(data: Path, kept: Path) -> None:
    """Copy what a hall consists of before anybody has come; its keys last, for they say that it is whole."""
    kept.mkdir(parents=True)
    with (
        contextlib.closing(sqlite3.connect(data / RECORD)) as record,
        contextlib.closing(sqlite3.connect(kept / RECORD)) as copy,
    ):
        record.backup(copy)
    shutil.copy(data / SECRET, kept / SECRET)
    shutil.copy(data / KEYS, kept / KEYS)


def wait_until_it_answers(hall: RunningHall, demo: "subprocess.Popen[bytes]") -> None:
    """Until run.json stands there and the server is ready; fails with what the demonstration said."""
    deadline = time.monotonic() + START_S
    while not answers(hall):
        assert demo.poll() is None, f"the demonstration ended by itself:\n{said(hall)}"
        assert time.monotonic() < deadline, f"the demonstration does not answer:\n{said(hall)}"
        time.sleep(0.1)


def answers(hall: RunningHall) -> bool:
    """Whether the demonstration is ready."""
    try:
        with urllib.request.urlopen(f"{hall.run['base_url']}/readyz", timeout=5) as answer:
            ready: bool = answer.status == 200
            return ready
    except (OSError, ValueError, KeyError, URLError):
        return False


def said(hall: RunningHall) -> str:
    """The end of the demonstration's output."""
    return (hall.data / "demo.out").read_text(encoding="utf-8", errors="replace")[-3000:]
