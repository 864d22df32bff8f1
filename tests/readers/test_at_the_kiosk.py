"""A card and a code at the kiosk's own readers, seen on its page."""

import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kiosk_client.readers.evdev import Evdev
from kiosk_client.readers.read import Kind, Read, Source
from kiosk_client.reads import Reads
from kiosk_client.running import running_agent
from printer.profiles import profile_for
from tests.pages.browser import Window, open_page
from tests.readers.recorded import typed
from tests.readers.test_evdev import freely, until
from tests.servers import RunningHall
from tests.stories.playing import Players
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.kiosks(0), pytest.mark.together]

KIOSK = "QK-N3"
LONG_MS = 20_000
BY_NAME, WITHOUT_NAME = "普通护照换发", "食品经营许可证新办"
CARDS = ("11010519491231002X", "441900199003071238", "441900198502144564")
"""Of three people: a queue that asks for a name gives nobody two numbers."""


class Noted(Reads):
    """Reads whose texts are noted as they come from their reader."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        super().__init__(sources)
        self.texts: list[str] = []

    def put(self, read: Read) -> None:
        super().put(read)
        self.texts.append(read.text)


@dataclass
class Desk:
    """The kiosk's page, and what is put on its two readers."""

    address: str
    reads: Noted
    pipes: dict[Kind, int]
    at: float = 100.0

    def put(self, kind: Kind, text: str) -> None:
        self.at += 5.0
        os.write(self.pipes[kind], typed(text, self.at))

    @property
    def is_empty(self) -> bool:
        """Whether no read waits."""
        return self.reads._kept is None


@pytest.fixture(scope="module")
def desk(hall: RunningHall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("readers")
    for kind in Kind:
        os.mkfifo(folder / kind)
    pipes = {kind: os.open(folder / kind, os.O_RDWR) for kind in Kind}
    players, run = Players(hall), hall.run
    code = players.post("/devices/codes", {"kind": "kiosk", "place": KIOSK}, players.staff("administrator"))
    token = str(players.post("/devices/enrol", {"code": code["code"]})["token"])
    reads = Noted({kind: Evdev(folder / kind, kind, freely) for kind in Kind})
    with (
        running_agent(
            run["base_url"], run["centre"], token, KIOSK, 0, "", profile_for(80), Path(), reads=reads
        ) as address,
        reads,
    ):
        yield Desk(address, reads, pipes)
    for pipe in pipes.values():
        os.close(pipe)


@pytest.fixture
def window(desk: Desk, browser: Browser) -> Iterator[Window]:
    """The only page of the kiosk, and it asks already: of two pages the one that asks last is told."""
    window = open_page(browser, f"{desk.address}/?lang=zh", 1080, 1920, has_touch=True)
    window.page.wait_for_selector(".field", timeout=LONG_MS)
    with window.page.expect_request("**/agent/reads", timeout=LONG_MS):
        window.page.click(".field")  # untouched, a page takes seconds before it asks
    window.page.get_by_role("button", name=say("kiosk.nav.home", "zh"), exact=True).first.click()
    window.page.wait_for_selector(".field", timeout=LONG_MS)
    yield window
    window.page.context.close()


def open_item(page: Page, name: str) -> None:
    page.click(".field")
    page.locator("input").first.wait_for()
    page.wait_for_timeout(700)
    page.keyboard.type(name)
    page.locator(".rows button").first.click()
    expect(page.locator(".deep h1")).to_have_text(name, timeout=LONG_MS)
    page.wait_for_timeout(700)


def told_to(asked: Request) -> str:
    """What the agent answered when the page asked for a read."""
    answer = asked.response() if asked.url.endswith("/agent/reads") else None
    return answer.text() if answer else ""


def test_a_card_on_the_reader_takes_the_number(desk: Desk, window: Window) -> None:
    open_item(window.page, BY_NAME)
    window.page.click(".take")
    window.page.wait_for_selector(".boxes")
    desk.put(Kind.ID_CARD, CARDS[0])
    expect(window.page.locator(".number .no")).to_be_visible(timeout=LONG_MS)
    assert (window.troubles(), desk.is_empty) == ([], True)


def test_a_card_on_the_items_own_page_loses_no_digit(desk: Desk, window: Window) -> None:
    open_item(window.page, BY_NAME)
    desk.put(Kind.ID_CARD, CARDS[1])
    expect(window.page.locator(".number .no")).to_be_visible(timeout=LONG_MS)


def test_a_card_where_no_field_is_goes_nowhere(desk: Desk, window: Window) -> None:
    heard: list[str] = []
    window.page.on("requestfinished", lambda asked: heard.append(told_to(asked)))
    open_item(window.page, WITHOUT_NAME)
    desk.put(Kind.ID_CARD, CARDS[2])
    assert until(lambda: CARDS[2] in desk.reads.texts and desk.is_empty)
    desk.put(Kind.QR, "https://elsewhere.example")
    window.page.wait_for_timeout(1000)
    assert any("elsewhere" in body for body in heard)
    assert not any(CARDS[2] in body for body in heard)
    expect(window.page.locator(".deep h1")).to_have_text(WITHOUT_NAME)


def test_a_tickets_code_on_the_reader_shows_the_ticket(desk: Desk, window: Window, hall: RunningHall) -> None:
    ticket = Players(hall).take(service="SB-0001")
    window.page.click(".field")
    desk.put(Kind.QR, ticket["link"])
    expect(window.page.locator(".number .no")).to_have_text(ticket["number"], timeout=LONG_MS)


def test_no_card_is_in_any_log_or_file(
    desk: Desk, window: Window, hall: RunningHall, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    open_item(window.page, BY_NAME)
    desk.put(Kind.ID_CARD, CARDS[2])
    expect(window.page.locator(".number .no")).to_be_visible(timeout=LONG_MS)
    files = [file for file in hall.data.rglob("*") if file.is_file()]
    assert not [file for file in files if CARDS[2].encode() in file.read_bytes()]
    assert CARDS[2] not in caplog.text
