"""Reminders on a ticket's page: over which channels one can be asked for, and how each stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from queue_server.actions.ports import Channel
from queue_server.actions.reminding import reminder_of
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import BadValue
from queue_server.domain.reminders import Kind, Wish
from queue_server.domain.tickets import State, Ticket
from ui.words import say

from .reminders import taking

MINUTE = 60
PEOPLE, MINUTES = "people", "minutes"
CHOICES = ((PEOPLE, 3), (PEOPLE, 5), (PEOPLE, 10), (MINUTES, 10), (MINUTES, 20))
"""When a page offers to tell that the turn is near; a command may say anything."""

ASKED_IN = frozenset({State.WAITING, State.HELD, State.MISSED})


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment that can be chosen; `value` is what a form sends."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Remind:
    """A channel; `when` is in words, empty unless a reminder is asked for. `told`: that the turn is near."""

    channel: str
    choices: tuple[Choice, ...]
    when: str
    told: bool


def reminds_of(
    hall: Hall, ticket: Ticket, channels: Mapping[str, Channel], language: str
) -> tuple[Remind, ...]:
    """The channels on which this ticket's visitor may name an address."""
    if ticket.state not in ASKED_IN:
        return ()
    return tuple(_remind(hall, ticket, name, language) for name in taking(channels))


def choices_of(language: str) -> tuple[Choice, ...]:
    """When to be told, in words."""
    return tuple(
        Choice(f"{kind}-{count}", say(f"phone.remind.{kind}", language, count=count))
        for kind, count in CHOICES
    )


def wish_of(value: str) -> Wish:
    """The wish that a form sends. Raises BadValue."""
    for kind, count in CHOICES:
        if value == f"{kind}-{count}":
            return Wish(ahead=count) if kind == PEOPLE else Wish(within_s=count * MINUTE)
    raise BadValue(field="when", why="none of the choices")


def _remind(hall: Hall, ticket: Ticket, channel: str, language: str) -> Remind:
    known = reminder_of(hall, ticket, channel)
    return Remind(
        channel=channel,
        choices=choices_of(language),
        when=_spoken(known.wish, language) if known else "",
        told=known is not None and Kind.NEAR in known.told,
    )


def _spoken(wish: Wish, language: str) -> str:
    parts = []
    if wish.ahead is not None:
        parts.append(say("phone.remind.people", language, count=wish.ahead))
    if wish.within_s is not None:
        parts.append(say("phone.remind.minutes", language, count=round(wish.within_s / MINUTE)))
    return say("phone.remind.or", language).join(parts)
