"""The devices board: every device of the centre and its parts, how each is, what it was ordered to do."""

from collections.abc import Iterator, Mapping
from typing import Any

from queue_server.actions.watching import known, speakers
from queue_server.domain.devices import NEVER_HEARD, OFF, PAD, DeviceNow, DeviceOrder, Part
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token, TokenKind

from .times import stamp, stamp_or_none

Row = dict[str, Any]
TESTED = frozenset({"printer", "panel"})
"""Kinds of parts that have something to show when they are tested. A loudspeaker is heard with each call."""
RESTARTED = frozenset({"kiosk", "screen", "pad"})
"""Kinds of devices whose program can begin anew."""


def devices_board(hall: Hall) -> Row:
    """The devices that may speak, by code, each before its parts; then those of the catalogue that do not."""
    speaking, places = speakers(hall), _places(hall)
    rows = [row for code in sorted(speaking) for row in _with_parts(hall, code, speaking[code], places)]
    return {"devices": rows + [_absent(hall, c, *places[c]) for c in sorted(places.keys() - speaking.keys())]}


def _with_parts(hall: Hall, code: str, token: Token, places: Mapping[str, tuple[str, str]]) -> Iterator[Row]:
    now = known(hall, code)
    kind = "pad" if token.kind is TokenKind.CLERK else token.device_kind
    row = _device(hall, code, kind, token, now)
    row["hall"] = places[code][1] if code in places else token.place
    yield row
    for part in now.parts:
        yield _part(hall, row, part, now)


def _device(hall: Hall, code: str, kind: str | None, token: Token, now: DeviceNow) -> Row:
    details = token.details
    error = details.get("error")
    return {
        "code": code,
        "kind": kind,
        "state": details.get("state", NEVER_HEARD),
        "since": details.get("since") or stamp(hall.catalogue, token.created_at),
        "detail": details.get("detail", ""),
        "version": details.get("version", ""),
        "last_error": error
        and {"state": error, "detail": details["error_detail"], "at": details["error_at"]},
        "enrolled": token.kind is TokenKind.DEVICE,
        "can": ["restart"] if kind in RESTARTED else [],
        "orders": _orders(hall, now, None),
    } | _as_said(hall, now, details.get("state", NEVER_HEARD))


def _as_said(hall: Hall, now: DeviceNow, state: str) -> Row:
    """Whoever stands before a machine and sees it broken knows more than the machine."""
    said = now.said
    if said is None or said.state == NEVER_HEARD or (state != NEVER_HEARD and said.state != "out_of_order"):
        return {}
    return {"state": said.state, "since": stamp(hall.catalogue, said.since), "detail": ""}


def _part(hall: Hall, device: Row, part: Part, now: DeviceNow) -> Row:
    error = part.last_error
    silent = device["state"] in {
        "silent",
        OFF,
    }  # what it said of its parts may not be true now
    return {
        "code": part.code,
        "kind": part.kind,
        "state": NEVER_HEARD if silent else part.state,
        "since": device["since"] if silent else stamp(hall.catalogue, part.since),
        "detail": "" if silent else part.detail,
        "hall": device["hall"],
        "part_of": device["code"],
        "paper": None if silent else part.paper,
        "last_error": error
        and {"state": error.state, "detail": error.detail, "at": stamp(hall.catalogue, error.at)},
        "can": ["test"] if part.kind in TESTED else [],
        "orders": _orders(hall, now, part.code),
    }


def _absent(hall: Hall, code: str, kind: str, place: str) -> Row:
    """A device of the catalogue that cannot speak: it has no token, or nobody is signed in at the PAD."""
    state = OFF if kind == "pad" else NEVER_HEARD
    row: Row = {"code": code, "kind": kind, "state": state, "since": None, "detail": "", "hall": place}
    return row | _as_said(hall, known(hall, code), NEVER_HEARD)


def _orders(hall: Hall, now: DeviceNow, part: str | None) -> list[Row]:
    return [order_view(hall, each) for each in now.orders if each.part == part][-2:]


def order_view(hall: Hall, order: DeviceOrder) -> Row:
    """An order as staff see it."""
    return {
        "order": order.id,
        "kind": order.order,
        "part": order.part,
        "state": order.state.value,
        "detail": order.detail,
        "asked_at": stamp(hall.catalogue, order.asked_at),
        "changed_at": stamp_or_none(hall.catalogue, order.changed_at),
        "until": stamp(hall.catalogue, order.until),
    }


def _places(hall: Hall) -> dict[str, tuple[str, str]]:
    """Kind and hall of every device of the catalogue. A window's screen is its PAD's outward face."""
    c = hall.catalogue
    found = {code: ("kiosk", kiosk.hall) for code, kiosk in c.kiosks.items()}
    found |= {code: ("screen", s.hall) for code, s in c.screens.items() if s.kind != "window"}
    found |= {f"{PAD}{n}": ("pad", place.hall) for n, place in c.windows.items()}
    return found | {code: ("machine", c.facilities[m.area].hall) for code, m in c.machines.items()}
