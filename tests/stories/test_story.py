"""The story of one visit in Chromium: touch, number, paper, code, next, seen everywhere, finish, done."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import also
from tests.servers import RunningHall
from tests.stories.album import Album
from tests.stories.errands import Errand, errand
from tests.stories.pages import LONG_MS, Face, Hall, Kiosk, Pad, Phone, Sight, Sign, Zone
from tests.stories.papers import link_on, paper_of
from tests.stories.playing import Players
from ui.words import say

pytestmark = pytest.mark.browser

TALL, WIDE, SIGN, PAD, PHONE = (1080, 1920), (1920, 1080), (1920, 400), (1280, 800), (390, 844)
STORIES = [
    ("zh", TALL, "SB-0001"),
    also("en", WIDE, "GJ-0001"),
    also("zh", WIDE, "SW-0001"),
    also("en", TALL, "YB-0001"),
]
"""Language, the shape of kiosk and screens, what the visitor comes for."""


def kiosk_in(hall: RunningHall, errand: Errand) -> dict[str, str]:
    """The kiosk of the hall that the errand is done in."""
    kiosk: dict[str, str] = next(k for k in hall.run["kiosks"] if k["hall"] == errand.hall)
    return kiosk


def take_a_number(album: Album, hall: RunningHall, wish: Errand, size: tuple[int, int]) -> str:
    """Touch, and wait for the paper; the answer is the number."""
    kiosk = album.open(Kiosk, kiosk_in(hall, wish)["url"], size, has_touch=True)
    with album.step("found", kiosk):
        kiosk.find(wish.letters, wish.names[album.language])
    with album.step("taken", kiosk):
        number = kiosk.take()
        kiosk.has_paper()
    return number


def open_everywhere(album: Album, base: str, wish: Errand, size: tuple[int, int]) -> list[Sight]:
    """Every page on which a call has to be seen, but the phone."""
    return [
        album.open(Hall, f"{base}/hall/{wish.hall}", size),
        album.open(Zone, f"{base}/zone/{wish.zone}", size),
        album.open(Sign, f"{base}/window/{wish.window}", SIGN),
        album.open(Face, f"{base}/face/{wish.window}", PAD),
    ]


@pytest.mark.parametrize(("language", "size", "service"), STORIES)
def test_a_visit(
    hall: RunningHall, browser: Browser, tmp_path: Path, language: str, size: tuple[int, int], service: str
) -> None:
    album, wish, base = Album(browser, language, tmp_path), errand(hall, service), hall.run["base_url"]
    number = take_a_number(album, hall, wish, size)
    link = link_on(paper_of(Path(kiosk_in(hall, wish)["printer_output"]), number))
    ticket = Players(hall).get(f"/tickets/{link.rsplit('/', 1)[1]}")
    assert (ticket["number"], ticket["link"], ticket["service"]) == (number, link, service)

    everywhere = open_everywhere(album, base, wish, size)
    phone = album.open(Phone, link, PHONE)
    pad = album.open(Pad, f"{base}/pad?window={wish.window}", PAD)
    with album.step("ready", phone, pad):
        phone.shows(number)
        pad.sign_in(Players(hall).clerk_of(wish.window))
    with album.step("called", pad, phone, *everywhere):
        pad.see("next").click()
        for sight in (pad, *everywhere):
            sight.shows(number)
        phone.is_called_to(wish.window)
    with album.step("finished", pad, phone):
        pad.button("pad.key.finish").click()
        expect(phone.page.locator("body")).to_contain_text(say("phone.done.text", language), timeout=LONG_MS)
    assert album.troubles() == []
    album.close()
