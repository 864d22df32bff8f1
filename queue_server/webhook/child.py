"""The program that sends alarms, where an installation has a receiver: begun, looked after, ended."""

import contextlib
import logging
import subprocess
import sys
import time
from collections.abc import Callable

from config.settings import Settings

STOP_S = 3.0
AGAIN_AFTER_S = 10.0
"""Real seconds from a program's end to the start of the next: one that cannot start is no load."""

Program = subprocess.Popen[bytes]

log = logging.getLogger(__name__)


class Sending:
    """Keeps the program running. Where there is no receiver it does nothing."""

    def __init__(
        self,
        settings: Settings,
        begin: "Callable[[], Program] | None" = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wanted = bool(settings.webhook_url or settings.ratings_url)
        self._begin = begin or _begin
        self._now = now
        self._program: Program | None = None
        self._again_at = 0.0

    @property
    def running(self) -> bool:
        """Whether the program runs, as far as was last noticed."""
        return self._program is not None

    def look(self) -> None:
        """Begin, where there is a receiver; notice that the program has ended, and begin it again later."""
        if self._program is not None and self._program.poll() is not None:
            self._let_go(f"ended with status {self._program.returncode}")
        if self._wanted and self._program is None and self._now() >= self._again_at:
            self._program = self._begun()

    def rest(self) -> None:
        """Another server sends now: let the program end, without waiting for it."""
        if self._program is not None:
            with contextlib.suppress(OSError):
                assert self._program.stdin is not None
                self._program.stdin.close()
            self._program = None

    def stop(self) -> None:
        """Let it end; what was not taken yet is sent after the next start."""
        self._wanted = False
        if self._program is not None:
            _end(self._program)

    def _begun(self) -> "Program | None":
        try:
            return self._begin()
        except OSError as problem:
            self._let_go(f"cannot be started: {problem}")
            return None

    def _let_go(self, why: str) -> None:
        self._program = None
        self._again_at = self._now() + AGAIN_AFTER_S
        log.error("the program that sends alarms %s; begun again in %.0f s", why, AGAIN_AFTER_S)


def _begin() -> Program:
    """With our environment; it ends by itself when this process has gone."""
    command = [sys.executable, "-m", "queue_server.webhook"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603


def _end(program: Program) -> None:
    with contextlib.suppress(OSError):
        assert program.stdin is not None
        program.stdin.close()
    try:
        program.wait(STOP_S)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
