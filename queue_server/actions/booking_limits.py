"""What a booking must keep to: whose it is, how many somebody has, until when it changes, and bans."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from queue_server.actions.ports import Tx
from queue_server.domain.appointments import COUNTED, Appointment, Visitor
from queue_server.domain.calendar import moment_of
from queue_server.domain.hall import Hall
from queue_server.domain.places_left import change_until
from queue_server.domain.policy import BookingPolicy, VisitKind
from queue_server.domain.refusals import (
    AppointmentBan,
    AppointmentLimit,
    BadValue,
    BookedAlready,
    ChangeOver,
    ContactNeeded,
    NotCrossTown,
    RealNameNeeded,
    TooManyHolds,
)
from queue_server.domain.slots import rules_or_last


def must_hold_few(hall: Hall, rules: BookingPolicy, holder: str) -> None:
    """One address holds so many at once. Raises TooManyHolds."""
    if len(hall.bookings.held_for.get(holder, ())) >= rules.holds_per_address:
        raise TooManyHolds(count=rules.holds_per_address)


def must_be_in_time(hall: Hall, booked: Appointment, now: datetime) -> None:
    """A booking moves until policy's moment. Raises ChangeOver."""
    until = change_until(rules_or_last(hall.catalogue), booked)
    if now > until:
        raise ChangeOver(opens=spoken(hall, until))


def must_not_have_begun(hall: Hall, booked: Appointment, now: datetime) -> None:
    """A booking is cancelled until its slot begins. Raises ChangeOver."""
    if now > booked.starts_at:
        raise ChangeOver(opens=spoken(hall, booked.starts_at))


def must_be_known(hall: Hall, queue: str, visitor: Visitor) -> None:
    """Somebody's, and by document where the queue asks for it. Raises ContactNeeded or RealNameNeeded."""
    if not visitor.keys:
        raise ContactNeeded
    if hall.catalogue.policy.queue(queue).real_name and visitor.person is None:
        raise RealNameNeeded(queue=queue)


def must_be_reachable(held: Appointment, contact: str | None) -> None:
    """A visit elsewhere needs whom to call and where to go; one to the hall is asked for nothing of it.

    Raises ContactNeeded or BadValue.
    """
    if held.kind is VisitKind.HALL and contact is not None:
        raise BadValue(field="contact", why="a visit to the hall needs none")
    if held.kind is not VisitKind.HALL and contact is None:
        raise ContactNeeded


def must_be_of_this_town(hall: Hall, held: Appointment, *, elsewhere: bool) -> None:
    """A matter of another town needs an item that people of any town come for. Raises NotCrossTown."""
    if elsewhere and not hall.catalogue.is_cross_town(held.service or ""):
        raise NotCrossTown(service=held.service)


def must_be_within_limits(
    hall: Hall, booking: Appointment, rules: BookingPolicy, day: date, visitor: Visitor
) -> None:
    """One booking per queue and day, and policy's number in all; the same phone or document is one person.

    Raises BookedAlready or AppointmentLimit.
    """
    others = [a for a in _bookings_of(hall, visitor.keys, day) if a.id != booking.id and a.state in COUNTED]
    if any(a.queue == booking.queue for a in others):
        raise BookedAlready(queue=booking.queue)
    if len(others) >= rules.per_person_day:
        raise AppointmentLimit(count=rules.per_person_day)


def must_not_be_banned(tx: Tx, rules: BookingPolicy, visitor: Visitor) -> None:
    """Who missed too many bookings lately cannot book for a while. Raises AppointmentBan."""
    today = tx.hall.counters.business_date
    assert today is not None
    days = [day for _, day in tx.missed_bookings(visitor.document_keys, missed_since(rules, today))]
    rows = zip(days, days[rules.missed_limit - 1 :], strict=False)
    last = max((last for first, last in rows if (last - first).days < rules.missed_days), default=None)
    if last is None or today >= (until := last + timedelta(days=rules.ban_days)):
        return
    opens = moment_of(tx.hall.catalogue, until, rules.release_at)
    count = sum(0 <= (last - day).days < rules.missed_days for day in days)
    raise AppointmentBan(opens=spoken(tx.hall, opens), count=count, days=rules.missed_days)


def missed_since(rules: BookingPolicy, today: date) -> date:
    """The first date whose missed bookings may still shut somebody out today."""
    return today - timedelta(days=rules.missed_days + rules.ban_days)


def spoken(hall: Hall, at: datetime) -> str:
    """A moment in the centre's own time, as refusals tell it."""
    return at.astimezone(hall.catalogue.centre.zone).isoformat()


def _bookings_of(hall: Hall, keys: Sequence[str], day: date) -> list[Appointment]:
    names = {name for key in keys for name in hall.bookings.of_visitor.get(key, ())}
    return [a for name in names if (a := hall.appointments[name]).date == day]
