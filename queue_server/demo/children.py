"""The programs of the demo: started, told when they may go on, watched, and stopped together."""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ui.wrong import Wrong

STOP_S = 12.0

log = logging.getLogger(__name__)


class ChildDied(Wrong):
    """A program of the demo ended by itself; the text says which, how, and where its log is."""


class Children:
    """Processes in groups of their own: one Ctrl-C reaches the demo alone, which stops them in order."""

    def __init__(self, logs: Path, environ: Mapping[str, str]) -> None:
        self._logs = logs
        self._environ = dict(environ)
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []
        self._commands: dict[str, tuple[str, ...]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, *command: str, show: bool = False, told: bool = False) -> None:
        """Start `python COMMAND`; its output goes to a log of its own, or is shown.

        With `told` it waits for a line on its standard input, which `tell` gives.
        """
        log_file = None if show else (self._logs / f"{name}.log").open("ab")
        try:
            child = subprocess.Popen(  # noqa: S603
                [sys.executable, *command],
                env=self._environ,
                stdin=subprocess.PIPE if told else subprocess.DEVNULL,
                stdout=log_file,
                stderr=subprocess.STDOUT if log_file else None,
                start_new_session=True,
            )
        finally:
            if log_file:
                log_file.close()
        self._running.append((name, child))
        self._commands[name] = command

    def tell(self, name: str) -> None:
        """Let a program go on that waits to be told. Raises ChildDied when there is nobody to tell."""
        for known, child in self._running:
            if known == name and child.stdin:
                try:
                    child.stdin.write(b"\n")
                    child.stdin.close()
                except BrokenPipeError as ended:
                    raise ChildDied("demo.ended", name=name, log=f"{self._logs / name}.log") from ended

    def wait_for(self, ready: Callable[[], bool], what: Wrong | str, timeout_s: float) -> None:
        """Wait until something is true. Raises ChildDied, or TimeoutError naming what did not come."""
        deadline = time.monotonic() + timeout_s
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                late = {"what": what, "seconds": f"{timeout_s:.0f}", "logs": self._logs}
                raise TimeoutError(Wrong("demo.too_late", **late))
            time.sleep(0.05)

    def check(self) -> None:
        """Start again whoever asks for it, as systemd does; raise ChildDied if a program has ended."""
        for name, child in list(self._running):
            if child.poll() is not None:
                self._again(name, child)

    def _again(self, name: str, child: "subprocess.Popen[bytes]") -> None:
        from wire.devices import RESTART_STATUS  # with all that devices say: not needed to start the demo

        if child.returncode != RESTART_STATUS:
            ended = {"name": name, "status": child.returncode, "log": f"{self._logs / name}.log"}
            raise ChildDied("demo.ended_with", **ended)
        log.warning("%s starts anew", name)
        self._running.remove((name, child))
        self.start(name, *self._commands[name])

    def ended(self, name: str) -> int | None:
        """The exit status of a program that has ended, and forget it; None while it runs."""
        for known, child in list(self._running):
            if known == name and child.poll() is not None:
                self._running.remove((known, child))
                return child.returncode
        return None

    def stop(self) -> bool:
        """Stop all, the first one last, because the others talk to it; whether all went in good order."""
        first, others = self._running[:1], self._running[1:]
        good = all([*_stopped(others), *_stopped(first)])
        self._running.clear()
        return good


def _stopped(running: Sequence[tuple[str, "subprocess.Popen[bytes]"]]) -> list[bool]:
    """Ask each to stop, all at once; whether it went in good order."""
    for _, child in running:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    return [_ended_well(name, child) for name, child in running]


def _ended_well(name: str, child: "subprocess.Popen[bytes]") -> bool:
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        log.warning("%s did not stop within %s s and is killed", name, STOP_S)
        child.kill()
        child.wait()
    return child.returncode in (0, -signal.SIGTERM)
