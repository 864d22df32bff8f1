"""A town in which places can be booked, and what people do there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from queue_server.actions.booking import Details, Wish, book_at_once, cancel, hold, move
from queue_server.actions.checking_in import Claim, check_in
from queue_server.domain.appointments import Appointment, Visitor
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.policy import BookingPolicy, QueuePolicy
from queue_server.domain.tickets import Ticket
from tests.actions.town import Town
from tests.makers import TUESDAY, a_catalogue, at

WEDNESDAY = TUESDAY + timedelta(days=1)
HALF_PAST_NINE = at("09:30", WEDNESDAY)


def bookable(queues: dict[str, QueuePolicy] | None = None, share: float = 0.4, **rules: Any) -> Catalogue:
    """The town's catalogue with booking: three windows for life, so three places in each half-hour."""
    values: dict[str, Any] = {"per_window": 1, "back_least_s": 60, "back_most_s": 660} | rules
    return a_catalogue(booking=BookingPolicy(**values), queues=queues or {}, walk_in_share=share)


def somebody(number: int) -> Visitor:
    """Who is known by a document and a phone."""
    return Visitor(f"person-{number}", "441***", f"phone-{number}", "138***")


@dataclass
class BookingTown(Town):
    """`book` and `come` are what people do."""

    catalogue: Catalogue = field(default_factory=bookable)
    people: Any = field(default_factory=lambda: count(1))

    def hold(
        self, starts_at: datetime = HALF_PAST_NINE, queue: str = "life", holder: str = "h"
    ) -> Appointment:
        return self.act(hold, Wish(starts_at, queue=queue), f"hold-{next(self._ids)}", holder)

    def book(
        self,
        starts_at: datetime = HALF_PAST_NINE,
        queue: str = "life",
        who: Visitor | None = None,
        **details: Any,
    ) -> Appointment:
        """Somebody new books, unless named."""
        wish = Wish(
            starts_at, queue=None if "service" in details else queue, service=details.pop("service", None)
        )
        known = who if who is not None else somebody(next(self.people))
        return self.act(book_at_once, wish, f"booking-{next(self._ids)}", Details(known, **details))

    def cancel(self, booking: Appointment, draw: float = 0.5) -> Appointment:
        return self.act(cancel, booking.id, draw)

    def move(self, booking: Appointment, starts_at: datetime, draw: float = 0.5) -> Appointment:
        return self.act(move, booking.id, starts_at, draw)

    def come(self, booking: Appointment, **claim: Any) -> tuple[Ticket, bool]:
        """The visitor checks in."""
        return self.act(check_in, booking.id, f"id-{next(self._ids)}", Claim(**claim))

    def booked(self, booking: Appointment) -> Appointment:
        """The booking as it is now."""
        return self.hall.appointments[booking.id]

    def days_later(self, days: int) -> "BookingTown":
        """The same time of day, days later, each day closed and opened by the clock."""
        for _ in range(days):
            self.until(self.clock.hall + timedelta(days=1))
        return self
