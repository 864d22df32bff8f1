"""A little server in a process of its own, because a process can be patched only once."""

import os
import queue
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import cast

HERE = Path(__file__).parent


class LittleServer:
    """A running `little_server.py`: its address, what it said, and how it ended."""

    def __init__(
        self,
        runtime: str,
        deadline_s: float = 8,
        descriptors: int | None = None,
        sockets: int | None = None,
    ) -> None:
        self.runtime = runtime
        limit = ["prlimit", f"--nofile={descriptors}:{descriptors}"] if descriptors else []
        self.process = subprocess.Popen(
            [*limit, sys.executable, HERE / "little_server.py", runtime, str(deadline_s), str(sockets or "")],
            env=os.environ | {"PYTHONPATH": str(HERE.parent.parent)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self.errors: list[str] = []
        self._readers = [threading.Thread(target=self._read_out), threading.Thread(target=self._read_errors)]
        for reader in self._readers:
            reader.start()
        self.address = f"http://127.0.0.1:{self.said()}"

    def _read_out(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.strip())

    def _read_errors(self) -> None:
        assert self.process.stderr
        self.errors.extend(self.process.stderr)

    def said(self) -> str:
        """The next line that it writes."""
        return self.lines.get(timeout=15)

    def get(self, page: str) -> str:
        with urllib.request.urlopen(f"{self.address}/{page}", timeout=10) as answer:
            return cast("bytes", answer.read()).decode()

    def ended(self) -> int:
        """Its exit status."""
        return self.process.wait(timeout=15)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=5)
        for reader in self._readers:
            reader.join(timeout=5)
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe
            pipe.close()


def until(what: Callable[[], bool]) -> bool:
    """Whether it becomes true within five seconds."""
    end = time.monotonic() + 5
    while time.monotonic() < end and not what():
        time.sleep(0.05)
    return what()
