"""Reminders as the hall looks them up: those that are not over, and which tickets named an address."""

from collections.abc import Callable, Iterable, Iterator

from .reminders import Reminder


class OpenReminders:
    """The reminders that are not over by ticket, and the day's tickets by the mark of their address.

    An address is forgotten with its visit, but not that it was named that day: who gives a ticket back does
    not name it anew without end. This much is in memory alone, so a restart knows those of open ones only.
    """

    def __init__(self, reminders: Iterable[Reminder] = ()) -> None:
        self._of: dict[int, dict[str, Reminder]] = {}
        self._naming: dict[str, set[int]] = {}
        for reminder in reminders:
            self.turn(None, reminder)

    def __iter__(self) -> Iterator[Reminder]:
        return (each for own in self._of.values() for each in own.values())

    def of(self, ticket: int) -> list[Reminder]:
        """A ticket's reminders that are not over."""
        return list(self._of.get(ticket, {}).values())

    def naming(self, mark: str) -> frozenset[int]:
        """The tickets that named an address today."""
        return frozenset(self._naming.get(mark, ()))

    def turn(self, old: Reminder | None, new: Reminder) -> Callable[[], None]:
        """`new` is true in the place of `old`, of the same key; the answer takes it back."""
        tickets = self._naming.setdefault(new.mark, set()) if new.mark else set()
        is_first = new.ticket not in tickets
        tickets.add(new.ticket)
        self._follow(old, new)

        def undo() -> None:
            self._follow(new, old)
            if is_first:
                tickets.discard(new.ticket)

        return undo

    def _follow(self, old: Reminder | None, new: Reminder | None) -> None:
        if new is not None and not new.over:
            self._of.setdefault(new.ticket, {})[new.key] = new
        elif old is not None and not old.over:
            del self._of[old.ticket][old.key]
            if not self._of[old.ticket]:
                del self._of[old.ticket]
