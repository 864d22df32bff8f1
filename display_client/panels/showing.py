"""What a room's envelopes say, put on the panels over its windows; and that nobody says anything any more."""

import logging

from wire.boards import Envelope, HallBoard, WindowTile

from .content import Sign, WindowContent
from .wall import PanelWall

LEAVING = "evacuation"

log = logging.getLogger(__name__)


class Showing:
    """Told by the line's thread what its room is like, and by the screen's whether the line is lost."""

    def __init__(self, wall: PanelWall) -> None:
        self._wall = wall
        self._calls: dict[int, tuple[str, int]] = {}
        """The newest call of each window: its number and seq, also when the envelope forgets it."""
        self._absent: frozenset[int] = frozenset()

    def see(self, envelope: Envelope) -> None:
        """A newer board with its calls: every panel says what its window does now."""
        if not isinstance(envelope.board, HallBoard):
            return
        for call in sorted(envelope.calls, key=lambda one: one.seq):
            self._calls[call.window] = (call.number, call.seq)
        for tile in envelope.board.windows:
            self._wall.show(tile.window, self._content(envelope.board, tile))
        self._name_absent(self._wall.windows - {tile.window for tile in envelope.board.windows})

    def lose(self) -> None:
        """The server is silent: people look at the hall's screen, which says since when it is old."""
        self._wall.show_nothing_known()

    def _content(self, board: HallBoard, tile: WindowTile) -> WindowContent:
        if board.state == LEAVING:
            return WindowContent(Sign.LEAVE)
        number, seq = self._calls.get(tile.window, ("", 0))
        return WindowContent(Sign(tile.state), tile.number, seq if number == tile.number else 0)

    def _name_absent(self, absent: frozenset[int]) -> None:
        """A window of the file that this room has not: its panel would send people to the screen for ever."""
        if absent != self._absent:
            log.warning("no such window in this screen's room: %s", ", ".join(map(str, sorted(absent))))
            self._absent = absent
