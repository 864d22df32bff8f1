"""Bookings told again from their facts: moves are legal, no place is given twice, no quota exceeded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from queue_server.domain import facts as f
from queue_server.domain.appointments import Appointment, BookingState
from queue_server.domain.bookings import Bookings, Half
from queue_server.domain.refusals import Refusal
from queue_server.domain.slots import Slot
from queue_server.store.flaws import Flaw, flaw

Move = Callable[[Appointment, Any, f.Entry], Appointment]

MOVES: Mapping[type[f.Fact], Move] = {
    f.HoldExpired: lambda a, x, e: a.expire(e.at),
    f.AppointmentBooked: lambda a, x, e: a.book(x.language, x.elsewhere, e.at),
    f.AppointmentMoved: lambda a, x, e: a.move(_slot(a, x), x.place, x.given_back, e.at),
    f.AppointmentCancelled: lambda a, x, e: a.cancel(x.given_back, e.at),
    f.PlaceCameBack: lambda a, x, e: a.free(x.given_back),
    f.AppointmentCheckedIn: lambda a, x, e: a.check_in(x.ticket, x.public_id, x.number, e.at, x.on_time),
    f.AppointmentEnded: lambda a, x, e: a.end(BookingState(x.state), e.at),
    f.AppointmentAppealed: lambda a, x, e: replace(a, appealed=True),
    f.AppointmentExcused: lambda a, x, e: replace(a, excused=True),
    f.AppointmentAssigned: lambda a, x, e: replace(a, assigned_to=x.clerk),
    f.AppointmentErased: lambda a, x, e: a,
}


class ReplayedBookings:
    """The bookings as the facts make them; `apply` yields what is wrong."""

    def __init__(self) -> None:
        self.all: dict[str, Appointment] = {}
        self.born = 0
        self._bookings = Bookings()
        self._halves: dict[tuple[str, datetime], str] = {}

    def knows(self, fact: f.Fact) -> bool:
        """Whether a fact is about a booking."""
        return isinstance(fact, f.PlaceHeld) or type(fact) in MOVES

    def apply(self, fact: Any, entry: f.Entry) -> Iterator[Flaw]:
        """One more fact about a booking."""
        if isinstance(fact, f.PlaceHeld):
            yield from self._hold(fact, entry)
            return
        booking = self.all.get(fact.appointment)
        if booking is None:
            yield flaw("unknown_booking", seq=entry.seq, kind=entry.kind)
            return
        try:
            moved = MOVES[type(fact)](booking, fact, entry)
        except (Refusal, ValueError):
            yield flaw("illegal_booking_move", seq=entry.seq, kind=entry.kind, state=booking.state.value)
            return
        if isinstance(fact, f.AppointmentMoved):
            self._learn_half(moved, fact.half)
            yield from self._must_be_free(moved, fact.half_places, entry, booking)
        self._set(replace(moved, seq=entry.seq))

    def settle(self, name: str) -> None:
        """Forget a booking that was compared and that no fact will touch any more."""
        self._bookings.leave(self.all.pop(name), self._half_of)

    def _hold(self, fact: f.PlaceHeld, entry: f.Entry) -> Iterator[Flaw]:
        held = fact.held
        self.born += 1
        self._learn_half(held, fact.half)
        if held.id != fact.appointment or held.id in self.all or held.state is not BookingState.HELD:
            yield flaw("booking_born_wrong", seq=entry.seq)
            return
        yield from self._must_be_free(held, fact.half_places, entry)
        self._set(replace(held.without_person(), seq=entry.seq))

    def _learn_half(self, a: Appointment, half: str) -> None:
        """Which half a slot belongs to; what stands in it is counted anew after the lunch break changed."""
        slot = (a.queue, a.starts_at)
        if self._half_of(*slot) == half:
            return
        there = [b for b in self.all.values() if slot in _slots_of(b)]
        for each in there:
            self._bookings.leave(each, self._half_of)
        self._halves[slot] = half
        for each in there:
            self._bookings.join(each, self._half_of)

    def _must_be_free(
        self, a: Appointment, half_places: int | None, entry: f.Entry, moves: Appointment | None = None
    ) -> Iterator[Flaw]:
        """Where nobody has its place, and the half has a number left; what moves takes its own along."""
        taken = self._bookings.taken(a.queue, a.starts_at)
        if a.place in taken or len(taken) >= a.places:
            yield flaw("slot_beyond_quota", queue=a.queue, starts_at=a.starts_at.isoformat(), seq=entry.seq)
        half = self._half(a)
        own = moves is not None and self._half(moves) == half
        if half_places is not None and self._bookings.taken_in(half) - own >= half_places:
            yield flaw("half_beyond_quota", queue=a.queue, date=a.date.isoformat(), seq=entry.seq)

    def _set(self, booking: Appointment) -> None:
        if (old := self.all.get(booking.id)) is not None:
            self._bookings.leave(old, self._half_of)
        self.all[booking.id] = booking
        self._bookings.join(booking, self._half_of)

    def _half(self, a: Appointment) -> Half:
        return a.queue, a.date, self._half_of(a.queue, a.starts_at)

    def _half_of(self, queue: str, starts_at: datetime) -> str:
        return self._halves.get((queue, starts_at), "am")


def _slots_of(a: Appointment) -> set[tuple[str, datetime]]:
    return {(a.queue, a.starts_at), *((back.queue, back.starts_at) for back in a.given_back)}


def _slot(a: Appointment, fact: f.AppointmentMoved) -> Slot:
    return Slot(a.queue, fact.date, fact.starts_at, fact.ends_at, fact.places, fact.half)
