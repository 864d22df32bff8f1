"""The one table of who may do what, made from the routes and the rooms: docs/permissions.md is its copy."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from queue_server.boards.rooms import READERS, Kind
from queue_server.domain.tokens import Role

from .access import ROLES
from .routes import Route

CLERK_KINDS = frozenset({"clerk", "own_window"})

SPEAKERS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "anyone": frozenset[str](),
        "kiosk": frozenset({"device", "kiosk"}),
        "device": frozenset({"device"}),
        "PAD": frozenset({"device", "pad", "own_pad"}),
        "clerk": CLERK_KINDS,
        **{role.value: ROLES[role] for role in Role},
    }
)
"""Everybody who may speak, and what each may be taken for. `device` is one that is no kiosk."""


def speakers_of(route: Route) -> tuple[str, ...]:
    """Who may use a route; whoever may without a token may with any."""
    if route.who.public:
        return tuple(SPEAKERS)
    return tuple(name for name, kinds in SPEAKERS.items() if kinds & set(route.who.kinds))


def only_own_window(route: Route) -> bool:
    """Whether a clerk may use a route only for the window at which the clerk is signed in."""
    return "own_window" in route.who.kinds and "clerk" not in route.who.kinds


def only_own_pad(route: Route) -> bool:
    """Whether a PAD may use a route only for the window at which it stands."""
    return "own_pad" in route.who.kinds and "device" not in route.who.kinds


def room_readers(kind: Kind) -> tuple[str, ...]:
    """Who may look into rooms of a kind; a public room's inner form is its own clerk's."""
    roles = READERS.get(kind)
    return tuple(SPEAKERS) if roles is None else tuple(role.value for role in Role if role in roles)


def as_markdown(routes: Iterable[Route]) -> list[str]:
    """The table's lines: a row for each route, then one for each kind of room."""
    lines = [_line(["what", *SPEAKERS]), _line(["---", *[":-:"] * len(SPEAKERS)])]
    for route in routes:
        own = {"clerk": only_own_window(route), "PAD": only_own_pad(route)}
        marks = [_mark(name in speakers_of(route), own=own.get(name, False)) for name in SPEAKERS]
        lines.append(_line([f"`{route.method} {route.path}`", *marks]))
    for kind in Kind:
        marks = [_mark(name in room_readers(kind)) for name in SPEAKERS]
        lines.append(_line([f"room `{kind.value}`", *marks]))
    return lines


def _mark(may: bool, *, own: bool = False) -> str:
    return ("own" if own else "yes") if may else ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
