"""From keys to texts: letters that follow each other quickly, up to Enter."""

from .events import KEY, Event, Press
from .keys import ENTER, SHIFT, letter_of

GAP_S = 0.5
"""Readers need milliseconds between two keys; what comes after a longer silence is another text."""
LONGEST = 400


class Typed:
    """What has been typed since the last Enter. A text that has lost a part is never told."""

    def __init__(self, gap_s: float = GAP_S) -> None:
        self._gap_s = gap_s
        self._letters: list[str] = []
        self._shifts: set[int] = set()
        self._broken = False
        self._last_at = 0.0

    def hear(self, event: Event) -> str | None:
        """The text that this event completes, if it does."""
        if event.lost_some:
            self._forget(broken=True)
        if event.type != KEY:
            return None
        if event.code in SHIFT:
            self._shift(event)
            return None
        return self._press(event) if event.value == Press.DOWN else None

    def _shift(self, event: Event) -> None:
        if event.value == Press.UP:
            self._shifts.discard(event.code)
        else:
            self._shifts.add(event.code)

    def _press(self, event: Event) -> str | None:
        if abs(event.at - self._last_at) > self._gap_s:
            self._forget()
        self._last_at = event.at
        if event.code in ENTER:
            return self._complete()
        letter = letter_of(event.code, bool(self._shifts))
        if letter is not None:
            self._letters.append(letter)
        if len(self._letters) > LONGEST:
            self._forget(broken=True)
        return None

    def _complete(self) -> str | None:
        text, was_broken = "".join(self._letters), self._broken
        self._forget()
        return text if text and not was_broken else None

    def _forget(self, broken: bool = False) -> None:
        self._letters.clear()
        self._broken = broken
        if broken:
            self._shifts.clear()
