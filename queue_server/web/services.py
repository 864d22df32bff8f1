"""What the web is given by hand: it looks nothing up by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Protocol, TypeVar, TypeVarTuple

from queue_server.actions.ports import Channel, Clock, Writer
from queue_server.domain.follow_up_lists import Dossier, Listed
from queue_server.domain.rating_figures import Group
from queue_server.domain.trail import Found, Search
from queue_server.hearing import Hearing
from queue_server.tries import Tries

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Offload(Protocol):
    """Runs work that computes or blocks in a native thread and waits without holding up the loop."""

    def __call__(self, fn: Callable[[*Ts], T], *args: *Ts) -> T: ...


class Outside(Protocol):
    """Asks a machine that is not ours, in a native thread, and waits without holding up the loop.

    Raises TimeoutError when that takes longer, and at once when nobody is free to ask.
    """

    def __call__(self, within_s: float, fn: Callable[[*Ts], T], *args: *Ts) -> T: ...


def nobody_outside(within_s: float, fn: Callable[[*Ts], T], *args: *Ts) -> T:
    """Nobody asks."""
    raise TimeoutError("nobody asks other machines")


class EnvelopeOf(Protocol):
    """The envelope of a room as the socket sends it, encoded or as a value. Raises a Refusal."""

    def __call__(
        self, centre: str, room: str, token: str | None, calls_after: int | None
    ) -> str | bytes | Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class SignOn:
    """Where staff may sign in beside their local accounts; `claim` holds the name of the local account."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str = "preferred_username"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`secret` keys all hashes of personal data: at least 32 random bytes, the same after a restart.

    Limits count per client address and never apply to requests that carry a valid token. `trusted_proxies` is
    how many proxies of our own stand before the server: the address is the one that the first of them saw.
    """

    secret: bytes
    base_url: str
    staff_session_s: int = 12 * 3600
    body_bytes: int = 64 * 1024
    trusted_proxies: int = 0
    public_per_s: float = 200.0
    public_burst: int = 2000
    sign_in_per_s: float = 5.0
    sign_in_burst: int = 300
    sign_on: SignOn | None = None


class Photos(Protocol):
    """Clerks' portraits: where each is, and what is there."""

    def address(self, centre: str, employee_no: str) -> str | None: ...
    def picture(self, name: str) -> bytes | None: ...


class NoPhotos:
    """An album without a photo."""

    def address(self, centre: str, employee_no: str) -> str | None:
        """No clerk has one."""
        return None

    def picture(self, name: str) -> bytes | None:
        """There is none."""
        return None


class Trail(Protocol):
    """Searches the journal of a centre, in a native thread; days are those of the time zone."""

    def __call__(self, centre: str, search: Search, zone: tzinfo) -> Sequence[Found]: ...


def no_trail(centre: str, search: Search, zone: tzinfo) -> Sequence[Found]:
    """Nothing was recorded."""
    return ()


class FollowUps(Protocol):
    """Reads follow-ups and counts ratings, in a native thread."""

    def page(
        self, centre: str, wanted: Listed, today: date, before: int | None
    ) -> tuple[Mapping[Listed, int], list[Dossier]]: ...
    def one(self, centre: str, number: int) -> Dossier | None: ...
    def number_to_rate(self, centre: str, window: int, real_now: datetime) -> str | None: ...
    def figures(self, centre: str, start: datetime, end: datetime) -> list[Group]: ...


class NoFollowUps:
    """A record without any."""

    def page(
        self, centre: str, wanted: Listed, today: date, before: int | None
    ) -> tuple[Mapping[Listed, int], list[Dossier]]:
        """Every list is empty."""
        return {}, []

    def one(self, centre: str, number: int) -> Dossier | None:
        """There is none."""
        return None

    def number_to_rate(self, centre: str, window: int, real_now: datetime) -> str | None:
        """Nothing was done."""
        return None

    def figures(self, centre: str, start: datetime, end: datetime) -> list[Group]:
        """Nothing was done."""
        return []


class Requested(Protocol):
    """Hears of each request that was answered; `route` is its pattern, None where there is none."""

    def __call__(self, method: str, route: str | None, status: int, took_s: float) -> None: ...


def nobody_counts(method: str, route: str | None, status: int, took_s: float) -> None:
    """Requests are only logged."""


MOST_BETWEEN_CLOCKS_S = 2
"""Two clocks that are read one after the other differ by less."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the web needs from the rest of the server. `tries` in memory unless they are shared."""

    writer: Writer
    clock: Clock
    offload: Offload
    settings: WebSettings
    envelope: EnvelopeOf
    centres: Callable[[], Sequence[str]]
    hearing: Hearing = field(default_factory=Hearing)
    photos: Photos = field(default_factory=NoPhotos)
    requested: Requested = nobody_counts
    tries: Tries | None = None
    trail: Trail = no_trail
    follow_ups: FollowUps = field(default_factory=NoFollowUps)
    outside: Outside = nobody_outside
    channels: Mapping[str, Channel] = field(default_factory=dict)

    @property
    def in_demo(self) -> bool:
        """Whether hall time is not real time: pages say so beside it."""
        ahead = (self.clock.hall_now() - self.clock.real_now()).total_seconds()
        return self.clock.speed != 1 or abs(ahead) > MOST_BETWEEN_CLOCKS_S
