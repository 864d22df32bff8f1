"""Secrets: made, kept only as hashes, and told once."""

import hmac
import json
import secrets
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's smallest recommended cost for argon2id: 88 clerks sign in within a minute.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


DICE = secrets.SystemRandom()
"""Decides when a place that was given back can be booked again: nobody can know."""


LISTED = json.JSONEncoder()
"""How what is hashed under the secret is put together: stored hashes hang on each of its bytes."""

CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
"""The same body is the same text, whatever the order of its keys."""


def _nobodys_hash() -> str:
    """What no secret fits and takes as long to try as any: a hash by its form, without computing one."""
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    salt, digest = (b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19${cost}${salt}${digest}"


_NOBODY = _nobodys_hash()


def hash_secret(secret: str) -> str:
    """argon2id of a PIN or password, with its salt and cost. Takes about 20 ms of computing."""
    return _HASHER.hash(secret)


def fits(secret_hash: str | None, secret: str) -> bool:
    """Whether a secret fits; an unknown person (None) takes the same time and never fits."""
    try:
        _HASHER.verify(secret_hash or _NOBODY, secret)
    except (VerificationError, InvalidHashError):
        return False
    return secret_hash is not None


def new_public_id() -> str:
    """128 random bits, fit for a link."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """40 random bits that people can read to each other: no 0, 1, I, L, O or U."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(8))


def keyed(key: bytes, *parts: str) -> str:
    """HMAC-SHA256 in hex: without the key, nobody can try all PINs or ID numbers against it."""
    return hmac.digest(key, LISTED.encode(parts).encode(), "sha256").hex()


def body_hash(key: bytes, method: str, path: str, body: Mapping[str, Any]) -> str:
    """What makes two commands the same: method, path and the body whatever the order of its keys."""
    return keyed(key, method, path, CANONICAL.encode(body))
