"""Tokens and sign-ins: who may speak. Secrets are never kept, only their SHA-256."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from queue_server.actions.ports import Tx
from queue_server.domain.facts import LoginSet, TokenGiven, TokenRevoked
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import NotSignedIn
from queue_server.domain.tokens import Login, Token, TokenKind


def token_key(secret: str) -> str:
    """Under what the server keeps a token: the SHA-256 of its secret, in hex."""
    return sha256(secret.encode()).hexdigest()


def bearer(hall: Hall, secret: str | None) -> Token | None:
    """Whose token this is; None without one. Raises NotSignedIn for an unknown or revoked token."""
    if secret is None:
        return None
    token = hall.tokens.get(token_key(secret))
    if token is None or token.revoked:
        raise NotSignedIn
    return token


def token_for_clerk(employee_no: str, window: int, key: str, real_now: datetime) -> Token:
    """The token of a clerk's session at one window."""
    return Token(key, TokenKind.CLERK, employee_no, real_now, window=window)


def give_token(tx: Tx, token: Token) -> Token:
    """Let a device or staff member speak."""
    tx.record(TokenGiven(token.key, token.kind.value, token.subject), token)
    return tx.hall.tokens[token.key]


def revoke_token(tx: Tx, key: str) -> None:
    """Make a token worthless; one that is unknown or revoked already stays so."""
    token = tx.hall.tokens.get(key)
    if token is not None and not token.revoked:
        tx.record(TokenRevoked(key, token.subject), replace(token, revoked=True))


def set_login(tx: Tx, login: Login) -> Login:
    """Set a PIN or a password; only a hash of it arrives here."""
    tx.record(LoginSet(login.name, login.kind.value, login.role and login.role.value), login)
    return tx.hall.logins[login.name]
