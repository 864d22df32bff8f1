"""What became of each business date's tickets: how many were issued, served, done and missed."""

from collections import Counter
from datetime import date

from .tickets import State, StepState, Ticket


class Tally:
    """Counts that the hall keeps current with every ticket, so that nobody has to count a whole day."""

    def __init__(self) -> None:
        self._issued: Counter[tuple[str, date]] = Counter()
        self._served: Counter[tuple[str, date]] = Counter()
        self._done: Counter[date] = Counter()
        self._missed: Counter[date] = Counter()

    def add(self, ticket: Ticket, by: int) -> None:
        """Count a ticket as it is (`by` 1), or no more as it was (`by` -1)."""
        self._issued[ticket.first_queue, ticket.business_date] += by
        for queue in _served_in(ticket):
            self._served[queue, ticket.business_date] += by
        if ticket.state is State.DONE:
            self._done[ticket.business_date] += by
        if ticket.state is State.MISSED:
            self._missed[ticket.business_date] += by

    def issued(self, queue: str, day: date | None) -> int:
        """Tickets of a date whose visit began in a queue, whatever became of them."""
        return 0 if day is None else self._issued[queue, day]

    def served(self, queue: str, day: date | None) -> int:
        """Services that a queue finished on tickets of a date; a scenario's steps count each in their own."""
        return 0 if day is None else self._served[queue, day]

    def done(self, day: date | None) -> int:
        """Tickets of a date whose visit is done."""
        return 0 if day is None else self._done[day]

    def missed(self, day: date | None) -> int:
        """Tickets of a date that were missed and may still come back."""
        return 0 if day is None else self._missed[day]


def _served_in(ticket: Ticket) -> list[str]:
    if ticket.steps:
        return [step.queue for step in ticket.steps if step.state is StepState.DONE]
    return [ticket.queue] if ticket.state is State.DONE else []
