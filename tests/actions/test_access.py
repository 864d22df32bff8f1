"""Tokens and sign-ins: who may speak."""

import pytest

from queue_server.actions.access import bearer, give_token, revoke_token, set_login, token_key
from queue_server.domain.refusals import NotSignedIn
from queue_server.domain.tokens import Login, Role, Token, TokenKind
from tests.actions.town import Town
from tests.makers import NINE


def a_guide(secret: str = "secret") -> Token:
    return Token(token_key(secret), TokenKind.STAFF, "guide", NINE, role=Role.GUIDE)


def test_without_a_secret_somebody_is_anybody() -> None:
    assert bearer(Town().hall, None) is None


def test_a_token_speaks_for_whom_it_was_given() -> None:
    town = Town()
    given = town.act(give_token, a_guide())
    assert bearer(town.hall, "secret") == given


def test_a_strange_secret_speaks_for_nobody() -> None:
    with pytest.raises(NotSignedIn):
        bearer(Town().hall, "guessed")


def test_a_revoked_token_is_worthless() -> None:
    town = Town()
    town.act(give_token, a_guide())
    town.act(revoke_token, token_key("secret"))
    with pytest.raises(NotSignedIn):
        bearer(town.hall, "secret")


def test_what_is_revoked_or_unknown_is_not_revoked_again() -> None:
    town = Town()
    town.act(give_token, a_guide())
    for key in (token_key("secret"), token_key("secret"), "unknown"):
        town.act(revoke_token, key)
    assert town.facts().count("TokenRevoked") == 1


def test_the_secret_is_kept_nowhere() -> None:
    town = Town()
    town.act(give_token, a_guide("very-secret"))
    assert "very-secret" not in repr(list(town.store.journal("town"))) + repr(town.hall.tokens)


def test_a_new_password_takes_the_place_of_the_old() -> None:
    town = Town()
    for secret_hash in ("old", "new"):
        town.act(set_login, Login("guide", TokenKind.STAFF, secret_hash, Role.GUIDE))
    assert town.hall.logins["guide"].secret_hash == "new"


def test_the_journal_does_not_tell_a_password_s_hash() -> None:
    town = Town()
    town.act(set_login, Login("guide", TokenKind.STAFF, "argon2-string", Role.GUIDE))
    assert "argon2-string" not in repr(list(town.store.journal("town")))
