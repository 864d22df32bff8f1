"""Handing in: tickets that a kiosk issued while the server was away become the hall's, by true issue time.

The visitor holds the paper, so whatever can be true is accepted; only what cannot be is refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queue_server.actions import admitting
from queue_server.actions.days import ensure_day, expire
from queue_server.actions.issuing import Errand, Wanted, class_of, errand_of
from queue_server.actions.ports import Tx
from queue_server.actions.visitors import cancel
from queue_server.domain.calendar import business_date
from queue_server.domain.classes import VisitorClass
from queue_server.domain.facts import TicketHandedIn
from queue_server.domain.hall import Hall
from queue_server.domain.numbering import offline_serial, offline_series
from queue_server.domain.refusals import (
    NotThisKiosksNumber,
    NumberTaken,
    PublicIdTaken,
    Refusal,
    TooLongAgo,
    UnknownScenario,
    UnknownService,
)
from queue_server.domain.tickets import State, Ticket

NOT_OFFERED = "not_offered"
"""Beyond the rules: the item was not issued any more, but is still served today."""

GOOD_FOR_DAYS = 7
"""Hall days within which a ticket may be handed in; an outage that long has been dealt with on paper."""

CANCELLABLE = frozenset({State.WAITING, State.CALLED, State.HELD, State.MISSED})


@dataclass(frozen=True, slots=True)
class Offline:
    """A ticket as its kiosk tells it. `issued_at` is aware UTC, by the kiosk's clock.

    `beyond`: what the kiosk's message alone shows to be beyond the rules, such as an ID number that is none.
    """

    public_id: str
    number: str
    issued_at: datetime
    wanted: Wanted
    clock_sure: bool = True
    cancelled: bool = False
    beyond: tuple[str, ...] = ()


def hand_in(tx: Tx, kiosk: str, told: Offline) -> Ticket:
    """Take over a ticket that a kiosk issued offline. Raises a Refusal where it cannot be true.

    It waits at once if its day still goes on; of an earlier day it is expired, with its right to come back.
    """
    ensure_day(tx)
    if tx.find_ticket(told.public_id) is not None:
        raise PublicIdTaken
    errand = errand_of(tx.hall.catalogue, told.wanted, retiring=True)
    series, serial = _numbered(tx.hall, kiosk, errand, told.number)
    issued_at = min(told.issued_at, tx.now)
    if tx.now - issued_at > timedelta(days=GOOD_FOR_DAYS):
        raise TooLongAgo(number=told.number, days=GOOD_FOR_DAYS)
    day = business_date(tx.hall.catalogue, issued_at)
    if tx.find_serial(day, series, serial) is not None:
        raise NumberTaken(number=told.number)
    beyond = (*told.beyond, *_beyond(tx, errand, told, issued_at, day))
    born = _born(tx, errand, told, series, serial, issued_at, day)
    sure = told.clock_sure and told.issued_at <= tx.now
    fact = TicketHandedIn(born.id, born.without_person(), kiosk, told.issued_at, sure, beyond)
    tx.record(fact, born, tx.hall.counters.with_ticket())
    return _as_it_stands(tx, born.id, cancelled=told.cancelled)


def give_back(tx: Tx, public_id: str) -> Ticket | None:
    """The visitor gave a ticket back at the kiosk after it was handed in; None for one that nobody knows."""
    ensure_day(tx)
    ticket = tx.find_ticket(public_id)
    return cancel(tx, public_id) if ticket is not None and ticket.state in CANCELLABLE else ticket


def _numbered(hall: Hall, kiosk: str, errand: Errand, number: str) -> tuple[str, int]:
    """Series and serial, if the kiosk gives such a number for such an errand."""
    place = hall.catalogue.kiosks.get(kiosk)
    code = place.offline_code if place else ""
    series = offline_series(hall.catalogue.policy, errand.series, code)
    serial = offline_serial(series, number) if code else None
    if serial is None:
        raise NotThisKiosksNumber(number=number, series=series if code else None)
    return series, serial


def _beyond(tx: Tx, errand: Errand, told: Offline, issued_at: datetime, day: date) -> Iterator[str]:
    """The codes of the refusals that the ticket would have met at issue, as far as it is still known."""
    hall, wanted, today = tx.hall, told.wanted, tx.hall.counters.business_date
    rules: list[Callable[[], object]] = [
        lambda: errand_of(hall.catalogue, wanted),
        lambda: admitting.must_give_numbers(hall, errand.queue),
        lambda: admitting.must_be_open(hall, errand.queue, issued_at),
        lambda: admitting.must_be_named(hall, errand.stops, wanted.person_key),
        lambda: class_of(tx, wanted),
    ]
    if day == today:
        rules += [
            lambda: admitting.must_not_be_evacuated(hall, errand.queue, wanted.from_hall),
            lambda: admitting.must_have_numbers_left(hall, errand.queue, issued_at),
            lambda: admitting.must_be_within_limit(hall, errand.stops, wanted.person_key),
        ]
    for rule in rules:
        try:
            rule()
        except Refusal as refusal:
            yield NOT_OFFERED if isinstance(refusal, UnknownService | UnknownScenario) else refusal.code


def _born(
    tx: Tx, errand: Errand, told: Offline, series: str, serial: int, issued_at: datetime, day: date
) -> Ticket:
    wanted = told.wanted
    return Ticket(
        id=tx.hall.counters.last_ticket + 1,
        public_id=told.public_id,
        business_date=day,
        series=series,
        serial=serial,
        number=told.number,
        queue=errand.queue,
        first_queue=errand.queue,
        service=wanted.service,
        scenario=wanted.scenario,
        steps=errand.steps,
        visitor_class=_class(tx, wanted),
        language=wanted.language,
        issued_at=issued_at,
        arrived_at=issued_at,
        since=issued_at,
        party=wanted.party,
        person=wanted.person_key,
        person_mask=wanted.person.mask if wanted.person else None,
        issued_by=tx.by,
    )


def _class(tx: Tx, wanted: Wanted) -> VisitorClass:
    """As claimed; what cannot be claimed counts as ordinary, because the paper is out."""
    try:
        return class_of(tx, wanted)
    except Refusal:
        return VisitorClass.ORDINARY


def _as_it_stands(tx: Tx, ticket_id: int, *, cancelled: bool) -> Ticket:
    """What became of the ticket before it was handed in: given back, or its day is over."""
    ticket, counters = tx.hall.tickets[ticket_id], tx.hall.counters
    if cancelled:
        return cancel(tx, ticket.public_id)
    if ticket.business_date != counters.business_date or counters.day_closed:
        expire(tx, ticket, may_return=True)
    return tx.hall.tickets[ticket_id]
