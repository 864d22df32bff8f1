"""What a printer's status bytes mean, as named states (Epson, ESC/POS Command Reference: DLE EOT, GS a, r).

A byte that is not well formed, or no byte at all, means *unknown*: never that the printer is fine.
"""

from collections.abc import Mapping
from enum import StrEnum

_FIXED, _FIXED_VALUE = 0x93, 0x12
"""Bits 0, 1, 4 and 7 of every DLE EOT answer are 0 1 1 0, seen from bit 0."""
_PAPER_FIXED = 0x90
"""Bits 4 and 7 of an answer to GS r are zero, which tells it from all DLE EOT answers."""
_AUTOMATIC_VALUE = 0x10
"""Bits 0, 1, 4 and 7 of the first byte of an automatic status (GS a) are 0 0 1 0, seen from bit 0."""
AFTER_AUTOMATIC = 3
"""So many bytes follow the first one; by their bits alone they could be answers to GS r."""


class Status(StrEnum):
    """One thing that is the case with a printer. `READY` stands alone; the others may come together."""

    READY = "ready"
    OFFLINE = "offline"
    COVER_OPEN = "cover_open"
    PAPER_NEAR_END = "paper_near_end"
    PAPER_OUT = "paper_out"
    CUTTER_ERROR = "cutter_error"
    DEVICE_ERROR = "device_error"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


BLOCKING = frozenset(
    {Status.OFFLINE, Status.COVER_OPEN, Status.PAPER_OUT, Status.CUTTER_ERROR, Status.DEVICE_ERROR}
)
"""With one of these nothing is sent: it would lie in the printer and come out when somebody mends it."""


def worst(found: frozenset[Status]) -> Status:
    """The one thing to tell people first."""
    return by_weight(found)[0]


def by_weight(found: frozenset[Status]) -> list[Status]:
    """What people can mend stands before what follows from it; a roll at its end does not end soon."""
    told = found - {Status.PAPER_NEAR_END} if Status.PAPER_OUT in found else found
    return [status for status in _BY_WEIGHT if status in told]


_BY_WEIGHT = (
    Status.UNREACHABLE,
    Status.PAPER_OUT,
    Status.COVER_OPEN,
    Status.CUTTER_ERROR,
    Status.DEVICE_ERROR,
    Status.OFFLINE,
    Status.UNKNOWN,
    Status.PAPER_NEAR_END,
    Status.READY,
)

_MEANINGS = {
    1: {0x08: Status.OFFLINE},
    2: {0x04: Status.COVER_OPEN, 0x20: Status.PAPER_OUT, 0x40: Status.DEVICE_ERROR},
    3: {0x08: Status.CUTTER_ERROR, 0x20: Status.DEVICE_ERROR, 0x40: Status.DEVICE_ERROR},
    4: {0x0C: Status.PAPER_NEAR_END, 0x60: Status.PAPER_OUT},
}
QUESTIONS = tuple(_MEANINGS)
"""The numbers of DLE EOT to ask for the whole picture."""


def is_status(answer: int) -> bool:
    """Whether this byte can be an answer to DLE EOT."""
    return answer & _FIXED == _FIXED_VALUE


def is_paper_answer(answer: int) -> bool:
    """Whether this byte can be the answer to GS r 1: everything sent before it has been processed."""
    return answer & _PAPER_FIXED == 0


def begins_automatic(said: int) -> bool:
    """Whether with this byte a printer begins to tell by itself how it is."""
    return said & _FIXED == _AUTOMATIC_VALUE


Answers = Mapping[int, int | None]
"""The byte that was said to each question; None where nothing well-formed came in time."""


def states(answers: Answers) -> frozenset[Status]:
    """What the answers to DLE EOT 1 to 4 say together; a missing or malformed one adds *unknown*."""
    said = frozenset(status for question in QUESTIONS for status in meaning(question, answers.get(question)))
    return said - {Status.READY} or said


def meaning(question: int, answer: int | None) -> frozenset[Status]:
    """What one answer says by itself."""
    if answer is None or not is_status(answer):
        return frozenset({Status.UNKNOWN})
    said = frozenset(status for bits, status in _MEANINGS[question].items() if answer & bits)
    return said or frozenset({Status.READY})
