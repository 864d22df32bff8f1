"""One line with its panels and one worker: the last word wins, and after a cut everything is said again."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from .backoff import Backoff
from .content import NOTHING_KNOWN, Message, WindowContent, message_of
from .describing import Panel
from .driving import Driver, LineLost, NotTaken
from .slots import Health, PanelState, Slot

FIRST_REST_S, LONGEST_REST_S = 0.5, 15.0
STOP_S = 5.0

log = logging.getLogger(__name__)


class Bus:
    """A worker and what it shall show; `when_changed` is called in its thread when a state is another."""

    def __init__(
        self,
        driver: Driver,
        panels: Sequence[Panel],
        when_changed: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.monotonic,
        date: Callable[[], float] = time.time,
    ) -> None:
        self._driver = driver
        self._when_changed = when_changed
        self._now = now
        self._date = date
        self._changed = threading.Condition()
        self._stopping = False
        self._open = False
        self._backoff = Backoff(FIRST_REST_S, LONGEST_REST_S)
        self._slots = [
            Slot(panel, PanelState(panel.window, str(panel), Health.STARTING, date())) for panel in panels
        ]
        self._thread = threading.Thread(target=self._work, name=f"panels {panels[0].line}", daemon=True)

    def start(self) -> None:
        """Begin to show."""
        self._thread.start()

    def begin_to_stop(self) -> None:
        """Returns at once: lines that hang are then waited for together, not one after another."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Send people to the hall's screen, as far as panels answer, and end."""
        self.begin_to_stop()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def show(self, window: int, content: WindowContent) -> None:
        """Returns at once; a newer word takes the place of one that was not sent yet."""
        with self._changed:
            for slot in self._over(window):
                slot.say(content, self._now())
            self._changed.notify_all()

    def test(self, window: int) -> None:
        """Let the panels over a window blink for some seconds."""
        with self._changed:
            for slot in self._over(window):
                slot.test(self._now())
            self._changed.notify_all()

    def took_test(self, window: int) -> bool:
        """Whether all panels over a window blinked; true where there is none."""
        with self._changed:
            return all(slot.took_test for slot in self._over(window))

    def _over(self, window: int) -> list[Slot]:
        return [slot for slot in self._slots if slot.panel.window == window]

    def states(self) -> list[PanelState]:
        """How each panel is."""
        with self._changed:
            return [slot.state for slot in self._slots]

    def _work(self) -> None:
        while not self._stopping:
            try:
                if self._is_reached() and (slot := self._next_due()) is not None:
                    self._tell(slot)
            except LineLost as lost:
                self._lose(lost)
            except Exception as trouble:  # the worker must outlive whatever a driver does
                log.exception("the panels' line failed")
                self._lose(LineLost(str(trouble)))
        self._say_goodbye()
        self._driver.close()

    def _is_reached(self) -> bool:
        """Whether the line is open; if not, one try. Raises LineLost."""
        if not self._open:
            self._driver.open()
            self._open = True
        return self._open

    def _next_due(self) -> Slot | None:
        """The panel that has waited longest for its word; waits until there is one. None when all ends."""
        with self._changed:
            while not self._stopping:
                now = self._now()
                slot = min(self._slots, key=lambda one: one.due_at(now))
                left = slot.due_at(now) - now
                if left <= 0:
                    return slot
                self._changed.wait(left)
        return None

    def _tell(self, slot: Slot) -> None:
        """Put on a panel what it shall show; a newer word takes over with the next try."""
        reason = ""
        for _ in range(slot.tries()):
            with self._changed:
                message = slot.wanted(self._now())
            try:
                self._driver.send(slot.panel, message)
            except NotTaken as problem:
                reason = str(problem)
                continue
            finally:
                time.sleep(slot.panel.make.pause_s)
            with self._changed:
                slot.was_shown(message, self._now())
            self._backoff.reset()
            self._note(slot, Health.OK)
            return
        with self._changed:
            slot.was_not_taken(self._now())
        self._note(slot, Health.NOT_ANSWERING, reason)

    def _lose(self, lost: LineLost) -> None:
        """Nothing is known of any panel until the line is back, which is tried after a rest."""
        self._open = False
        self._driver.close()
        for slot in self._slots:
            with self._changed:
                slot.forget()
            self._note(slot, Health.UNREACHABLE, str(lost))
        with self._changed:
            self._changed.wait_for(lambda: self._stopping, self._backoff.rest_s())

    def _note(self, slot: Slot, health: Health, reason: str = "") -> None:
        if slot.state.health is health:
            return
        with self._changed:
            slot.state = replace(slot.state, health=health, since=self._date(), reason=reason)
        level = logging.INFO if health is Health.OK else logging.WARNING
        log.log(level, "panel of %s: %s %s", slot.panel, health, reason)
        self._when_changed()

    def _say_goodbye(self) -> None:
        """A number that nobody renews is worse than none."""
        for slot in self._slots:
            if self._open and slot.state.health is Health.OK:
                try:
                    self._driver.send(slot.panel, _last_word(slot))
                except (LineLost, NotTaken) as problem:
                    log.info("panel of %s keeps its last text: %s", slot.panel, problem)
                    self._open = not isinstance(problem, LineLost)


def _last_word(slot: Slot) -> Message:
    return message_of(NOTHING_KNOWN, slot.panel.look, 0.0)
