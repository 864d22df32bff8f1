"""Reminders (叫号提醒): what a visitor wants to be told before the call and at it, wherever that may be.

A reminder goes over one channel (短信, WeChat ...) and tells each kind once in a ticket's life.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from .refusals import BadValue

MOST_AHEAD = 50
LONGEST_S = 7_200


class Kind(StrEnum):
    """What is told: that the turn is near, and the call itself."""

    NEAR = "near"
    CALLED = "called"


@dataclass(frozen=True, slots=True)
class Wish:
    """When the turn is near: `ahead` people are left, or the estimate begins within `within_s` seconds.

    Where both are given, whichever comes first.
    """

    ahead: int | None = None
    within_s: int | None = None

    def must_be_sound(self) -> None:
        """Raises BadValue when it names nothing, or something beyond reason."""
        if self.ahead is None and self.within_s is None:
            raise BadValue(field="ahead", why="one of ahead and within_s is needed")
        if self.ahead is not None and not 0 <= self.ahead <= MOST_AHEAD:
            raise BadValue(field="ahead", why=f"0 to {MOST_AHEAD}")
        if self.within_s is not None and not 60 <= self.within_s <= LONGEST_S:
            raise BadValue(field="within_s", why=f"60 to {LONGEST_S}")

    def is_near(self, ahead: int, low_s: int | None) -> bool:
        """Whether a place in line is as near as this; `low_s` None: nobody knows how long it takes."""
        by_people = self.ahead is not None and ahead <= self.ahead
        return by_people or (self.within_s is not None and low_s is not None and low_s <= self.within_s)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a channel reaches a visitor.

    `sealed` is another text each time that it is sealed; `mark`, a keyed hash, is the same each time.
    """

    sealed: str
    mark: str


@dataclass(frozen=True)
class Reminder:
    """One ticket's reminder over one channel.

    `address` is where the channel reaches the visitor, sealed by the installation's secret, and `mark` tells
    whether another is the same: never in a fact, a log or an answer, and gone with the visit. `over`: nothing
    will be told any more.
    """

    ticket: int
    channel: str
    wish: Wish
    told: tuple[Kind, ...] = ()
    over: bool = False
    address: str = ""
    mark: str = ""
    seq: int = 0

    @property
    def key(self) -> str:
        """A ticket has one reminder on each channel."""
        return f"{self.ticket}/{self.channel}"

    def tell(self, kind: Kind) -> "Reminder":
        """The kind counts as told before it is, so that it never is twice. At a call nothing is near."""
        kinds = (Kind.NEAR, kind) if kind is Kind.CALLED else (kind,)
        return replace(self, told=tuple(k for k in Kind if k in {*self.told, *kinds}))

    def end(self) -> "Reminder":
        """Over; the address is forgotten with it."""
        return replace(self, over=True, address="", mark="")
