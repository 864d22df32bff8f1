"""Who may speak: tokens, and what one is got by (a clerk's or staff member's sign-in, a device's code)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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


@dataclass(frozen=True)
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

    def outlived(self, real_now: datetime, staff_session_s: int) -> bool:
        """Whether a staff session of so many seconds of real time is over; other tokens have no such end."""
        return self.kind is TokenKind.STAFF and real_now - self.created_at > timedelta(
            seconds=staff_session_s
        )


@dataclass(frozen=True)
class Login:
    """Who may sign in: a clerk by employee number, staff by user name. `secret_hash` is argon2's string."""

    name: str
    kind: TokenKind
    secret_hash: str
    role: Role | None = None
    seq: int = 0


@dataclass(frozen=True)
class Invitation:
    """A device that may be enrolled, once, by whoever shows the code whose SHA-256 is `code_hash`.

    `until` is real time. `place` is the device's own code, for a PAD its window. `ended`: the code was used
    or taken back, and is worthless.
    """

    device: str
    device_kind: str
    place: str
    code_hash: str
    until: datetime
    ended: bool = False
    seq: int = 0
