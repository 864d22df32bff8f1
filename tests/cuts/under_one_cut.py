"""A PAD, a hall screen, a phone and a kiosk under one cut, while the rest of the hall works on."""

import json
import math
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response, WebSocket

from tests.cuts.kiosk import kiosk_through
from tests.cuts.proxy import Proxy, Wire, wire_to
from tests.pages.browser import open_page
from tests.servers import RunningHall
from tests.stories.errands import Errand, errand
from tests.stories.pages import Hall, Kiosk, Pad, Phone, Sight
from tests.stories.playing import Players

SAYS_SO_S, RECOVERS_S = 10.0, 15.0
"""How long a page may take to say that its data is old, and to be fresh again when the wire is back."""
LOOK_MS = 100
AT_THE_PAD, OF_THE_PHONE, OF_THE_OTHERS, AT_THE_KIOSK = "SB-0001", "YB-0001", "GJ-0001", "SW-0001"


@dataclass
class Heard:
    """The calls that a screen has received, by whichever way; `seqs` are their places in the journal."""

    room: str
    seqs: set[int] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        """Listen to everything that comes to a page."""
        page.on("websocket", self._listen_to)
        page.on("response", self._answered)

    def _listen_to(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._frame)

    def _frame(self, frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
        found = re.match(r"4[23]\d*(\[.*)", text, re.DOTALL)
        for part in json.loads(found[1]) if found else []:
            self._envelope(part)

    def _answered(self, answer: Response) -> None:
        if "calls_after" in answer.url and answer.ok:
            self._envelope(answer.json())

    def _envelope(self, part: Any) -> None:
        if isinstance(part, dict) and part.get("room") == self.room:
            self.seqs |= {call["seq"] for call in part["calls"]}


@dataclass
class Scene:
    """Four pages behind one wire, ready for the cut."""

    hall: RunningHall
    wire: Proxy
    players: Players
    heard: Heard
    pad: Pad
    screen: Hall
    phone: Phone
    kiosk: Kiosk
    first: dict[str, Any]
    second: dict[str, Any]
    mine: dict[str, Any]
    others: list[dict[str, Any]]
    desks: dict[str, int]
    shown_at_kiosk: set[str] = field(default_factory=set)
    """Every number that the kiosk has shown since the cut: after half a minute it is back at its start."""

    @property
    def pages(self) -> dict[str, Sight]:
        return {"pad": self.pad, "screen": self.screen, "phone": self.phone, "kiosk": self.kiosk}

    def touch(self) -> None:
        """The presses that fall into the cut: take at the kiosk, as long as it knows nothing, and next."""
        self.kiosk.see("take").tap()
        self.pad.see("next").click()

    def work_on(self) -> None:
        """The rest of the hall calls the phone's ticket and three others, by a way that is not cut."""
        self.players.press(self.desks["phone"], "next")
        for _ in self.others:
            self.players.press(self.desks["others"], "next")

    def until_all(self, wanted: Callable[[Sight], bool], within_s: float) -> dict[str, float]:
        """Seconds until each page is as wanted; a page that takes much longer than it may is given up."""
        began, found = time.monotonic(), dict.fromkeys(self.pages, math.inf)
        while math.inf in found.values() and time.monotonic() - began < 2 * within_s:
            for name, sight in self.pages.items():
                if found[name] == math.inf and wanted(sight):
                    found[name] = round(time.monotonic() - began, 1)
            self.look_at_the_kiosk()
        return found

    def watch_until(self, moment: float) -> None:
        """Watch the kiosk until this moment of the monotonic clock."""
        while time.monotonic() < moment:
            self.look_at_the_kiosk()

    def look_at_the_kiosk(self) -> None:
        """Keep the number that stands there, and let the pages go on a little."""
        self.shown_at_kiosk |= {number.strip() for number in self.kiosk.see("number").all_text_contents()}
        self.pad.page.wait_for_timeout(LOOK_MS)

    def calls_of_the_hall(self) -> list[dict[str, Any]]:
        """All calls of the hall, as the server remembers them."""
        calls: list[dict[str, Any]] = self.players.get("/boards/hall:N", calls_after=0)["calls"]
        return calls


def says_so(sight: Sight) -> bool:
    """Whether the page says that what it shows is old, or that a press is not yet answered."""
    return sight.see("old").first.is_visible()


def is_fresh(sight: Sight) -> bool:
    """Whether the page shows live data and says nothing else."""
    return not says_so(sight) and sight.see("ready").first.is_visible()


@contextmanager
def scene(hall: RunningHall, browser: Browser, folder: Path) -> Iterator[Scene]:
    """Everything before the cut: somebody stands at the PAD's window, the next one waits, a phone waits."""
    players = Players(hall)
    pad_errand, phone_errand, other_errand = (
        errand(hall, code) for code in (AT_THE_PAD, OF_THE_PHONE, OF_THE_OTHERS)
    )
    first, second = (players.take(service=AT_THE_PAD) for _ in range(2))
    mine = players.take(service=OF_THE_PHONE)
    others = [players.take(service=OF_THE_OTHERS) for _ in range(3)]
    for wish in (phone_errand, other_errand):
        players.sign_in(wish.window)
    port = int(hall.environ["YIMEN_PORT"])
    with wire_to(port) as wire, kiosk_through(wire, hall, folder) as kiosk_url:
        heard = Heard(f"{hall.run['centre']}/hall:N")
        open_at = opener(browser, wire)
        kiosk = Kiosk(open_at(f"{kiosk_url}/?lang=zh", 1080, 1920, has_touch=True))
        screen = Hall(open_at(f"{hall.run['base_url']}/hall/N?lang=zh", 1920, 1080, heard=heard))
        phone = Phone(open_at(f"{mine['link']}?lang=zh", 390, 844))
        pad = Pad(open_at(f"{hall.run['base_url']}/pad?window={pad_errand.window}&lang=zh", 1280, 800))
        pad.sign_in(players.clerk_of(pad_errand.window))
        pad.see("next").click()
        pad.shows(first["number"])
        find(kiosk, errand(hall, AT_THE_KIOSK))
        desks = {"phone": phone_errand.window, "others": other_errand.window}
        yield Scene(hall, wire, players, heard, pad, screen, phone, kiosk, first, second, mine, others, desks)


def find(kiosk: Kiosk, wish: Errand) -> None:
    """A visitor stands before the item, about to touch "take a number"."""
    kiosk.find(wish.letters, wish.names["zh"])
    kiosk.see("take").wait_for()


def opener(browser: Browser, wire: Proxy) -> Callable[..., Page]:
    """Open pages through the wire."""

    def open_at(address: str, width: int, height: int, heard: Heard | None = None, **more: Any) -> Page:
        context_page = open_page(browser, "about:blank", width, height, **more).page
        if heard:
            heard.listen(context_page)
        context_page.goto(wire.through(address))
        return context_page

    return open_at


@dataclass(frozen=True)
class After:
    """What a cut has left behind."""

    scene: Scene
    said_so_s: dict[str, float]
    well_again_s: dict[str, float]


def cut(scene: Scene, kind: Wire, seconds: float) -> After:
    """Cut, press, let the others work, and join again; when each page said so, and when it was well again."""
    began = time.monotonic()
    scene.wire.turn(kind)
    scene.touch()
    said = scene.until_all(says_so, SAYS_SO_S) if seconds > SAYS_SO_S else {}
    scene.work_on()
    scene.watch_until(began + seconds)
    scene.wire.turn(Wire.PASS)
    return After(scene, said, scene.until_all(is_fresh, RECOVERS_S))
