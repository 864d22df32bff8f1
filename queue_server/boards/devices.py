"""The devices board: which machines of the centre may speak, and how each is."""

from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token, TokenKind

from .times import stamp

NEVER_HEARD = "unknown"
"""The state of a device that was let in but has not been heard from."""


def devices_board(hall: Hall) -> dict[str, Any]:
    """All devices that are let in, by code."""
    devices = (t for t in hall.tokens.values() if t.kind is TokenKind.DEVICE and not t.revoked)
    return {"devices": [_row(hall, t) for t in sorted(devices, key=lambda t: t.subject)]}


def _row(hall: Hall, device: Token) -> dict[str, Any]:
    return {
        "code": device.subject,
        "kind": device.device_kind,
        "state": device.details.get("state", NEVER_HEARD),
        "since": device.details.get("since") or stamp(hall.catalogue, device.created_at),
        "detail": device.details.get("detail", ""),
    }
