"""The words of a follow-up: where it came from, how far it is, and how an appeal stands."""

from enum import StrEnum


class Source(StrEnum):
    """Where a follow-up came from: a bad rating, or the hotline 12345."""

    RATING = "rating"
    HOTLINE = "hotline"


class Stage(StrEnum):
    """How far a follow-up is. It is closed by a second person's verification or by an accepted appeal."""

    OPEN = "open"
    CONTACTED = "contacted"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Appeal(StrEnum):
    """How the appeal against a rating stands; an accepted one takes the rating out of all figures."""

    MADE = "made"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
