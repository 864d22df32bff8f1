"""Who books: what the form asks for, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.persons import IdKind
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
    elsewhere: bool = False
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
        elsewhere=bool(form.get("elsewhere")),
        **texts,
    )


def consent_text(catalogue: Catalogue, real_name: bool, language: str) -> str:
    """What is kept, for what, how long, and who sees it."""
    word = "booking.consent.text.id" if real_name else "booking.consent.text"
    return say(word, language, days=catalogue.policy.personal_data_days)
