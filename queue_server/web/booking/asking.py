"""Who books: what the form asks for, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from queue_server.actions.ports import Tx
from queue_server.domain.appointments import Visitor
from queue_server.domain.calendar import local
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.persons import IdKind, check_document, mask
from queue_server.domain.phones import check_phone, mask_phone
from queue_server.web.secrets import keyed
from queue_server.web.tickets import KEYED_AS
from ui.words import say

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as it was sent, or empty."""

    key: str = ""
    proof: str = ""
    day: str = ""
    slot: str = ""
    phone: str = ""
    id_kind: str = IdKind.RESIDENT.value
    id_number: str = ""
    consent: bool = False


def asked_of(form: Mapping[str, str]) -> Asked:
    """What was sent; nothing longer than a field can be."""
    texts = {name: form.get(name, "").strip()[:LONGEST] for name in ("proof", "day", "slot", "phone")}
    kind = form.get("id_kind", "")
    return Asked(
        key=form.get("key", ""),
        id_kind=kind if kind in set(IdKind) else IdKind.RESIDENT.value,
        id_number=form.get("id_number", "").strip()[:LONGEST],
        consent=bool(form.get("consent")),
        **texts,
    )


def visitor_of(tx: Tx, secret: bytes, centre: str, asked: Asked) -> Visitor:
    """Who books as it may be kept; phone and document numbers end here.

    Raises PhoneWrong, IdNumberWrong or PassportWrong.
    """
    visitor = Visitor()
    if asked.phone:
        number = check_phone(asked.phone)
        phone = keyed(secret, "phone", centre, number)
        visitor = replace(visitor, phone=phone, phone_mask=mask_phone(number))
    if asked.id_number:
        kind = IdKind(asked.id_kind)
        number = check_document(kind, asked.id_number, local(tx.hall.catalogue, tx.now).date())
        person = keyed(secret, KEYED_AS[kind], centre, number)
        visitor = replace(visitor, person=person, person_mask=mask(number, kind))
    return visitor


def consent_text(catalogue: Catalogue, real_name: bool, language: str) -> str:
    """What is kept, for what, how long, and who sees it."""
    word = "booking.consent.text.id" if real_name else "booking.consent.text"
    return say(word, language, days=catalogue.policy.personal_data_days)
