"""Proofs of work: ours, in time, as hard as asked for."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from queue_server.domain.proof import challenge, check, zero_bits
from queue_server.domain.refusals import ProofWrong

NOW = datetime(2026, 9, 15, 1, tzinfo=UTC)
SECRET = b"s" * 32
GIVEN = challenge(SECRET, "town", NOW + timedelta(seconds=300), 8, "nonce")
ANSWER = next(str(n) for n in count() if zero_bits(GIVEN, str(n)) >= 8)


def test_an_answer_that_fits_is_taken() -> None:
    check(SECRET, "town", GIVEN, ANSWER, 8, NOW)


@pytest.mark.parametrize(
    ("secret", "centre", "given", "answer", "bits", "seconds"),
    [
        (b"t" * 32, "town", GIVEN, ANSWER, 8, 0),
        (SECRET, "city", GIVEN, ANSWER, 8, 0),
        (SECRET, "town", GIVEN.replace(".8.", ".0."), ANSWER, 0, 0),
        (SECRET, "town", "nothing", ANSWER, 8, 0),
        (SECRET, "town", GIVEN + "é", ANSWER, 8, 0),
        (SECRET, "town", GIVEN, "no", 8, 0),
        (SECRET, "town", GIVEN, ANSWER, 9, 0),
        (SECRET, "town", GIVEN, ANSWER, 8, 301),
    ],
    ids=["secret", "centre", "easier", "nothing", "letters", "answer", "asked-for-more", "too-late"],
)
def test_anything_else_is_not(
    secret: bytes, centre: str, given: str, answer: str, bits: int, seconds: int
) -> None:
    with pytest.raises(ProofWrong):
        check(secret, centre, given, answer, bits, NOW + timedelta(seconds=seconds))


def test_zero_bits_are_counted_from_the_front() -> None:
    assert zero_bits(GIVEN, ANSWER) >= 8
    assert all(0 <= zero_bits(GIVEN, str(n)) <= 256 for n in range(64))
