"""Issue: give a number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.actions.admitting import (
    must_be_named,
    must_be_open,
    must_be_within_limit,
    must_give_numbers,
    must_have_numbers_left,
    must_not_be_evacuated,
)
from queue_server.actions.days import ensure_day
from queue_server.actions.ports import Tx
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.facts import TicketIssued
from queue_server.domain.journeys import steps_of
from queue_server.domain.numbering import number
from queue_server.domain.refusals import (
    BadValue,
    ClassNotClaimable,
    NoReturningRight,
    UnknownQueue,
    UnknownScenario,
    UnknownService,
)
from queue_server.domain.returning import carried_to_today
from queue_server.domain.tickets import State, Step, Ticket


@dataclass(frozen=True, slots=True)
class Person:
    """The number of a visitor's document as it may be kept: keyed hash and masked form."""

    key: str
    mask: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks for: exactly one of service, scenario and queue."""

    service: str | None = None
    scenario: str | None = None
    queue: str | None = None
    visitor_class: VisitorClass = VisitorClass.ORDINARY
    language: str = "zh"
    person: Person | None = None
    party: str | None = None
    returning_from: str | None = None
    by_guide: bool = False
    from_hall: str | None = None

    @property
    def person_key(self) -> str | None:
        """The keyed hash by which the visitor is known, if at all."""
        return self.person.key if self.person else None


@dataclass(frozen=True, slots=True)
class Errand:
    """What a wish comes to in the catalogue: the first queue, the series and the steps."""

    queue: str
    series: str
    steps: tuple[Step, ...] = ()

    @property
    def stops(self) -> tuple[str, ...]:
        """Every queue that the visit comes to."""
        return (self.queue, *(step.queue for step in self.steps))


def issue(tx: Tx, wanted: Wanted, public_id: str) -> Ticket:
    """Give the next number of the wanted series. Refuses when closed, used up, evacuated or not allowed."""
    ensure_day(tx)
    errand = errand_of(tx.hall.catalogue, wanted)
    must_give_numbers(tx.hall, errand.queue)
    must_not_be_evacuated(tx.hall, errand.queue, wanted.from_hall)
    must_be_open(tx.hall, errand.queue, tx.now)
    must_have_numbers_left(tx.hall, errand.queue, tx.now)
    must_be_named(tx.hall, errand.stops, wanted.person_key)
    must_be_within_limit(tx.hall, errand.stops, wanted.person_key)
    return give(tx, wanted, errand, class_of(tx, wanted), public_id)


def give(
    tx: Tx,
    wanted: Wanted,
    errand: Errand,
    visitor_class: VisitorClass,
    public_id: str,
    *,
    arrived_at: datetime | None = None,
    slot_at: datetime | None = None,
) -> Ticket:
    """The next number of a series, when it was asked whether it may be given.

    `arrived_at`: from when it counts as waiting, now unless named. `slot_at`: the booked slot whose place it
    uses.
    """
    counters = tx.hall.counters.counted(errand.series)
    serial = counters.serial(errand.series)
    assert counters.business_date is not None
    ticket = Ticket(
        id=counters.last_ticket,
        public_id=public_id,
        business_date=counters.business_date,
        series=errand.series,
        serial=serial,
        number=number(errand.series, serial),
        queue=errand.queue,
        first_queue=errand.queue,
        service=wanted.service,
        scenario=wanted.scenario,
        steps=errand.steps,
        visitor_class=visitor_class,
        language=wanted.language,
        issued_at=tx.now,
        arrived_at=arrived_at or tx.now,
        since=tx.now,
        party=wanted.party,
        person=wanted.person_key,
        person_mask=wanted.person.mask if wanted.person else None,
        returning_from=wanted.returning_from,
        issued_by=tx.by,
        slot_at=slot_at,
    )
    tx.record(TicketIssued(ticket.id, ticket.without_person()), ticket, counters)
    return tx.hall.tickets[ticket.id]


def errand_of(catalogue: Catalogue, wanted: Wanted, *, retiring: bool = False) -> Errand:
    """Find queue, series and steps of a wish; `retiring`: also of what is served and not issued anew."""
    named = [w for w in (wanted.service, wanted.scenario, wanted.queue) if w is not None]
    if len(named) != 1:
        raise BadValue(field="service", why="one_of_service_scenario_queue")
    if wanted.scenario is not None:
        gone = frozenset() if retiring else catalogue.retiring.scenarios
        if wanted.scenario not in catalogue.scenarios.keys() - gone:
            raise UnknownScenario(scenario=wanted.scenario)
        steps = steps_of(catalogue, wanted.scenario)
        return Errand(steps[0].queue, catalogue.policy.scenario_prefix, steps)
    if wanted.service is not None and not _is_served(catalogue, wanted.service, retiring):
        raise UnknownService(service=wanted.service)
    queue = catalogue.services[wanted.service].queue if wanted.service is not None else str(wanted.queue)
    if queue not in catalogue.queues:
        raise UnknownQueue(queue=queue)
    return Errand(queue, catalogue.queues[queue].prefix)


def _is_served(catalogue: Catalogue, service: str, retiring: bool) -> bool:
    return service in catalogue.services if retiring else catalogue.offers(service)


def class_of(tx: Tx, wanted: Wanted) -> VisitorClass:
    """The class that a wish may claim. Raises ClassNotClaimable or NoReturningRight."""
    claimed = wanted.visitor_class
    if claimed is VisitorClass.APPOINTMENT:
        raise ClassNotClaimable(visitor_class=claimed.value)
    if wanted.returning_from is None:
        if claimed is VisitorClass.RETURNING:
            raise ClassNotClaimable(visitor_class=claimed.value)
        return claimed
    _must_give_right(tx, wanted)
    head_start = tx.hall.catalogue.policy.head_start
    return max(claimed, VisitorClass.RETURNING, key=lambda c: (head_start(c), c is claimed))


def _must_give_right(tx: Tx, wanted: Wanted) -> None:
    """Back on the same matter, once: with a ticket carried over to today, or finished not long ago."""
    assert wanted.returning_from is not None
    earlier = tx.find_ticket(wanted.returning_from)
    claimed = any(
        t.returning_from == wanted.returning_from and t.state is not State.CANCELLED
        for t in tx.hall.tickets.values()
    )
    if earlier is None or claimed:
        raise NoReturningRight(returning_from=wanted.returning_from)
    recent = carried_to_today(tx.hall, earlier) or _done_lately(tx, earlier)
    if not recent or not _same_matter(tx.hall.catalogue, earlier, wanted):
        raise NoReturningRight(returning_from=wanted.returning_from)


def _done_lately(tx: Tx, earlier: Ticket) -> bool:
    today = tx.hall.counters.business_date
    assert today is not None
    within = timedelta(days=tx.hall.catalogue.policy.returning_days)
    return earlier.state is State.DONE and today - earlier.business_date <= within


def _same_matter(catalogue: Catalogue, earlier: Ticket, wanted: Wanted) -> bool:
    """The same item, or at least one of the same queue."""
    if wanted.scenario is not None:
        return wanted.scenario == earlier.scenario
    if wanted.service is not None and wanted.service == earlier.service:
        return True
    been_in = {earlier.queue, earlier.first_queue, *(step.queue for step in earlier.steps)}
    return errand_of(catalogue, wanted).queue in been_in
