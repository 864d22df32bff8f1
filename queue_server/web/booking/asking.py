"""Who books: what the form asks for, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.contacts import Contact
from queue_server.domain.persons import IdKind
from queue_server.domain.policy import VisitKind
from ui.words import say

LONGEST = 100
LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as it was sent, or empty. What leads to a person is in no `repr`."""

    key: str = ""
    proof: str = ""
    day: str = ""
    slot: str = ""
    phone: str = field(default="", repr=False)
    id_kind: str = IdKind.RESIDENT.value
    id_number: str = field(default="", repr=False)
    elsewhere: bool = False
    consent: bool = False
    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    task: str = field(default="", repr=False)

    @property
    def contact(self) -> Contact:
        """Whom to call and where to go, as it was typed."""
        return Contact(self.name, self.phone, self.address, self.task)


def asked_of(form: Mapping[str, str]) -> Asked:
    """What was sent; nothing longer than a field can be."""
    texts = {name: form.get(name, "").strip()[:LONGEST] for name in ("proof", "day", "slot", "phone", "name")}
    lines = {name: form.get(name, "").strip()[:LONGEST_LINE] for name in ("address", "task")}
    kind = form.get("id_kind", "")
    return Asked(
        key=form.get("key", ""),
        id_kind=kind if kind in set(IdKind) else IdKind.RESIDENT.value,
        id_number=form.get("id_number", "").strip()[:LONGEST],
        consent=bool(form.get("consent")),
        elsewhere=bool(form.get("elsewhere")),
        **texts,
        **lines,
    )


def consent_text(catalogue: Catalogue, real_name: bool, kind: VisitKind, language: str) -> str:
    """What is kept, for what, how long, and who sees it."""
    hall = "booking.consent.text.id" if real_name else "booking.consent.text"
    known = "booking.consent.text.known.id" if real_name else "booking.consent.text.known.phone"
    words = {
        VisitKind.HALL: (hall,),
        VisitKind.HOME: ("booking.consent.text.home", known),
        VisitKind.AGENT: ("booking.consent.text.agent", known),
    }
    days = catalogue.policy.personal_data_days
    return "\n".join(say(word, language, days=days) for word in words[kind])
