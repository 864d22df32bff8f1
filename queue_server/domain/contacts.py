"""Where a visit at home goes and what an agent is to do: known in plain only while it is written or read."""

from dataclasses import dataclass, replace

from .phones import check_phone
from .policy import VisitKind
from .refusals import AddressNeeded, BadValue, TaskNeeded

FEWEST = 4
"""Signs of an address or a task; nobody finds a door by fewer."""

SEEN = 3
"""Signs that its owner is shown again, at most."""

SEEN_SHARE = 4
"""Of an address and a task never more than the fourth part: a short one is known by few signs."""

HIDDEN = "****"
LONGEST_HIDDEN_NAME = 4


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """How to address somebody, a phone that is answered, and the address, or what an agent is to do.

    It has no `repr`: no log and no error can tell it by chance.
    """

    name: str
    phone: str
    address: str = ""
    task: str = ""

    def masked(self) -> "Contact":
        """What its owner is shown again on a page that others may hold."""
        phone = self.phone and self.phone[:SEEN] + HIDDEN
        return Contact(_name(self.name), phone, _part(self.address), _part(self.task))


def contact_for(kind: VisitKind, given: Contact) -> Contact:
    """What a visit of this kind needs, in one spelling, and nothing else of what was given.

    Raises BadValue for a name that is missing, PhoneWrong, AddressNeeded or TaskNeeded.
    """
    tidy = Contact(*map(one_line, (given.name, given.phone, given.address, given.task)))
    if not tidy.name:
        raise BadValue(field="name", why="how to address the person is needed")
    contact = replace(tidy, phone=check_phone(tidy.phone))
    if kind is VisitKind.AGENT:
        if len(contact.task) < FEWEST:
            raise TaskNeeded
        return replace(contact, address="")
    if len(contact.address) < FEWEST:
        raise AddressNeeded
    return replace(contact, task="")


def one_line(typed: str) -> str:
    """A text without what no line shows, and with single blanks."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())


def _name(name: str) -> str:
    """The first sign and a star for each other one; a name of one sign is a star."""
    if len(name) < 2:
        return "*" * len(name)
    return name[:1] + "*" * min(len(name) - 1, LONGEST_HIDDEN_NAME)


def _part(text: str) -> str:
    return text and text[: min(SEEN, len(text) // SEEN_SHARE)] + HIDDEN
