"""Panels for tests, described as a file would describe them."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from display_client.panels.content import Sign, WindowContent
from display_client.panels.describing import Panel, described
from display_client.panels.wall import PanelWall

SHOW, BLINK, CLEAR = 1, 2, 3
STRIP: dict[str, Any] = {
    "driver": "frame",
    "order": ["header", "address", "length", "command", "text", "checksum", "tail"],
    "header": "AA 55",
    "tail": "0D",
    "show": "01",
    "blink": "02",
    "clear": "03",
    "length_of": ["command", "text"],
    "checksum": "crc16-modbus",
    "timeout_s": 0.2,
    "answer": {
        "order": ["header", "address", "command", "checksum"],
        "header": "AA 55",
        "good": "06",
        "bad": "15",
    },
}
REGISTERS: dict[str, Any] = {
    "driver": "modbus",
    "register": 100,
    "words": 12,
    "blink_register": 200,
    "timeout_s": 0.3,
    "retries": 1,
}


def a_sheet(
    line: str, windows: Sequence[int] = (7,), make: dict[str, Any] = STRIP, **more: Any
) -> dict[str, Any]:
    """A read file: each window's panel has the window's number as its address."""
    panel = {"line": line, "make": "this", "width": 24} | more
    return {
        "makes": {"this": copy.deepcopy(make)},
        "panels": [panel | {"window": window, "address": window} for window in windows],
    }


def a_panel(line: str = "tcp://127.0.0.1:5000", make: dict[str, Any] = STRIP, **more: Any) -> Panel:
    """One panel, over window 7 and at address 7."""
    return described(a_sheet(line, make=make, **more))[0]


def called(number: str, call: int = 1) -> WindowContent:
    """A window calls somebody."""
    return WindowContent(Sign.CALLED, number, call)


@contextmanager
def a_wall(panels: Sequence[Panel]) -> Iterator[PanelWall]:
    """A wall that works while the context lasts."""
    wall = PanelWall(panels)
    wall.start()
    try:
        yield wall
    finally:
        wall.stop()
