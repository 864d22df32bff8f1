"""A printer in trouble, seen where people look: on the kiosk's page, on the managers' desk, in the job."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kiosk_client.running import running_agent
from tests.exhaustive import also
from tests.pages.browser import open_page
from tests.printer.emulator import Emulator, Faults, an_emulator, until
from tests.servers import RunningHall
from tests.stories.pages import LONG_MS, Kiosk
from tests.stories.playing import Players
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KIOSK = "QK-N3"
Desk = Callable[[], str]


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with an_emulator() as printer:
        yield printer


@pytest.fixture(scope="module")
def page_at(hall: RunningHall, emulator: Emulator) -> Iterator[str]:
    """The page of a kiosk of the hall whose printer is the emulator."""
    players = Players(hall)
    code = players.post("/devices/codes", {"kind": "kiosk", "place": KIOSK}, players.staff("administrator"))
    token = str(players.post("/devices/enrol", {"code": code["code"]})["token"])
    way = f"tcp://127.0.0.1:{emulator.port}"
    run = hall.run
    with running_agent(run["base_url"], run["centre"], token, KIOSK, 0, way, 80, Path()) as address:
        yield address


@pytest.fixture(scope="module")
def desk(hall: RunningHall) -> Desk:
    """What the devices' desk says of the kiosk."""
    players = Players(hall)
    token = players.staff("manager")

    def state() -> str:
        board = players.get("/boards/devices", token)["board"]
        return next(str(row["state"]) for row in board["devices"] if row["code"] == KIOSK)

    return state


@pytest.mark.parametrize(
    ("faults", "code", "word"),
    [
        (Faults(paper_out=True), "paper_out", "paper.cause.paper_out"),
        also(Faults(cover_open=True), "cover_open", "paper.cause.cover_open"),
        also(Faults(cutter_error=True), "cutter_error", "paper.cause.cutter_error"),
        (Faults(offline=True), "printer_offline", "paper.failed"),
        (Faults(out_after=200), "paper_out", "paper.cause.paper_out"),
        also(Faults(garbage=True), "printer_silent", "paper.unknown"),
    ],
    ids=["no paper", "cover", "cutter", "offline", "paper ends in the middle", "garbage"],
)
def test_a_visitor_keeps_the_number_and_the_desk_knows_what_is_wrong(
    browser: Browser,
    page_at: str,
    emulator: Emulator,
    desk: Desk,
    faults: Faults,
    code: str,
    word: str,
) -> None:
    emulator.faults = faults
    window = open_page(browser, f"{page_at}/?lang=zh", 1080, 1920, has_touch=True)
    kiosk = Kiosk(window.page)
    kiosk.find("SPJYXKZXB", "食品经营许可证新办")
    number = kiosk.take()
    expect(kiosk.see("paper")).to_contain_text(say(f"taking.{word}", "zh"), timeout=LONG_MS)
    assert number[0] == "B"
    assert until(lambda: desk() == code), desk()
    window.page.context.close()
    emulator.faults = Faults()
    emulator.load_paper()
    assert until(lambda: desk() == "ok"), desk()
