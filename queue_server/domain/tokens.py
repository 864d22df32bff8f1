"""Who may speak: the tokens that were given, and what a clerk or staff member signs in with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class TokenKind(StrEnum):
    """Who may speak."""

    DEVICE = "device"
    CLERK = "clerk"
    STAFF = "staff"


class Role(StrEnum):
    """What a staff token may do."""

    GUIDE = "guide"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token as the server keeps it: `key` is the SHA-256 of the secret that the bearer holds."""

    key: str
    kind: TokenKind
    subject: str
    created_at: datetime
    role: Role | None = None
    window: int | None = None
    place: str | None = None
    device_kind: str | None = None
    revoked: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Login:
    """Who may sign in: a clerk by employee number, staff by user name, a device by its enrolment code.

    `secret_hash` is argon2's string; for a device the code's SHA-256, until when it holds, kind and place.
    """

    name: str
    kind: TokenKind
    secret_hash: str
    role: Role | None = None
    seq: int = 0
