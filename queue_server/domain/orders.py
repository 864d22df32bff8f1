"""Orders for paper: a ticket that shall come out of one kiosk's printer, once, soon or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

GOOD_FOR = timedelta(minutes=10)
"""Real time within which a paper is printed; later its visitor has gone and the next one would take it."""

KEPT = 50
"""Orders that are remembered of one kiosk, the newest, and besides them all whose result is still awaited."""


class PaperState(StrEnum):
    """What is known of an order. Only the first one is still to be printed; the first two are not the end."""

    ORDERED = "ordered"
    PRINTING = "printing"
    """The kiosk has begun: nobody is told this order again, whatever becomes of the kiosk."""
    PRINTED = "printed"
    UNSURE = "unsure"
    """Printer or kiosk did not answer: the paper may have come out."""
    FAILED = "failed"
    """Surely nothing was printed."""


@dataclass(frozen=True, slots=True)
class Order:
    """One paper of a ticket. `copy` is 0 for the original, else which reprint.

    `until` is real time: until when it shall be printed, and once begun, until when its result is awaited.
    """

    id: str
    ticket: int
    copy: int
    until: datetime
    state: PaperState = PaperState.ORDERED

    def open_at(self, real_now: datetime) -> bool:
        """Whether it shall still be printed."""
        return self.state is PaperState.ORDERED and real_now <= self.until

    def awaited_at(self, real_now: datetime) -> bool:
        """Whether somebody still waits to hear what becomes of it."""
        return not self.settled and real_now <= self.until

    @property
    def settled(self) -> bool:
        """Whether the kiosk has said what became of it."""
        return self.state not in {PaperState.ORDERED, PaperState.PRINTING}


@dataclass(frozen=True)
class KioskOrders:
    """The newest orders of one kiosk, oldest first."""

    kiosk: str
    orders: tuple[Order, ...] = ()
    seq: int = 0

    def find(self, order: str) -> Order | None:
        """The order with this id."""
        return next((each for each in self.orders if each.id == order), None)

    def open_at(self, real_now: datetime) -> Iterator[Order]:
        """What shall still be printed."""
        return (each for each in self.orders if each.open_at(real_now))

    def with_new(self, order: Order) -> "KioskOrders":
        """One more, ordered just now; the oldest is forgotten, but none whose result is awaited."""
        real_now = order.until - GOOD_FOR
        everything = (*self.orders, order)
        newest = len(everything) - KEPT
        kept = (o for place, o in enumerate(everything) if place >= newest or o.awaited_at(real_now))
        return replace(self, orders=tuple(kept))

    def begun(self, order: str, until: datetime) -> "KioskOrders":
        """The kiosk prints one now; its result is awaited until then."""
        return self._with(order, state=PaperState.PRINTING, until=until)

    def settled(self, order: str, state: PaperState) -> "KioskOrders":
        """What became of one. An order that nobody remembers changes nothing."""
        return self._with(order, state=state)

    def _with(self, order: str, **changed: Any) -> "KioskOrders":
        told = (replace(each, **changed) if each.id == order else each for each in self.orders)
        return replace(self, orders=tuple(told))
