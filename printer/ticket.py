"""Everything that may stand on the paper of one ticket, as plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The language that the paper speaks; names arrive already in it."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True)
class Step:
    """One stop of a scenario: what is done, and in which hall and zone."""

    name: str
    place: str


@dataclass(frozen=True)
class PrintedTicket:
    """One ticket as its reader sees it: every word is in the reader's language, every time is local.

    Empty texts, `None` and empty tuples are left off the paper; nothing is invented for them.
    """

    centre: str
    number: str
    """As it is called, e.g. A012; issued offline, A-K1-07."""
    service: str
    """The service's or the scenario's name, or the queue's where no service was chosen."""
    hall: str
    zone: str = ""
    windows: str = ""
    """The numbers only, e.g. 6–13; the word for window belongs to the layout."""
    place_in_second_language: str = ""
    """One line for whoever does not read the first language, e.g. North Hall, Windows 6–13."""
    way: str = ""
    """How to get there when it is not this hall."""
    ahead: int | None = None
    """People ahead; `None` is unknown, which is said in words."""
    wait_low_min: int | None = None
    """The wait's range in minutes; `None` says that nobody knows, because no window serves it now."""
    wait_high_min: int | None = None
    link: str = ""
    """What the QR code says: the address of the ticket's own page."""
    missed_rule: str = ""
    """The sentence of the centre's rule for those who miss their call."""
    materials: tuple[str, ...] = ()
    visitor_class: str | None = None
    """The name of the class; `None` for the ordinary one, which needs no word."""
    steps: tuple[Step, ...] = ()
    issued_at: str = ""
    kiosk: str = ""
    valid: str = ""
    """How long the ticket is good for, e.g. 当天有效."""
    hotline: str = ""
    reprints: int = 0
    """How often this ticket was printed again: 1 makes this paper the second one."""
    language: Language = Language.CHINESE
    offline: bool = False
    """Issued while the server could not be reached."""
