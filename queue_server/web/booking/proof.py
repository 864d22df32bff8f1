"""What keeps programs from booking all places, and no visitor: computing a little, no picture to read.

The form carries a challenge. A script finds a number with which its SHA-256 begins with enough zero bits
(`domain/proof.py`), while the form is filled in; without script the same form counts when it has been open
for a while. No challenge is kept: a keyed hash proves it, and as the form's key it is good for one booking.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.proof import zero_bits
from queue_server.web.secrets import keyed

WITHOUT_SCRIPT_S = 20
"""So long a form without a proof must have been open; nobody types a phone number much faster."""
GOOD_FOR = timedelta(hours=1)
LONGEST_ANSWER = 16


class Worth(StrEnum):
    """What a form has shown."""

    FREE = "free"
    WORKED = "worked"
    WAITED = "waited"
    SOON = "soon"
    STALE = "stale"


def new_challenge(key: bytes, place: str, now: datetime) -> str:
    """A challenge for the form at a place, begun now (real time)."""
    stem = f"{int(now.timestamp()):x}.{secrets.token_urlsafe(12)}"
    return f"{stem}.{_seal(key, place, stem)}"


def worth(key: bytes, place: str, challenge: str, answer: str, now: datetime, bits: int) -> Worth:
    """What a challenge and its answer show.

    STALE as well where the challenge is none of ours, FREE where policy asks for no bits.
    """
    age = _age_of(key, place, challenge, now)
    if age is None or age > GOOD_FOR:
        return Worth.STALE
    if bits == 0:
        return Worth.FREE
    if has_worked(challenge, answer, bits):
        return Worth.WORKED
    return Worth.WAITED if age.total_seconds() >= WITHOUT_SCRIPT_S else Worth.SOON


def has_worked(challenge: str, answer: str, bits: int) -> bool:
    """Whether the answer is a number that fits."""
    is_number = answer.isascii() and answer.isdigit() and len(answer) <= LONGEST_ANSWER
    return is_number and zero_bits(challenge, answer) >= bits


def _age_of(key: bytes, place: str, challenge: str, now: datetime) -> timedelta | None:
    """How long ago it was given; None where we did not give it for this place."""
    stem, _, seal = challenge.rpartition(".")
    if not hmac.compare_digest(seal.encode(), _seal(key, place, stem).encode()):
        return None
    return now - datetime.fromtimestamp(int(stem.partition(".")[0], 16), now.tzinfo)


def _seal(key: bytes, place: str, stem: str) -> str:
    return keyed(key, "booking form", place, stem)[:32]
