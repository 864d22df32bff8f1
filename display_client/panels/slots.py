"""One panel as its bus sees it: what it shall show, what it shows, how it is. Time is handed in."""

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .backoff import Backoff
from .content import NOTHING_KNOWN, Message, WindowContent, message_of
from .describing import Panel

REFRESH_S = 60.0
"""Everything is said again so often: a panel that lost its power between two calls shows nothing else."""
REST_S, LONGEST_REST_S = 2.0, 30.0


TEST_S = 5.0
"""A panel that is tested blinks for so long, whatever stands on it."""


class Health(StrEnum):
    """How a panel is. `ok` of a panel that answers nothing means: the line took it."""

    STARTING = "starting"
    OK = "ok"
    NOT_ANSWERING = "not_answering"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class PanelState:
    """How a panel is, since when (seconds since 1970), and why, for the engineer."""

    window: int
    place: str
    health: Health
    since: float
    reason: str = ""


@dataclass(slots=True)
class Slot:
    """`now` is in monotonic seconds everywhere, `state.since` in seconds since 1970."""

    panel: Panel
    state: PanelState
    content: WindowContent = NOTHING_KNOWN
    said_at: float = 0.0
    shown: Message | None = None
    shown_at: float = -math.inf
    not_before: float = -math.inf
    tested_at: float = -math.inf
    backoff: Backoff = field(default_factory=lambda: Backoff(REST_S, LONGEST_REST_S))

    def say(self, content: WindowContent, now: float) -> None:
        """From now on this counts: what was not sent is forgotten, and a silent panel is tried at once."""
        if content != self.content:
            self.content, self.said_at = content, now
            self.not_before = min(self.not_before, now)

    def test(self, now: float) -> None:
        """Somebody stands before it and looks whether it blinks."""
        self.tested_at, self.shown = now, None
        self.not_before = min(self.not_before, now)

    @property
    def took_test(self) -> bool:
        """Whether the panel took a message after it was to be tested."""
        return self.shown is not None and self.shown_at >= self.tested_at

    def wanted(self, now: float) -> Message:
        """What shall stand on the panel."""
        message = message_of(self.content, self.panel.look, now - self.said_at)
        return replace(message, blinks=True) if now < self.tested_at + TEST_S else message

    def due_at(self, now: float) -> float:
        """When something has to be sent: now or earlier, or the next moment at which that may be so."""
        if self.wanted(now) != self.shown:
            return self.not_before
        again = self.shown_at + REFRESH_S
        turns = (self.said_at + self.panel.look.blink_s, self.tested_at + TEST_S)
        return min([again, *(turn for turn in turns if now < turn)])

    def tries(self) -> int:
        """How often a message is sent at most: a panel that is silent shall not hold up its neighbours."""
        return 1 if self.state.health is Health.NOT_ANSWERING else 1 + self.panel.make.retries

    def was_shown(self, message: Message, now: float) -> None:
        """The panel took it."""
        self.shown, self.shown_at, self.not_before = message, now, now
        self.backoff.reset()

    def was_not_taken(self, now: float) -> None:
        """It did not: nobody knows what stands there, and it rests before the next try."""
        self.shown = None
        self.not_before = now + self.backoff.rest_s()

    def forget(self) -> None:
        """The line broke: whatever stood there is said again."""
        self.shown = None
        self.not_before = -math.inf
