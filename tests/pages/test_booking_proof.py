"""The small computation of a booking's form: what it shows, and what a form without it shows."""

import json
import subprocess
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from queue_server.web.booking.proof import (
    GOOD_FOR,
    WITHOUT_SCRIPT_S,
    Worth,
    has_worked,
    new_challenge,
    worth,
)
from tests.makers import NINE

KEY = b"k" * 32
BITS = 10
MODEL = Path(__file__).resolve().parents[2] / "queue_server/web/static/booking/proof_model.js"
LATER = NINE + timedelta(seconds=WITHOUT_SCRIPT_S)


def solved(challenge: str) -> str:
    return next(str(n) for n in count() if has_worked(challenge, str(n), BITS))


def test_a_form_whose_browser_has_computed_counts_at_once() -> None:
    challenge = new_challenge(KEY, "town", NINE)
    assert worth(KEY, "town", challenge, solved(challenge), NINE, BITS) is Worth.WORKED


def test_where_policy_asks_for_no_bits_every_form_of_ours_counts() -> None:
    challenge = new_challenge(KEY, "town", NINE)
    assert worth(KEY, "town", challenge, "", NINE, 0) is Worth.FREE


def test_a_form_without_script_counts_when_it_was_open_for_a_while() -> None:
    challenge = new_challenge(KEY, "town", NINE)
    assert worth(KEY, "town", challenge, "", LATER - timedelta(seconds=1), BITS) is Worth.SOON
    assert worth(KEY, "town", challenge, "", LATER, BITS) is Worth.WAITED


def test_a_form_that_was_open_for_hours_is_opened_anew() -> None:
    challenge = new_challenge(KEY, "town", NINE)
    after = NINE + GOOD_FOR + timedelta(seconds=1)
    assert worth(KEY, "town", challenge, solved(challenge), after, BITS) is Worth.STALE


@pytest.mark.parametrize("challenge", ["", "x", "65f.abc.def", "￥.￥.￥", "0.0"])
def test_a_challenge_that_we_did_not_give_is_worth_nothing(challenge: str) -> None:
    assert worth(KEY, "town", challenge, "1", LATER, BITS) is Worth.STALE


def test_a_challenge_counts_only_where_it_was_given_and_under_its_own_key() -> None:
    challenge = new_challenge(KEY, "town", NINE)
    assert worth(KEY, "other", challenge, "", LATER, BITS) is Worth.STALE
    assert worth(b"o" * 32, "town", challenge, "", LATER, BITS) is Worth.STALE


@pytest.mark.parametrize(
    "answer", ["-1", "1e3", "٣", " 1", "1" * 17], ids=["sign", "exponent", "arabic", "blank", "long"]
)
def test_an_answer_that_is_no_number_is_no_proof(answer: str) -> None:
    assert not has_worked("any", answer, bits=0)


def test_the_page_finds_what_the_server_accepts() -> None:
    challenge = new_challenge(KEY, "town", NINE)
    script = f"import {{ tries }} from {json.dumps(MODEL.as_uri())};"
    script += f"console.log(tries({json.dumps(challenge)}, {BITS}, 0, () => true).answer);"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == solved(challenge)
