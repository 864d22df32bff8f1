"""Who visits: phone and document numbers end here, and keyed hashes with masked forms go on."""

from dataclasses import replace

from queue_server.actions.issuing import Person
from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Visitor
from queue_server.domain.calendar import local
from queue_server.domain.persons import IdKind, check_document, mask
from queue_server.domain.phones import check_phone, mask_phone

from .secrets import keyed

KEYED_AS = {IdKind.RESIDENT: "person", IdKind.PASSPORT: "passport"}
"""What is hashed before a number: the same characters on two kinds of document are two people."""
KEYED_AS_PHONE = "phone"


def person_of(tx: Tx, secret: bytes, centre: str, id_number: str | None, kind: IdKind) -> Person | None:
    """Whom a document names; None without one. Raises IdNumberWrong or PassportWrong."""
    if id_number is None:
        return None
    number = check_document(kind, id_number, local(tx.hall.catalogue, tx.now).date())
    return Person(keyed(secret, KEYED_AS[kind], centre, number), mask(number, kind))


def visitor_of(
    tx: Tx, secret: bytes, centre: str, phone: str | None, id_number: str | None, kind: IdKind
) -> Visitor:
    """Who books or comes, as it may be kept. Raises PhoneWrong, IdNumberWrong or PassportWrong."""
    person = person_of(tx, secret, centre, id_number, kind)
    visitor = Visitor(person.key, person.mask) if person else Visitor()
    if phone is None:
        return visitor
    number = check_phone(phone)
    key = keyed(secret, KEYED_AS_PHONE, centre, number)
    return replace(visitor, phone=key, phone_mask=mask_phone(number))
