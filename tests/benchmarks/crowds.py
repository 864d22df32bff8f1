"""Crowds of phones, screens or PADs in a process of their own, and what a server's process costs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.servers import RunningHall

Plan = Sequence[tuple[int, str, Sequence[str]]]
"""How many, the auth that they connect with as JSON or nothing, and the rooms that each of them watches."""

SERVER = "queue_server.demo.server"


class Crowd:
    """A running `phones.py`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def tell(self, *words: str) -> None:
        """Let them do something; `told` is the answer."""
        assert self._process.stdin
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()

    def told(self) -> dict[str, Any]:
        """The next line that they say."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the crowd has ended"
        said: dict[str, Any] = json.loads(line)
        return said


@contextmanager
def crowd(address: str, plan: Plan) -> Iterator[Crowd]:
    """So many that watch, for as long as the block lasts."""
    parts = urlsplit(address)
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.phones",
        str(parts.hostname),
        str(parts.port),
        json.dumps(plan),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            crowd = Crowd(process)
            crowd.told()
            yield crowd
        finally:
            process.kill()


def process_of(word: str, data: Path) -> int:
    """The id of the process with this word in its command line that works on this folder."""
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().decode()
            environ = (entry / "environ").read_bytes().decode(errors="replace")
        except (OSError, ValueError):
            continue
        if entry.name.isdigit() and word in command and str(data) in command + environ:
            return int(entry.name)
    raise LookupError(f"no process of {word} works on {data}")


def server_of(hall: RunningHall) -> int:
    """The id of a hall's server process."""
    return process_of(SERVER, hall.data)


def cpu_s(process: int) -> float:
    """Seconds of processor time that a process has used so far, all its threads together."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_kb(process: int) -> float:
    """What a process holds in memory now, in kilobytes of a thousand."""
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1.024
    raise LookupError(f"process {process} has ended")
