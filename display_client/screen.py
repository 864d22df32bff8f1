"""One screen from start to stop: where it hangs, its browser, its loudspeaker, and its word to the server."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from display_client.announcing import Announcer
from display_client.calls import Call
from display_client.chain import Chain
from display_client.condition import BROWSER_RESTARTING, OK, Condition
from display_client.instep import InStep
from display_client.keeper import Browser, Keeper
from display_client.line import Line
from display_client.loudspeaker import Heard, Loudspeaker, Told
from display_client.mark import Mark
from display_client.ordered import Ordered
from display_client.panels.showing import LEAVING, Showing
from display_client.panels.wall import MOST_PARTS, PanelWall, parts_of
from display_client.place import NoSuchPlace, Place, place_of, remember, remembered
from display_client.players import Player
from display_client.quiet import Loudness, Quiet
from display_client.server import Server, Unreached
from wire.boards import Envelope, HallBoard
from wire.devices import Orders

CARE_EVERY_S = 5.0
SOON_S = 1.0
"""While an order is under way: somebody waits to read what became of it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setup:
    """What the one who sets a screen up may choose. `page` goes into the page's address."""

    code: str
    data: Path
    languages: tuple[str, ...] = ()
    quiet: Quiet = field(default_factory=Quiet)
    volume: float = 1.0
    repeat: bool = False
    page: Mapping[str, str] = field(default_factory=dict)


