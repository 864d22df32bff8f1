"""Reminders: a visitor asks for one, the clock finds which are due, and the end of a visit forgets them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from queue_server.actions.ports import Tx
from queue_server.actions.visitors import live_ticket
from queue_server.domain.facts import ReminderAsked, ReminderEnded, ReminderTold
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import ReminderLimit, WrongState
from queue_server.domain.reminders import Address, Kind, Reminder, Wish
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.waiting import Speed, speeds, wait_of

BACK_SOON = timedelta(minutes=3)
"""So long before the end of a time away the visitor is told where the line is: in time to come back."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to tell now, recorded as told: `reminder` has the address, `seq` is the fact's."""

    reminder: Reminder
    kind: Kind
    seq: int


MOST_NAMING = 5
"""So many tickets of a day may name one address: enough for a family, and little to annoy a stranger with."""


def ask_naming(tx: Tx, public_id: str, channel: str, wish: Wish, address: Address) -> Reminder:
    """As `ask`, where the address is named and not proved. Raises ReminderLimit too."""
    others = tx.hall.open_reminders.naming(address.mark) - {live_ticket(tx, public_id).id}
    if len(others) >= MOST_NAMING:
        raise ReminderLimit(count=MOST_NAMING)
    return ask(tx, public_id, channel, wish, address)


def ask(tx: Tx, public_id: str, channel: str, wish: Wish, address: Address) -> Reminder:
    """Tell this ticket's visitor over a channel; asked again, wish and address are the new ones.

    What was told stays told, and asked again alike nothing is recorded. Raises BadValue, UnknownTicket,
    and WrongState once the visit is over.
    """
    wish.must_be_sound()
    ticket = live_ticket(tx, public_id)
    if not ticket.live:
        raise WrongState(number=ticket.number, state=ticket.state.value)
    new = Reminder(ticket.id, channel, wish, address=address.sealed, mark=address.mark)
    known = tx.hall.reminders.get(new.key)
    if known is not None:
        new = replace(new, told=known.told)
        if not known.over and (known.wish, known.mark) == (wish, address.mark):
            return known
    tx.record(ReminderAsked(ticket.id, channel, wish), new)
    return tx.hall.reminders[new.key]


def stop(tx: Tx, public_id: str, channel: str) -> None:
    """The visitor wants no reminder over this channel any more; said again, it changes nothing."""
    ticket = live_ticket(tx, public_id)
    known = reminder_of(tx.hall, ticket, channel)
    if known is not None:
        _end(tx, known)


def reminder_of(hall: Hall, ticket: Ticket, channel: str) -> Reminder | None:
    """The ticket's reminder over a channel, while it is not over."""
    known = hall.reminders.get(f"{ticket.id}/{channel}")
    return None if known is None or known.over else known


def anything_due(hall: Hall, now: datetime) -> bool:
    """Whether `remind` would change anything."""
    speed_of = speeds(hall)
    return any(_ended(hall, each) or _kind_due(hall, each, now, speed_of) for each in hall.open_reminders)


def remind(tx: Tx) -> list[Due]:
    """What is to be told now, each recorded as told before it is; visits that are over are forgotten."""
    told: list[Due] = []
    speed_of = speeds(tx.hall)
    for each in list(tx.hall.open_reminders):
        if _ended(tx.hall, each):
            _end(tx, each)
        elif (kind := _kind_due(tx.hall, each, tx.now, speed_of)) is not None:
            seq = tx.record(ReminderTold(each.ticket, each.channel, kind), each.tell(kind))
            told.append(Due(each, kind, seq))
    return told


def _end(tx: Tx, reminder: Reminder) -> None:
    tx.record(ReminderEnded(reminder.ticket, reminder.channel), reminder.end())


def _ended(hall: Hall, reminder: Reminder) -> bool:
    """A ticket that the hall does not remember is of an earlier day."""
    ticket = hall.tickets.get(reminder.ticket)
    return ticket is None or not ticket.live


def _kind_due(hall: Hall, reminder: Reminder, now: datetime, speed_of: Callable[[str], Speed]) -> Kind | None:
    ticket = hall.tickets[reminder.ticket]
    if ticket.state is State.CALLED:
        return None if Kind.CALLED in reminder.told else Kind.CALLED
    if Kind.NEAR in reminder.told or not _is_near(hall, ticket, reminder.wish, now, speed_of):
        return None
    return Kind.NEAR


def _is_near(hall: Hall, ticket: Ticket, wish: Wish, now: datetime, speed_of: Callable[[str], Speed]) -> bool:
    """The people are counted quickly; the estimate, which is not, is made only where minutes were wished."""
    ahead = hall.ahead(ticket)
    if ahead is None or (ticket.away_until is not None and ticket.away_until - now > BACK_SOON):
        return False
    if wish.within_s is None or wish.is_near(ahead, None):
        return wish.is_near(ahead, None)
    wait = wait_of(hall, ticket, now, speed_of)
    return wish.is_near(ahead, None if wait is None else wait.low_s)
