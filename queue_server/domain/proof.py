"""A proof of work (after Hashcash, A. Back 1997): what costs a browser a second costs a flood very much.

The server hands out a challenge that it has signed and need not remember; the browser looks for an answer
such that the SHA-256 of `challenge:answer` begins with so many zero bits. Whoever checks it sees to it that a
challenge is good once.
"""

import hashlib
import hmac
from datetime import UTC, datetime

from .refusals import ProofWrong

SEPARATOR = "."
SIGNED = 32
"""Hex digits of the signature: 128 bits."""


def challenge(secret: bytes, centre: str, until: datetime, bits: int, nonce: str) -> str:
    """A challenge that is good until a moment; `nonce` is random text without a dot."""
    told = SEPARATOR.join((str(int(until.timestamp())), str(bits), nonce))
    return f"{told}{SEPARATOR}{_signature(secret, centre, told)}"


def check(secret: bytes, centre: str, given: str, answer: str, bits: int, now: datetime) -> None:
    """The challenge is ours, in time and as hard as now asked for, and the answer fits. Raises ProofWrong."""
    told, _, signature = given.rpartition(SEPARATOR)
    if not hmac.compare_digest(signature.encode(), _signature(secret, centre, told).encode()):
        raise ProofWrong
    until, asked, _ = told.split(SEPARATOR)
    if datetime.fromtimestamp(int(until), UTC) < now or int(asked) < bits:
        raise ProofWrong
    if zero_bits(given, answer) < int(asked):
        raise ProofWrong


def zero_bits(given: str, answer: str) -> int:
    """With how many zero bits the hash of a challenge and an answer begins."""
    digest = hashlib.sha256(f"{given}:{answer}".encode()).digest()
    return len(digest) * 8 - int.from_bytes(digest).bit_length()


def _signature(secret: bytes, centre: str, told: str) -> str:
    message = f"proof:{centre}:{told}".encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:SIGNED]