class Screen:
    """Runs in threads of its own between `start` and `stop`; the server may be away at any time."""

    def __init__(
        self,
        setup: Setup,
        server: Server,
        chain: Chain,
        player: Player | None,
        start_browser: Callable[[str], Browser] | None,
        wall: PanelWall | None = None,
        restart: Callable[[], None] = lambda: None,
    ) -> None:
        setup.data.mkdir(parents=True, exist_ok=True)
        self._setup = setup
        self._server = server
        self._start_browser = start_browser
        self._mark = Mark(setup.data / "spoken")
        self._announcer = Announcer(chain, (), volume=setup.volume, repeat=setup.repeat)
        self._speaker = Loudspeaker(self._announcer, player, self._hear, self._loudness) if player else None
        self._step = InStep(self._tell)
        self._wall = wall
        self._ordered = Ordered(wall, restart)
        self._began = time.monotonic()
        self._showing = Showing(wall) if wall else None
        self._line: Line | None = None
        self._keeper: Keeper | None = None
        self._catalogue_version: int | None = None
        self._stopping = False
        self._pause_s = CARE_EVERY_S
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._care, name="screen", daemon=True)
        self.place: Place | None = None
        self.condition = Condition(time.monotonic)

    def start(self) -> None:
        """Begin."""
        if self._speaker is not None:
            self._speaker.start()
            self._step.start()
        if self._wall is not None:
            self._wall.when_changed = self._hurry.set
            self._wall.start()
        self._thread.start()

    def stop(self) -> None:
        """End everything within seconds."""
        self._stopping = True
        self._hurry.set()
        for part in (self._line, self._wall, self._speaker, self._step, self._keeper):
            if part is not None:
                part.stop()
        self._thread.join(3.0)
        self._server.close()

    def look(self) -> None:
        """Learn where the screen hangs, and tell the server how it is."""
        if self._showing is not None and self._line is not None and self._line.is_lost:
            self._showing.lose()
        if self.place is None:
            self._settle(self._found() or remembered(self._setup.data / "place.json"))
        self._pause_s = CARE_EVERY_S
        try:
            answer = self._beat()
        except Unreached as problem:
            log.info("the server was not told: %s", problem)
            return
        if answer.catalogue_version != self._catalogue_version:
            self._settle(self._found())

    def _beat(self) -> Orders:
        """Raises Unreached; then the same is told again next time."""
        orders_told = self._ordered.to_tell()
        watched = {
            "version": version("yimen"),
            "parts": self._parts(),
            "orders_told": orders_told,
            "up_s": round(time.monotonic() - self._began, 1),
        }
        answer = self._server.heartbeat(*self._told(), watched)
        self._ordered.told(orders_told)
        self._ordered.note_new(each.model_dump() for each in answer.orders)
        if self._ordered.is_to_begin:
            self._hurry.set()
        self._pause_s = SOON_S if self._ordered.waiting else CARE_EVERY_S
        return answer

    def _told(self) -> tuple[str, str]:
        """The screen is as the worst of its parts is, with what is known of that one."""
        works = self._keeper is None or self._keeper.works
        hears = self._line is None or not self._line.is_lost
        state = self.condition.state(works, hears)
        about = (part["detail"] for part in self._parts() if part["state"] == state)
        return state, "" if state == OK else next(about, "")

    def _parts(self) -> list[dict[str, Any]]:
        """What people see and hear of the screen, each with its own state: browser, loudspeaker, panels."""
        parts = []
        if (keeper := self._keeper) is not None:
            state = OK if keeper.works else BROWSER_RESTARTING
            parts.append(_part("browser", state, f"{keeper.state}, {keeper.restarts} restarts"))
        if self._speaker is not None:
            parts.append(_part("loudspeaker", self.condition.loudspeaker, self.condition.detail()))
        panels = parts_of(self._wall.states()) if self._wall is not None else []
        return [*parts, *panels][:MOST_PARTS]

    def _found(self) -> Place | None:
        try:
            catalogue = self._server.catalogue()
            place = place_of(catalogue, self._setup.code)
        except (Unreached, NoSuchPlace) as problem:
            log.warning("where this screen hangs is not known: %s", problem)
            return None
        self._catalogue_version = catalogue.version
        remember(self._setup.data / "place.json", place)
        return place

    def _settle(self, place: Place | None) -> None:
        """Begin at a place, or move to another one."""
        if place is None:
            return
        before, self.place = self.place, place.speaking(self._setup.languages)
        self._announcer.languages = self.place.languages
        if before is not None and before.room == place.room:
            return
        address = place.page(self._server.base_url, self._server.centre, **self._asked())
        if self._keeper is not None:
            self._keeper.address = address
        elif self._start_browser is not None:
            self._keeper = Keeper(self._start_browser, address)
            self._keeper.start()
        if self._speaker is not None or self._showing is not None:
            self._listen(place.room)

    def _listen(self, room: str) -> None:
        if self._line is not None:
            self._line.stop()
        self._line = Line(self._server, room, self._on_call, self._on_board, self._mark.seq)
        self._line.start()

    def _on_call(self, call: Call) -> None:
        if self._speaker is not None:
            self._speaker.hear(call)

    def _on_board(self, envelope: Envelope) -> None:
        if self._showing is not None:
            self._showing.see(envelope)
        if (
            self._speaker is not None
            and isinstance(envelope.board, HallBoard)
            and envelope.board.state == LEAVING
        ):
            self._speaker.hush()

    def _asked(self) -> dict[str, str]:
        """A page whose calls are spoken here keeps in step, and makes no chime of its own."""
        return {**self._setup.page, **({"voice": "1", "chime": "0"} if self._speaker else {})}

    def _hear(self, told: Told) -> None:
        self.condition.hear(told)
        self._step.hear(told)
        if told.heard is not Heard.ENDS:
            self._mark.set(told.call.seq)

    def _tell(self, event: str, detail: dict[str, object]) -> None:
        if self._keeper is not None:
            self._keeper.tell(event, detail)

    def _loudness(self) -> Loudness:
        zone = ZoneInfo(self.place.time_zone) if self.place else None
        return self._setup.quiet.at(datetime.now(zone))

    def _care(self) -> None:
        while not self._stopping:
            self._hurry.clear()
            try:
                self.look()
            except Exception:  # a screen outlives an answer that is not as the contract says
                log.exception("the server's answer was not understood")
            self._hurry.wait(self._pause_s)


def _part(kind: str, state: str, detail: str) -> dict[str, Any]:
    """A part of which a screen has one."""
    return {"code": kind, "kind": kind, "state": state, "detail": detail}
