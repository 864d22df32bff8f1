"""What visitors do with forms, each once for its form's key; all of it in the writer's thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from queue_server.actions import booking as acts
from queue_server.actions.checking_in import Claim, check_in
from queue_server.actions.excusing import appeal
from queue_server.actions.ports import Answered, Tx
from queue_server.domain.appointments import Visitor
from queue_server.domain.contacts import Contact, contact_for
from queue_server.domain.persons import IdKind
from queue_server.domain.policy import VisitKind
from queue_server.domain.refusals import BadValue, ProofNeeded
from queue_server.web.proofs import bits_of
from queue_server.web.sealing import seal_contact
from queue_server.web.secrets import DICE, new_public_id
from queue_server.web.visitors import visitor_of

from .asking import Asked
from .choosing import starts_at

LONGEST_APPEAL = 500
SPENT = "page book proof"
"""Used challenges of forms are kept beside answers."""


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form that was sent, for an item of a centre; what its visitor gave is hashed with the secret."""

    secret: bytes
    centre: str
    code: str
    asked: Asked
    language: str

    def pay(self, tx: Tx) -> None:
        """The form's challenge is good for one try, as refusals tell something, too.

        What was typed wrong costs nothing. Raises BadValue, PhoneWrong, IdNumberWrong, PassportWrong,
        AddressNeeded, TaskNeeded, or ProofNeeded where the challenge was used up.
        """
        bits = bits_of(tx.hall)
        if not bits or tx.answered(self._scope, self.asked.key) is not None:
            return
        self._read(tx)
        if tx.answered(SPENT, self.asked.key) is not None:
            raise ProofNeeded(bits=bits)
        tx.remember(SPENT, self.asked.key, Answered(body_hash="", status=0, body=""), None)

    def once(self, tx: Tx) -> str:
        """The booking's public id. Raises a Refusal."""
        before = tx.answered(self._scope, self.asked.key)
        if before is not None:
            return before.body
        (wish, visitor, contact), name = self._read(tx), new_public_id()
        sealed = seal_contact(self.secret, self.centre, name, contact) if contact else None
        details = acts.Details(visitor, self.language, self.asked.elsewhere, contact=sealed)
        booked = acts.book_at_once(tx, wish, name, details)
        tx.remember(self._scope, self.asked.key, Answered(body_hash="", status=303, body=booked.id), None)
        return booked.id

    @property
    def _scope(self) -> str:
        return f"page book {self.code}"

    def _read(self, tx: Tx) -> tuple[acts.Wish, Visitor, Contact | None]:
        at = starts_at(tx.hall.catalogue, self.asked.day, self.asked.slot)
        if at is None:
            raise BadValue(field="slot", why="a day and a time are needed")
        asked, wish = self.asked, acts.Wish(at, service=self.code)
        where = acts.kind_of_wish(tx, wish)
        contact = None if where is VisitKind.HALL else contact_for(where, asked.contact)
        phone, number = asked.phone or None, asked.id_number or None
        visitor = visitor_of(tx, self.secret, self.centre, phone, number, IdKind(asked.id_kind))
        return wish, visitor, contact


def press_once(verb: str, public_id: str, key: str, form: Mapping[str, str], tx: Tx) -> str | None:
    """Move, cancel, check in or appeal; the ticket's public id where it became one."""
    scope = f"page {verb} {public_id}"
    before = tx.answered(scope, key)
    if before is not None:
        return before.body or None
    ticket = VERBS[verb](tx, public_id, form)
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
    ticket, _ = check_in(tx, public_id, new_public_id(), Claim(by_phone=True))
    return ticket.public_id


def _appeal(tx: Tx, public_id: str, form: Mapping[str, str]) -> None:
    typed = "".join(c if c.isprintable() else " " for c in form.get("text", ""))
    words = " ".join(typed.split())
    if not 1 <= len(words) <= LONGEST_APPEAL:
        raise BadValue(field="text", why="a few words are needed")
    appeal(tx, public_id, words)


VERBS: Mapping[str, Callable[[Tx, str, Mapping[str, str]], str | None]] = {
    "move": _move,
    "cancel": _cancel,
    "check-in": _check_in,
    "appeal": _appeal,
}
