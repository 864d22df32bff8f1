"""What a booking's own page says, as plain values in the reader's language."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.actions.checking_in import check_in_from, is_shut_out, on_time_until
from queue_server.boards.appointments import comes
from queue_server.domain.appointments import Appointment, BookingState, Visitor
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.places_left import change_until
from queue_server.domain.policy import BookingPolicy, VisitKind
from queue_server.domain.slots import rules_or_last
from queue_server.web.public.spoken import moment_text, windows_text
from ui.words import say

from .choosing import clock_of, long_day, place_of, span_of


@dataclass(frozen=True, slots=True)
class Face:
    """Everything on the page; `now` and `more` are what to know and do at this moment.

    `state` is the booking's, or `ready` and `late` while it can be checked in, `over` when that is possible
    in the hall alone, `shut` where the hall, or who would be sent, does not work then.
    """

    public_id: str
    centre: str
    centre_name: str
    language: str
    state: str
    day: str
    start: str
    time: str
    business: str
    elsewhere: bool
    now: str
    more: str
    ticket: str | None
    number: str | None
    is_open: bool
    in_hall: bool
    kind: str
    comes: str
    may_check_in: bool
    may_cancel: bool
    may_move: bool
    may_appeal: bool
    change_text: str
    place: str
    way: str
    when: str
    late: str
    materials: tuple[str, ...]
    again: str
    clock: str
    catalogue: Catalogue


def face_of(hall: Hall, booking: Appointment, now: datetime, language: str) -> Face:
    """The page of a booking."""
    catalogue = hall.catalogue
    rules = rules_or_last(catalogue)
    service = catalogue.services.get(booking.service or "")
    is_open = booking.state is BookingState.BOOKED
    in_hall = booking.kind is VisitKind.HALL
    state = _state(hall, booking, now)
    in_time = now <= change_until(rules, booking)
    is_known = booking.queue in catalogue.queues
    windows = windows_text(catalogue.windows_of(booking.queue), language) if is_known else ""
    times = _times(catalogue, rules, booking, now, language)
    told = state if in_hall or not is_open else _told_elsewhere(state, booking.kind)
    return Face(
        public_id=booking.id,
        centre=catalogue.centre.code,
        centre_name=in_language(catalogue.centre.names, language),
        language=language,
        state=state,
        day=long_day(booking.date, language),
        start=clock_of(catalogue, booking.starts_at),
        time=span_of(catalogue, booking.starts_at, booking.ends_at),
        elsewhere=booking.elsewhere,
        business=_business(catalogue, booking, language),
        now=say(f"booking.now.{told}", language),
        more=_more(catalogue, told, booking, times, language),
        ticket=booking.ticket_public_id,
        number=booking.number,
        is_open=is_open,
        in_hall=in_hall,
        kind=booking.kind.value,
        comes=comes(hall, booking) or "",
        may_check_in=is_open and in_hall and state in {"ready", "late"},
        may_cancel=is_open and now <= booking.starts_at,
        may_move=is_open and in_time and booking.moves < rules.moves,
        may_appeal=booking.state is BookingState.MISSED and not booking.appealed and not booking.excused,
        change_text=_change_text(is_open, in_time, now <= booking.starts_at, times, language),
        place=place_of(catalogue, booking.queue, language) if is_known and in_hall else "",
        way=say("booking.way", language, windows=windows) if windows else say("booking.way.any", language),
        when=say("booking.when", language, **times),
        late=say("booking.when.late", language, **times),
        materials=service.materials if service else (),
        again=_again(catalogue, booking, language) if service else "",
        clock=f"{now.astimezone(catalogue.centre.zone):%H:%M}",
        catalogue=catalogue,
    )


def _state(hall: Hall, booking: Appointment, now: datetime) -> str:
    if booking.state is not BookingState.BOOKED:
        return booking.state.value
    if is_shut_out(hall, booking):
        return "shut"
    if booking.kind is not VisitKind.HALL:
        return "booked"
    if now < check_in_from(hall, booking):
        return "booked"
    if now >= booking.ends_at:
        return "over"
    return "ready" if now <= on_time_until(hall, booking) else "late"


def _told_elsewhere(state: str, kind: VisitKind) -> str:
    return "shut.elsewhere" if state == "shut" else kind.value


def _times(
    catalogue: Catalogue, rules: BookingPolicy, booking: Appointment, now: datetime, language: str
) -> dict[str, str]:
    """The moments around a booking, in words."""
    early, late = timedelta(seconds=rules.early_s), timedelta(seconds=rules.late_s)
    until = min(booking.starts_at + late, booking.ends_at)
    return {
        "since": moment_text(catalogue, booking.starts_at - early, now, language),
        "early": clock_of(catalogue, booking.starts_at - early),
        "until": clock_of(catalogue, until),
        "time": span_of(catalogue, booking.starts_at, booking.ends_at),
        "start": clock_of(catalogue, booking.starts_at),
        "end": clock_of(catalogue, booking.ends_at),
        "change": moment_text(catalogue, change_until(rules, booking), now, language),
    }


def _more(
    catalogue: Catalogue, state: str, booking: Appointment, times: dict[str, str], language: str
) -> str:
    if state == "cancelled" and booking.kind is not VisitKind.HALL:
        known = _still_known(catalogue, booking.visitor, language)
        return say("booking.more.cancelled.elsewhere", language, known=known)
    if state == "missed":
        told = "excused" if booking.excused else "appealed" if booking.appealed else "missed"
        return say(f"booking.more.{told}", language)
    return say(f"booking.more.{state}", language, number=booking.number or "", **times)


def _still_known(catalogue: Catalogue, visitor: Visitor, language: str) -> str:
    """What is kept of a visitor when the contact is gone, and how long; nothing once it is forgotten."""
    if not visitor.keys:
        return ""
    days = catalogue.policy.personal_data_days
    kept = "booking.consent.text.known.id" if visitor.person else "booking.consent.text.known.phone"
    return say(kept, language, days=days)


def _change_text(is_open: bool, in_time: bool, to_come: bool, times: dict[str, str], language: str) -> str:
    if not is_open:
        return ""
    told = "until" if in_time else "over" if to_come else "begun"
    return say(f"booking.change.{told}", language, **times)


def _again(catalogue: Catalogue, booking: Appointment, language: str) -> str:
    """Where the same item is booked anew, for the same town."""
    town = "elsewhere=1&" if booking.elsewhere else ""
    return f"/c/{catalogue.centre.code}/services/{booking.service}/book?{town}lang={language}"


def _business(catalogue: Catalogue, booking: Appointment, language: str) -> str:
    thing = catalogue.services.get(booking.service or "") or catalogue.queues.get(booking.queue)
    return in_language(thing.names, language) if thing else ""
