"""Access: who may do what, as the contract names it. A token speaks only in the centre that gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queue_server.actions.access import bearer
from queue_server.domain.devices import PAD
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import NotPermitted, NotSignedIn
from queue_server.domain.tokens import Role, Token, TokenKind


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may: any of these kinds; nobody named means everybody. Kinds stand in `needs.*` of the words."""

    kinds: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether no token is needed."""
        return not self.kinds


ANYONE = Permission()
KIOSK = Permission(("kiosk",))
ISSUERS = Permission(("kiosk", "guide"))
FINDERS = Permission(("guide",))
REQUEUERS = Permission(("clerk", "guide"))
REPRINTERS = Permission(("kiosk", "guide"))
GUIDE = Permission(("guide",))
CLERK = Permission(("clerk",))
OWN_WINDOW = Permission(("own_window",))
OWN_PAD = Permission(("own_pad",))
WHY_READERS = Permission(("own_window", "auditor"))
STAFF = Permission(("guide", "manager", "administrator", "auditor"))
MANAGER = Permission(("manager",))
EVACUATORS = Permission(("manager", "guide"))
HELPERS = Permission(("manager", "guide"))
RESETTERS = Permission(("clerk", "manager", "guide"))
FOLLOW_UP_READERS = Permission(("manager", "administrator", "auditor"))
FOLLOW_UP_JUDGES = Permission(("manager", "administrator"))
AUDITOR = Permission(("auditor",))
ADMINISTRATOR = Permission(("administrator",))
TELLERS = Permission(("device", "clerk"))
WATCHERS = Permission(("manager", "administrator"))
MACHINE_WATCHERS = Permission(("manager", "guide", "administrator"))


ROLES: Mapping[Role, frozenset[str]] = {
    Role.GUIDE: frozenset({"guide"}),
    Role.MANAGER: frozenset({"manager", "guide"}),
    Role.ADMINISTRATOR: frozenset({"administrator"}),
    Role.AUDITOR: frozenset({"auditor"}),
}
"""A manager on duty may do what a guide may: halls have hours without a guide."""


def kinds_of(token: Token, window: int | None = None) -> frozenset[str]:
    """What a token may be taken for; `window` is the window that the request is about."""
    if token.kind is TokenKind.STAFF:
        return ROLES[token.role] if token.role else frozenset()
    if token.kind is TokenKind.DEVICE:
        own = {"own_pad"} if window is not None and token.subject == f"{PAD}{window}" else set()
        return frozenset({"device", token.device_kind or "device", *own})
    own = {"own_window"} if window is not None and token.window == window else set()
    return frozenset({"clerk", *own})


def is_guide(token: Token | None) -> bool:
    """Whether somebody may do what the contract leaves to a guide."""
    return token is not None and "guide" in kinds_of(token)


def is_manager(token: Token) -> bool:
    """Whether somebody may do what the contract leaves to a manager."""
    return "manager" in kinds_of(token)


def spoken_by(token: Token | None) -> str:
    """How the journal names the speaker."""
    if token is None:
        return "visitor"
    kind = token.role.value if token.role else token.kind.value
    return f"{kind}:{token.subject}"


def admit(
    hall: Hall,
    secret: str | None,
    permission: Permission,
    path: Mapping[str, object],
    *,
    real_now: datetime,
    staff_session_s: int,
) -> Token | None:
    """The token, if it may. Raises NotSignedIn (none, unknown, revoked or too old) or NotPermitted."""
    token = bearer(hall, secret)
    if token is not None and token.outlived(real_now, staff_session_s):
        raise NotSignedIn
    if permission.public:
        return token
    if token is None:
        raise NotSignedIn
    window = path.get("n")
    if not kinds_of(token, window if isinstance(window, int) else None) & set(permission.kinds):
        raise NotPermitted(needs=list(permission.kinds))
    return token
