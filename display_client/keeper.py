"""Keeps the browser on its page: looks every few seconds, opens the page again, starts the browser again.

A page that has lost its server says so itself and is left alone; one that does not answer, or is not the page
that belongs here, is not.
"""

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit

from display_client.chromium import Health
from display_client.devtools import NoAnswer

LOOK_EVERY_S = 3.0
ANSWER_S = 6.0
START_S = 40.0
WRONG_LOOKS = 3
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
GOOD_AFTER_S = 120.0

log = logging.getLogger(__name__)


class State(StrEnum):
    """How the browser is."""

    STARTING = "starting"
    SHOWING = "showing"
    LOST = "lost"
    WAITING = "waiting"
    STOPPED = "stopped"


class Browser(Protocol):
    """What is kept."""

    @property
    def is_alive(self) -> bool: ...
    def health(self, within_s: float) -> Health: ...
    def show(self, address: str) -> None: ...
    def tell(self, event: str, detail: dict[str, Any]) -> None: ...
    def close(self) -> None: ...


class Keeper:
    """`start` starts a browser on an address; `address` may be changed, and the browser is led there."""

    def __init__(
        self, start: Callable[[str], Browser], address: str, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._start = start
        self._now = now
        self._browser: Browser | None = None
        self._since = now()
        self._retry_at = now()
        self._fails = 0
        self._wrong = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="browser", daemon=True)
        self.address = address
        self.state = State.WAITING
        self.restarts = 0

    def start(self) -> None:
        """Begin to keep."""
        self._thread.start()

    def stop(self) -> None:
        """End the browser."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(ANSWER_S + 2.0)
        self._close()
        self.state = State.STOPPED

    @property
    def works(self) -> bool:
        """Whether people see the page, or will in a moment after the first start."""
        return self.state in {State.SHOWING, State.STOPPED} or (
            self.state is State.STARTING and self.restarts == 0
        )

    def tell(self, event: str, detail: dict[str, Any]) -> None:
        """Tell the page something; a page that is not there misses nothing that it could show."""
        browser = self._browser
        if browser is None or self.state is not State.SHOWING:
            return
        try:
            browser.tell(event, detail)
        except NoAnswer as problem:
            log.info("the page was not told: %s", problem)

    def look(self) -> None:
        """One look, and what follows from it."""
        if self._browser is None:
            if self._now() >= self._retry_at:
                self._begin()
            return
        if not self._browser.is_alive:
            self._fail("it has ended")
            return
        try:
            self._judge(self._browser, self._browser.health(ANSWER_S))
        except NoAnswer as problem:
            if self.state is not State.STARTING or self._now() - self._since > START_S:
                self._fail(str(problem))

    def _begin(self) -> None:
        self._enter(State.STARTING)
        self._wrong = 0
        try:
            self._browser = self._start(self.address)
        except OSError as problem:
            self._fail(str(problem))

    def _judge(self, browser: Browser, health: Health) -> None:
        if health.drawn and _same_page(health.address, self.address):
            self._wrong = 0
            self._enter(State.SHOWING)
            if self._now() - self._since > GOOD_AFTER_S:
                self._fails = 0
            return
        if self.state is State.STARTING and self._now() - self._since <= START_S / 4:
            return
        self._wrong += 1
        if self._wrong % WRONG_LOOKS == 0:
            self._enter(State.LOST)
            log.warning("the browser shows %s, and is led back", health.address)
            browser.show(self.address)

    def _fail(self, why: str) -> None:
        pause = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(self._fails, 10))
        log.warning("the browser is started again in %.0f s: %s", pause, why)
        self._close()
        self._fails += 1
        self.restarts += 1
        self._retry_at = self._now() + pause
        self._enter(State.WAITING)

    def _close(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            browser.close()

    def _enter(self, state: State) -> None:
        if state is not self.state:
            self.state, self._since = state, self._now()
            log.info("the browser is %s", state)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
            except Exception:  # the screen outlives whatever is wrong with one look
                log.exception("the browser could not be looked after")
            self._stopping.wait(1.0 if self.state in {State.STARTING, State.WAITING} else LOOK_EVERY_S)


def _same_page(shown: str, wanted: str) -> bool:
    """Path and query: a browser writes hosts and ports in its own way."""
    return urlsplit(shown)[2:4] == urlsplit(wanted)[2:4]
