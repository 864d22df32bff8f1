"""What is done after a bad rating or an order of the hotline, each act with its fact and what was written."""

from datetime import date

from queue_server.actions.ports import Tx
from queue_server.domain.calendar import local
from queue_server.domain.facts import (
    Entry,
    Fact,
    FollowUpAppealDecided,
    FollowUpAppealed,
    FollowUpAssigned,
    FollowUpContacted,
    FollowUpOpened,
    FollowUpResolved,
    FollowUpSentBack,
    FollowUpVerified,
)
from queue_server.domain.follow_up_moves import moved, must_allow
from queue_server.domain.follow_up_names import Source
from queue_server.domain.follow_ups import FollowUp, deadlines, opened
from queue_server.domain.ratings import Rating, departments_of
from queue_server.domain.refusals import (
    MeasureNeeded,
    ReferenceKnown,
    UnknownDepartment,
    UnknownFollowUp,
    UnknownMeasure,
    UnknownService,
)


def open_for_rating(tx: Tx, rating: Rating) -> FollowUp:
    """A bad rating opens a follow-up in its own act; the item's department sees to it, else the clerk's."""
    department, *_ = departments_of(rating.services, rating.clerk, tx.hall.catalogue)
    return _open(tx, Source.RATING, department, rating=rating.seq)


def open_for_hotline(tx: Tx, reference: str, department: str, service: str | None, words: str) -> FollowUp:
    """An order of the hotline, taken in once. Raises ReferenceKnown, UnknownDepartment or UnknownService."""
    if tx.reference_known(reference):
        raise ReferenceKnown(reference=reference)
    _must_be_department(tx, department)
    if service is not None and service not in tx.hall.catalogue.services:
        raise UnknownService(service=service)
    return _open(tx, Source.HOTLINE, department, reference=reference, service=service, words=words)


def contact(tx: Tx, number: int, reached: bool, words: str) -> FollowUp:
    """Somebody tried to reach the visitor."""
    return _do(tx, FollowUpContacted(number, reached), number, words)


def resolve(tx: Tx, number: int, measures: tuple[str, ...], words: str) -> FollowUp:
    """What was to be done is done. Raises MeasureNeeded or UnknownMeasure."""
    known = tx.hall.catalogue.policy.measures
    for measure in measures:
        if measure not in known:
            raise UnknownMeasure(measure=measure)
    if not (measures if known else words):
        raise MeasureNeeded
    return _do(tx, FollowUpResolved(number, measures), number, words)


def verify(tx: Tx, number: int, words: str) -> FollowUp:
    """A second person found it done: it is closed."""
    return _do(tx, FollowUpVerified(number), number, words)


def send_back(tx: Tx, number: int, words: str) -> FollowUp:
    """A second person found it not done."""
    return _do(tx, FollowUpSentBack(number), number, words)


def appeal(tx: Tx, number: int, on_behalf: str, words: str) -> FollowUp:
    """The rating is said to be wrong, on behalf of `department` or `clerk`."""
    return _do(tx, FollowUpAppealed(number, on_behalf), number, words)


def decide(tx: Tx, number: int, accepted: bool, words: str) -> FollowUp:
    """A second person decides the appeal; accepted, it closes the follow-up."""
    return _do(tx, FollowUpAppealDecided(number, accepted), number, words)


def assign(tx: Tx, number: int, department: str, words: str) -> FollowUp:
    """Another department is to see to it. Raises UnknownDepartment."""
    _must_be_department(tx, department)
    return _do(tx, FollowUpAssigned(number, department), number, words)


def _open(
    tx: Tx,
    source: Source,
    department: str,
    *,
    rating: int | None = None,
    reference: str | None = None,
    service: str | None = None,
    words: str = "",
) -> FollowUp:
    days = deadlines(tx.hall.catalogue, tx.now)
    fact = FollowUpOpened(
        source=source.value,
        department=department,
        contact_by=days.contact_by,
        resolve_by=days.resolve_by,
        latest_by=days.latest_by,
        rating=rating,
        reference=reference,
        service=service,
    )
    entry = _record(tx, fact)
    order = opened(fact, entry)
    tx.keep_follow_up(order, words, _today(tx))
    return order


def _do(tx: Tx, fact: Fact, number: int, words: str) -> FollowUp:
    order = tx.find_follow_up(number)
    if order is None:
        raise UnknownFollowUp
    must_allow(order, fact, tx.by)
    order = moved(order, _record(tx, fact))
    tx.keep_follow_up(order, words, _today(tx))
    return order


def _record(tx: Tx, fact: Fact) -> Entry:
    return Entry(tx.record(fact), tx.now, tx.real_now, tx.by, fact)


def _today(tx: Tx) -> date:
    return local(tx.hall.catalogue, tx.now).date()


def _must_be_department(tx: Tx, department: str) -> None:
    if department not in tx.hall.catalogue.departments:
        raise UnknownDepartment(department=department)
