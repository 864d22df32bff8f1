"""A centre's days, its catalogue, and who may sign in or speak."""

from dataclasses import dataclass
from datetime import date

from .base import Fact


@dataclass(frozen=True, slots=True)
class DayOpened(Fact):
    """A business date began; series start at 1."""

    business_date: date


@dataclass(frozen=True, slots=True)
class DayClosed(Fact):
    """A business date ended."""

    business_date: date


@dataclass(frozen=True, slots=True)
class CatalogueImported(Fact):
    """The centre's catalogue has this version from now on."""

    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class TokenGiven(Fact):
    """A device, clerk or staff member may speak from now on. The secret itself is nowhere kept."""

    key: str
    token_kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class TokenRevoked(Fact):
    """This token is worthless from now on."""

    key: str
    subject: str


@dataclass(frozen=True, slots=True)
class LoginSet(Fact):
    """Somebody may sign in with a new PIN or password; the secret's hash stays out of the journal."""

    name: str
    login_kind: str
    role: str | None
