"""What a manager orders a screen to do: start anew, or let a panel blink for somebody to see."""

import time
from collections.abc import Callable

from display_client.panels.wall import PanelWall
from wire.obeying import DONE, FAILED, Cannot, End, Look, Obeying

PATIENCE_S = 10.0


class Ordered(Obeying):
    """`restart` ends the program, which its keeper starts again; `wall` are the panels, if there are any."""

    def __init__(self, wall: PanelWall | None, restart: Callable[[], None]) -> None:
        super().__init__()
        self._wall = wall
        self._restart = restart

    def begin(self, kind: str, part: str | None) -> Look | None:
        """A restart of the screen, or a test of a panel."""
        window = _window_of(part)
        if kind == "restart" and part is None:
            self._restart()
            return None
        if kind == "test" and self._wall is not None and window in self._wall.windows:
            self._wall.test(window)
            return _blinking(self._wall, window)
        raise Cannot(f"cannot {kind}")


def _blinking(wall: PanelWall, window: int) -> Look:
    until = time.monotonic() + PATIENCE_S

    def look() -> End | None:
        if wall.took_test(window):
            return DONE, ""
        return (FAILED, "no answer") if time.monotonic() > until else None

    return look


def _window_of(part: str | None) -> int:
    """`panel-7` and `panel-7-2` hang over window 7; 0 for what is no panel."""
    name, _, rest = (part or "").partition("-")
    number = rest.partition("-")[0]
    return int(number) if name == "panel" and number.isdecimal() else 0
