"""One visit in Chromium on two servers behind nginx, and what people see while PostgreSQL is away."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.cuts.kiosk import kiosk_at
from tests.many.cluster import Cluster
from tests.many.machines import until
from tests.stories.album import Album
from tests.stories.errands import Errand
from tests.stories.pages import LONG_MS, Face, Hall, Kiosk, Pad, Phone, Sight, Sign, Zone
from tests.stories.papers import link_on, paper_of
from ui.words import say

pytestmark = pytest.mark.browser

TALL, WIDE, SIGN, PAD, PHONE = (1080, 1920), (1920, 1080), (1920, 400), (1280, 800), (390, 844)
SERVICE, OTHER_SERVICE = "SB-0001", "GJ-0001"


@pytest.fixture
def kiosk(whole: Cluster, tmp_path: Path) -> Iterator[str]:
    """The page of a kiosk that speaks to the hall through nginx."""
    trusted = str(whole.nginx.certificate)
    with kiosk_at(whole.nginx.address, whole.hall, tmp_path, SSL_CERT_FILE=trusted) as address:
        yield address


def wish_of(whole: Cluster, code: str) -> Errand:
    """What the visitor comes for, and where it is done, once both servers serve."""
    until(lambda: all(server.is_ready() for server in whole.servers), "both servers are ready")
    catalogue = whole.in_front.get("/catalogue")
    service = next(row for row in catalogue["services"] if row["code"] == code)
    queue = next(row for row in catalogue["queues"] if row["code"] == service["queue"])
    window = next(row for row in catalogue["windows"] if row["number"] == queue["windows"][0])
    letters = service["keywords"][0].upper()
    return Errand(code, letters, service["names"], window["number"], window["zone"], queue["hall"])


def taken(page: Kiosk, wish: Errand) -> str:
    """The number that the kiosk gives for a wish."""
    page.find(wish.letters, wish.names[page.language])
    number = page.take()
    page.has_paper()
    return number


def test_a_visit(whole: Cluster, kiosk: str, browser: Browser, tmp_path: Path) -> None:
    album, wish, base = Album(browser, "zh", tmp_path), wish_of(whole, SERVICE), whole.nginx.address
    number = taken(album.open(Kiosk, kiosk, TALL, has_touch=True), wish)
    link = link_on(paper_of(tmp_path / "papers", number))
    assert link.startswith(f"{base}/t/")

    def there(kind: type[Sight], address: str, size: tuple[int, int]) -> Sight:
        return album.open(kind, address, size, ignore_https_errors=True)

    everywhere = [
        there(Hall, f"{base}/hall/{wish.hall}", WIDE),
        there(Zone, f"{base}/zone/{wish.zone}", WIDE),
        there(Sign, f"{base}/window/{wish.window}", SIGN),
        there(Face, f"{base}/face/{wish.window}", PAD),
    ]
    phone = album.open(Phone, link, PHONE, ignore_https_errors=True)
    pad = album.open(Pad, f"{base}/pad?window={wish.window}", PAD, ignore_https_errors=True)
    with album.step("ready", phone, pad):
        phone.shows(number)
        pad.sign_in(whole.in_front.clerk_of(wish.window))
    with album.step("called", pad, phone, *everywhere):
        pad.see("next").click()
        for sight in (pad, *everywhere):
            sight.shows(number)
        phone.is_called_to(wish.window)
    with album.step("finished", pad, phone):
        pad.button("pad.key.finish").click()
        expect(phone.page.locator("body")).to_contain_text(say("phone.done.text", "zh"), timeout=LONG_MS)
    assert album.troubles() == []
    album.close()


def test_without_postgresql_the_kiosk_goes_on_the_pad_says_so_and_both_are_well_again_by_themselves(
    whole: Cluster, kiosk: str, browser: Browser, tmp_path: Path
) -> None:
    album, wish = Album(browser, "zh", tmp_path), wish_of(whole, OTHER_SERVICE)
    base = whole.nginx.address
    first = taken(album.open(Kiosk, kiosk, TALL, has_touch=True), wish)
    pad = album.open(Pad, f"{base}/pad?window={wish.window}", PAD, ignore_https_errors=True)
    pad.sign_in(whole.in_front.clerk_of(wish.window))
    expect(pad.see("next")).to_be_enabled(timeout=LONG_MS)
    whole.postgres.stop()
    with album.step("away", pad):
        pad.see("next").click()
        away = taken(album.open(Kiosk, kiosk, TALL, has_touch=True), wish)
    assert "-K2-" in away
    whole.postgres.start()
    with album.step("back", pad):
        pad.shows(first)
    public_id = link_on(paper_of(tmp_path / "papers", away)).rsplit("/", 1)[1]
    until(lambda: is_in(whole, public_id), "what the kiosk gave is in")
    album.close()


def is_in(whole: Cluster, public_id: str) -> bool:
    """Whether the hall knows a number."""
    api = whole.in_front.run["api"]
    answer: httpx.Response = whole.in_front.http.get(f"{api}/tickets/{public_id}")
    return answer.status_code == httpx.codes.OK and json.loads(answer.text)["state"] == "waiting"
