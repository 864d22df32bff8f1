"""The demonstration's server with what a fault needs inside it: `python -m tests.faults.server`.

Files in the data folder say what is wrong: `ahead_s` by how many seconds the machine's clock is ahead (or
behind), `commit_s` how long the disk takes for a commit. With YIMEN_TRACE the writes and syncs of SQLite's
files are recorded into that file.
"""

import os
import runpy
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import queue_server.clock

DATA = Path(os.environ["YIMEN_DATA"])


def told(name: str) -> float:
    """The number in a file of the data folder; 0 where there is none."""
    try:
        return float((DATA / name).read_text("utf-8") or 0)
    except FileNotFoundError:
        return 0.0


class WrongClock(queue_server.clock.DemoClock):
    """A clock that somebody sets back or forward: real time and hall time alike."""

    def real_now(self) -> datetime:
        """What the machine's clock shows."""
        return super().real_now() + timedelta(seconds=told("ahead_s"))


def be_slow(_: Any) -> None:
    """A commit on a slow disk. In the writer's thread, which may wait."""
    if seconds := told("commit_s"):
        threading.Event().wait(seconds)


if __name__ == "__main__":
    if trace := os.environ.get("YIMEN_TRACE"):
        from tests.faults.recording import record

        record(Path(trace))
    queue_server.clock.DemoClock = WrongClock  # type: ignore[misc]

    from sqlalchemy import Engine, event

    event.listen(Engine, "commit", be_slow)
    runpy.run_module("queue_server.demo.server", run_name="__main__")
