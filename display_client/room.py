"""What a loudspeaker has heard of its room: every call once, in order, and none missed unnoticed.

Every call carries the seq of the one before it in its room (`prev`). Calls behind a gap are held back until
the gap is filled, or given up.
"""

from collections.abc import Iterable

from wire.boards import Call as WireCall


class Room:
    """`known_to` is the seq up to which calls were dealt with before; without it nothing old is news."""

    def __init__(self, known_to: int | None = None) -> None:
        self._proven_to = known_to
        self._held: dict[int, WireCall] = {}

    @property
    def known_to(self) -> int:
        """The seq up to which every call was dealt with; -1 when none is known."""
        return -1 if self._proven_to is None else self._proven_to

    @property
    def gap_after(self) -> int | None:
        """The seq after which calls are missing; None when there is no gap."""
        return self._proven_to if self._held else None

    def heard(self, calls: Iterable[WireCall]) -> list[WireCall]:
        """The calls of an envelope that are news, oldest first; one that comes late changes nothing."""
        listed = sorted(calls, key=lambda call: call.seq)
        if self._proven_to is None:
            self._proven_to = listed[-1].seq if listed else -1
            return []
        for call in listed:
            if call.seq > self._proven_to:
                self._held[call.seq] = call
        return self._released(given_up=False)

    def given_up(self) -> list[WireCall]:
        """The server does not remember what is missing: what was held back is news now."""
        return self._released(given_up=True)

    def _released(self, *, given_up: bool) -> list[WireCall]:
        news: list[WireCall] = []
        for seq in sorted(self._held):
            call = self._held[seq]
            if call.prev is not None and call.prev > self.known_to and not given_up:
                break
            news.append(self._held.pop(seq))
            self._proven_to = seq
        return news
