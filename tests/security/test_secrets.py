"""How secrets are kept: slowly computed, salted, and no two alike."""

from datetime import timedelta

import pytest
from argon2 import extract_parameters
from argon2.exceptions import VerifyMismatchError

from queue_server.web import secrets
from queue_server.web.secrets import fits, hash_secret, new_public_id, new_token
from queue_server.web.services import WebSettings


def test_passwords_are_kept_as_argon2id_at_owasps_least_cost_or_more() -> None:
    assert hash_secret("2468").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_two_people_with_one_pin_have_different_hashes() -> None:
    assert hash_secret("2468") != hash_secret("2468")
    assert fits(hash_secret("2468"), "2468")
    assert not fits(hash_secret("2468"), "2469")


def test_nobody_s_secret_never_fits() -> None:
    assert not fits(None, "")
    assert not fits("no hash at all", "2468")


def test_to_try_nobody_s_secret_costs_as_much_as_anybody_s() -> None:
    nobody, somebody = secrets._NOBODY, hash_secret("2468")
    assert extract_parameters(nobody) == extract_parameters(somebody)
    with pytest.raises(VerifyMismatchError):  # it was computed, and not refused by its form
        secrets._HASHER.verify(nobody, "2468")


def test_tokens_have_256_random_bits_and_public_ids_128() -> None:
    assert (len(new_token()), len(new_public_id())) == (43, 22)
    assert len({new_token() for _ in range(1000)}) == 1000


def test_a_staff_session_lasts_a_working_day_and_no_longer() -> None:
    assert timedelta(seconds=WebSettings(b"s" * 32, "").staff_session_s) == timedelta(hours=12)
