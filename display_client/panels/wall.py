"""All panels of a display client: changes of windows in, states of panels out, one worker per line."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from wire.telling import one_line

from .bus import Bus
from .content import NOTHING_KNOWN, WindowContent
from .describing import Panel, read_panels
from .driving import Driver
from .frame_driver import FrameDriver
from .lines import Line
from .makes import FrameMake
from .modbus_driver import ModbusDriver
from .slots import Health, PanelState

CODES = {
    Health.STARTING: "unknown",
    Health.OK: "ok",
    Health.NOT_ANSWERING: "panel_silent",
    Health.UNREACHABLE: "panel_unreachable",
}
"""What the devices board calls them."""
MOST_PARTS = 120
"""As many as a heartbeat takes."""
LONGEST_DETAIL = 200


class PanelWall:
    """`show` never waits for a panel. `when_changed` is called, in any thread, when a state is another."""

    def __init__(self, panels: Iterable[Panel]) -> None:
        self.when_changed: Callable[[], None] = lambda: None
        by_line: dict[Line, list[Panel]] = {}
        for panel in panels:
            by_line.setdefault(panel.line, []).append(panel)
        self._buses = [Bus(driver_for(group[0]), group, self._tell) for group in by_line.values()]
        self._windows = frozenset(panel.window for group in by_line.values() for panel in group)

    @classmethod
    def of_file(cls, file: Path) -> "PanelWall":
        """The wall that a file describes. Raises BadDescription or OSError."""
        return cls(read_panels(file))

    @property
    def windows(self) -> frozenset[int]:
        """The windows that have a panel."""
        return self._windows

    def show(self, window: int, content: WindowContent) -> None:
        """Show this over a window; a window without a panel is passed over."""
        for bus in self._buses:
            bus.show(window, content)

    def show_nothing_known(self) -> None:
        """The server is silent: all panels send people to the hall's screen."""
        for window in self._windows:
            self.show(window, NOTHING_KNOWN)

    def test(self, window: int) -> None:
        """Let the panels over a window blink for some seconds, whatever stands on them."""
        for bus in self._buses:
            bus.test(window)

    def took_test(self, window: int) -> bool:
        """Whether all of them did, as far as a panel can say so."""
        return all(bus.took_test(window) for bus in self._buses)

    def states(self) -> list[PanelState]:
        """How each panel is, by window."""
        return sorted((one for bus in self._buses for one in bus.states()), key=lambda one: one.window)

    def start(self) -> None:
        """Begin to show."""
        for bus in self._buses:
            bus.start()

    def stop(self) -> None:
        """End; panels that answer send people to the hall's screen."""
        for bus in self._buses:
            bus.begin_to_stop()
        for bus in self._buses:
            bus.stop()

    def _tell(self) -> None:
        self.when_changed()


def driver_for(panel: Panel) -> Driver:
    """Whoever knows the language of a panel's line."""
    if isinstance(panel.make, FrameMake):
        return FrameDriver(panel.line)
    return ModbusDriver(panel.line, panel.make)


def parts_of(states: Iterable[PanelState]) -> list[dict[str, Any]]:
    """The panels as parts of a screen: `panel-7`, and `panel-7-2` for a second one over window 7."""
    seen: Counter[int] = Counter()
    parts = []
    for one in states:
        seen[one.window] += 1
        code = f"panel-{one.window}" + (f"-{seen[one.window]}" if seen[one.window] > 1 else "")
        parts.append({"code": code, "kind": "panel", "state": CODES[one.health], "detail": _detail(one)})
    return parts[:MOST_PARTS]


def _detail(one: PanelState) -> str:
    return one_line(": ".join(filter(None, (one.place, one.reason))), LONGEST_DETAIL)
