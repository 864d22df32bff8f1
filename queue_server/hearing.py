"""When each device was heard last: kept in memory, because that a device speaks is no fact."""

from datetime import datetime

Heard = tuple[datetime, datetime]
"""A moment in real and in hall time."""


class Hearing:
    """The devices of an installation since this server started. Touched by the writer's thread only."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, str], Heard] = {}
        self._listening: dict[tuple[str, str], Heard] = {}

    def note(self, centre: str, device: str, at: Heard) -> None:
        """A device has just spoken."""
        self._at[centre, device] = at

    def last(self, centre: str, device: str) -> Heard | None:
        """When a device spoke last; None before its first word since the server started."""
        return self._at.get((centre, device))

    def is_heard(self, centre: str, device: str, real_now: datetime, within_s: float) -> bool:
        """Whether a device spoke within the last real seconds."""
        last = self._at.get((centre, device))
        return last is not None and (real_now - last[0]).total_seconds() <= within_s

    def quiet_since(self, centre: str, device: str, now: Heard) -> Heard:
        """When a device spoke last; one that has said nothing counts from the first question."""
        return self._at.get((centre, device)) or self._listening.setdefault((centre, device), now)
