"""When each device was heard last: kept in memory, because that a device speaks is no fact."""

from datetime import datetime

Heard = tuple[datetime, datetime]
"""A moment in real and in hall time."""


class Hearing:
    """The devices of an installation since this server started. From any thread.

    Of several servers each hears some devices; what it heard itself is taken, and told to the others.
    """

    def __init__(self) -> None:
        self._at: dict[tuple[str, str], Heard] = {}
        self._new: dict[tuple[str, str], Heard] = {}
        self._listening: dict[tuple[str, str], Heard] = {}

    def note(self, centre: str, device: str, at: Heard) -> None:
        """A device has just spoken."""
        self._at[centre, device] = self._new[centre, device] = at

    def note_elsewhere(self, centre: str, device: str, at: Heard) -> None:
        """A device has spoken to another server."""
        last = self._at.get((centre, device))
        if last is None or last[0] < at[0]:
            self._at[centre, device] = at

    def take_new(self) -> list[tuple[str, str, Heard]]:
        """The devices that spoke to this server since it was asked last."""
        new, self._new = self._new, {}
        return [(centre, device, at) for (centre, device), at in list(new.items())]

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
