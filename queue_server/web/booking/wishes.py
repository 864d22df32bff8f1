"""What visitors do with forms, each once for its form's key; all of it in the writer's thread."""

import secrets
from collections.abc import Callable, Mapping

from queue_server.actions import booking as acts
from queue_server.actions.checking_in import Claim, check_in
from queue_server.actions.excusing import appeal
from queue_server.actions.ports import Answered, Tx
from queue_server.domain.refusals import BadValue
from queue_server.web.secrets import new_public_id

from .asking import Asked, visitor_of
from .choosing import starts_at

LONGEST_APPEAL = 500
DICE = secrets.SystemRandom()
"""Decides when a place that was given back can be booked again: nobody can know."""


def book_once(secret: bytes, centre: str, code: str, asked: Asked, language: str, tx: Tx) -> str:
    """The booking's public id. Raises a Refusal."""
    scope = f"page book {code}"
    before = tx.answered(scope, asked.key)
    if before is not None:
        return before.body
    at = starts_at(tx.hall.catalogue, asked.day, asked.slot)
    if at is None:
        raise BadValue(field="slot", why="a day and a time are needed")
    details = acts.Details(visitor_of(tx, secret, centre, asked), language)
    booked = acts.book_at_once(tx, acts.Wish(at, service=code), new_public_id(), details)
    tx.remember(scope, asked.key, Answered(body_hash="", status=303, body=booked.id), None)
    return booked.id


def press_once(verb: str, public_id: str, key: str, form: Mapping[str, str], tx: Tx) -> str | None:
    """Move, cancel, check in or appeal; the ticket's public id where it became one."""
    scope = f"page {verb} {public_id}"
    before = tx.answered(scope, key)
    if before is not None:
        return before.body or None
    ticket = WISHES[verb](tx, public_id, form)
    tx.remember(scope, key, Answered(body_hash="", status=303, body=ticket or ""), None)
    return ticket


def _cancel(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    acts.cancel(tx, public_id, DICE.random())


def _move(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    at = starts_at(tx.hall.catalogue, form.get("day", ""), form.get("slot", ""))
    if at is None:
        raise BadValue(field="slot", why="a day and a time are needed")
    acts.move(tx, public_id, at, DICE.random())


def _check_in(tx: Tx, public_id: str, form: Mapping[str, str]) -> str:
    ticket, _ = check_in(tx, public_id, new_public_id(), Claim())
    return ticket.public_id


def _appeal(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    typed = "".join(c if c.isprintable() else " " for c in form.get("text", ""))
    words = " ".join(typed.split())
    if not 1 <= len(words) <= LONGEST_APPEAL:
        raise BadValue(field="text", why="a few words are needed")
    appeal(tx, public_id, words)


WISHES: Mapping[str, Callable[[Tx, str, Mapping[str, str]], str | None]] = {
    "move": _move,
    "cancel": _cancel,
    "check-in": _check_in,
    "appeal": _appeal,
}
