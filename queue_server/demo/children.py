"""The programs of the demo: started one after the other, watched, and stopped together."""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

STOP_S = 12.0

log = logging.getLogger(__name__)


class ChildDied(Exception):
    """A program of the demo ended by itself; the text says which, how, and where its log is."""


class Children:
    """Processes in groups of their own: one Ctrl-C reaches the demo alone, which stops them in order."""

    def __init__(self, logs: Path, environ: Mapping[str, str]) -> None:
        self._logs = logs
        self._environ = dict(environ)
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, *command: str, show: bool = False) -> None:
        """Start `python COMMAND`; its output goes to a log of its own, or is shown."""
        log_file = None if show else (self._logs / f"{name}.log").open("ab")
        try:
            child = subprocess.Popen(  # noqa: S603
                [sys.executable, *command],
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=log_file,
                stderr=subprocess.STDOUT if log_file else None,
                start_new_session=True,
            )
        finally:
            if log_file:
                log_file.close()
        self._running.append((name, child))

    def wait_for(self, ready: Callable[[], bool], what: str, timeout_s: float) -> None:
        """Wait until something is true. Raises ChildDied, or TimeoutError naming what did not come."""
        deadline = time.monotonic() + timeout_s
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not come within {timeout_s:.0f} s; logs: {self._logs}")
            time.sleep(0.05)

    def check(self) -> None:
        """Raise ChildDied if a program has ended."""
        for name, child in self._running:
            if child.poll() is not None:
                raise ChildDied(f"{name} ended with status {child.returncode}; log: {self._logs / name}.log")

    def ended(self, name: str) -> int | None:
        """The exit status of a program that has ended, and forget it; None while it runs."""
        for known, child in list(self._running):
            if known == name and child.poll() is not None:
                self._running.remove((known, child))
                return child.returncode
        return None

    def stop(self) -> bool:
        """Stop all, the last started first; whether all went in good order."""
        good = True
        for name, child in reversed(self._running):
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
            try:
                child.wait(STOP_S)
            except subprocess.TimeoutExpired:
                log.warning("%s did not stop within %s s and is killed", name, STOP_S)
                child.kill()
                child.wait()
            good = good and child.returncode in (0, -signal.SIGTERM)
        self._running.clear()
        return good
