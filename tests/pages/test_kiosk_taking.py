"""From the chosen item to the number in the hand: both languages, both ways up, large type."""

import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.exhaustive import also
from tests.pages.browser import Window, open_page
from tests.servers import RunningHall, running_hall

pytestmark = pytest.mark.browser

UPRIGHT, LYING = (1080, 1920), (1920, 1080)
LONG_MS = 20_000
LICENCE = {"zh": "食品经营许可证新办", "en": "Food business licence: new application"}
PASSPORT = "普通护照换发"
RESIDENCE_PERMIT = "Residence permit for foreigners"
AT_A_MACHINE = "灵活就业人员参保登记"
ID_NUMBERS = ("11010519491231002X", "441900199003071238")
"""Of two people: a queue that asks for a name gives nobody two numbers."""
A_THIRD_NUMBER = "441900198502144564"
A_FOURTH_NUMBER = "441900197808081231"
SILENCE = (
    b"RIFF"
    + struct.pack("<I", 36 + 800)
    + b"WAVEfmt "
    + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
) + (b"data" + struct.pack("<I", 800) + bytes(800))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningHall]:
    """A hall whose kiosks find a program that speaks."""
    folder = tmp_path_factory.mktemp("voice")
    (folder / "silence.wav").write_bytes(SILENCE)
    speaks = folder / "espeak-ng"
    speaks.write_text(f'#!/bin/sh\nfor last; do :; done\ncp {folder}/silence.wav "$last"\n', encoding="utf-8")
    speaks.chmod(0o755)
    path = f"{folder}:/usr/local/bin:/usr/bin:/bin"
    own = {"LOUDSPEAKERS": "0", "KIOSKS": "1", "PATH": path}
    with running_hall(tmp_path_factory.mktemp("hall"), prepared, **own) as hall:
        yield hall


def a_kiosk(
    hall: RunningHall, browser: Browser, language: str = "zh", size: tuple[int, int] = UPRIGHT
) -> Window:
    window = open_page(browser, f"{hall.run['kiosks'][0]['url']}/?lang={language}", *size, has_touch=True)
    window.page.wait_for_selector(".field", timeout=LONG_MS)
    return window


def open_item(page: Page, name: str, elder: bool = False) -> None:
    """What a visitor does who can type: search, and touch the first thing found; in large type if wanted."""
    if elder:
        page.locator(".bar button").nth(1).click()
        page.wait_for_selector(".choices-large")
        page.wait_for_timeout(700)
    page.click(".choices-large li:last-child button" if elder else ".field")
    page.locator("input").first.wait_for()
    page.wait_for_timeout(700)
    page.keyboard.type(name)
    page.locator(".rows button").first.click()
    expect(page.locator(".deep h1")).to_have_text(name, timeout=LONG_MS)
    page.wait_for_timeout(700)


def take(page: Page) -> list[str]:
    """Press the large key; the numbers that came of it."""
    page.click(".take")
    page.locator(".number .no").first.wait_for(timeout=LONG_MS)
    return page.locator(".number .no").all_text_contents()


def faults(window: Window) -> tuple[list[str], list[str], bool]:
    return window.troubles(), window.barriers(), window.overflows()


@pytest.mark.parametrize("elder", [False, also(True)], ids=["usual", "large"])
@pytest.mark.parametrize("size", [UPRIGHT, also(LYING)], ids=["upright", "lying"])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_from_the_item_to_the_number_nothing_is_to_complain_about(
    hall: RunningHall, browser: Browser, tmp_path: Path, language: str, size: tuple[int, int], elder: bool
) -> None:
    window = a_kiosk(hall, browser, language, size)
    open_item(window.page, LICENCE[language], elder)
    window.page.screenshot(path=tmp_path / "item.png")
    assert faults(window) == ([], [], False)
    take(window.page)
    expect(window.page.locator(".paper.printed")).to_be_visible(timeout=LONG_MS)
    window.page.screenshot(path=tmp_path / "result.png")
    assert faults(window) == ([], [], False)


@pytest.mark.parametrize(
    ("size", "id_number"), [(UPRIGHT, ID_NUMBERS[0]), also(LYING, ID_NUMBERS[1])], ids=["upright", "lying"]
)
def test_an_id_number_is_checked_while_it_is_typed_and_a_reader_takes_the_number(
    hall: RunningHall, browser: Browser, size: tuple[int, int], id_number: str
) -> None:
    window = a_kiosk(hall, browser, size=size)
    open_item(window.page, PASSPORT)
    window.page.click(".take")
    window.page.keyboard.type(id_number[:-1] + "1")
    expect(window.page.locator(".id-word.check")).to_be_visible()
    expect(window.page.locator(".take")).to_be_disabled()
    assert id_number[6:14] not in (window.page.locator(".boxes").text_content() or "")
    assert faults(window) == ([], [], False)
    window.page.locator(".id-tools button").nth(1).click()
    window.page.keyboard.type(id_number + "\n")
    expect(window.page.locator(".number .no")).to_be_visible(timeout=LONG_MS)


@pytest.mark.parametrize("elder", [False, also(True)], ids=["usual", "large"])
@pytest.mark.parametrize("size", [UPRIGHT, also(LYING)], ids=["upright", "lying"])
def test_a_passport_gives_a_number_to_whoever_has_no_id_card(
    hall: RunningHall, browser: Browser, size: tuple[int, int], elder: bool
) -> None:
    window = a_kiosk(hall, browser, "en", size)
    open_item(window.page, RESIDENCE_PERMIT, elder)
    window.page.click(".take")
    expect(window.page.locator(".id-kinds [aria-checked=true]")).to_have_text("Passport")
    window.page.locator(".letters button:text-is('E')").click()
    if elder:
        window.page.locator(".letters .other").click()
    for key in f"{size[0]}{int(elder)}":
        window.page.locator(f".letters button:text-is('{key}')").click()
    expect(window.page.locator(".id-word.right")).to_be_visible()
    assert faults(window) == ([], [], False)
    take(window.page)


def test_a_card_read_on_the_items_own_page_loses_no_digit(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    open_item(window.page, PASSPORT)
    window.page.evaluate(
        """async (number) => { for (const key of number) {
             document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
             await new Promise((next) => setTimeout(next, 1)); } }""",
        A_FOURTH_NUMBER,
    )
    expect(window.page.locator(".id-word.right")).to_be_visible()


def test_an_id_card_is_read_where_a_passport_was_expected(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser, "en")
    open_item(window.page, RESIDENCE_PERMIT)
    window.page.click(".take")
    window.page.keyboard.type(A_THIRD_NUMBER + "\n")
    expect(window.page.locator(".number .no")).to_be_visible(timeout=LONG_MS)


def test_two_people_get_two_numbers_and_two_codes(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    open_item(window.page, LICENCE["zh"])
    window.page.locator(".people button").nth(1).click()
    numbers = take(window.page)
    expect(window.page.locator(".after img")).to_have_count(2)
    assert len(set(numbers)) == 2


def test_if_the_second_number_is_refused_the_first_stands(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    open_item(window.page, LICENCE["zh"])
    window.page.locator(".people button").nth(1).click()
    window.page.route("**/agent/tickets", second_refused())
    assert len(take(window.page)) == 1
    expect(window.page.locator(".missing")).to_contain_text("号发完了")
    assert faults(window) == ([], [], False)


def second_refused() -> Any:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        refusal = {"state": "refused", "error": {"code": "quota_used", "message": "这半天的号发完了。"}}
        route.continue_() if len(asked) == 1 else route.fulfill(json=refusal)

    return answer


def test_the_machine_that_spares_the_queue_is_on_the_map(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    open_item(window.page, AT_A_MACHINE)
    window.page.locator(".map-key").first.click()
    expect(window.page.locator(".hall-map .goal")).to_be_visible()
    assert faults(window) == ([], [], False)


def test_the_page_is_read_aloud_and_falls_silent_again(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    open_item(window.page, LICENCE["zh"])
    expect(window.page.locator(".read-aloud button")).to_have_count(2)
    with window.page.expect_response("**/agent/speech?**") as heard:
        window.page.locator(".read-aloud button").first.click()
    assert (heard.value.status, heard.value.headers["content-type"]) == (200, "audio/wav")
    expect(window.page.locator(".read-aloud [aria-pressed=true]")).to_have_count(0, timeout=LONG_MS)
    assert window.troubles() == []


def test_a_closed_queue_says_what_to_do_instead(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    window.page.route("**/agent/state*", closed)
    open_item(window.page, LICENCE["zh"])
    expect(window.page.locator(".blocked")).to_contain_text("14:00", timeout=LONG_MS)
    expect(window.page.locator(".take")).to_have_count(0)
    assert faults(window) == ([], [], False)


def closed(route: Route) -> None:
    answer = route.fetch()
    state = answer.json()
    for queue in state.get("queues", {}).values():
        queue.update(issuing=False, opens=f"{state['hall_time'][:10]}T14:00:00+08:00")
    route.fulfill(response=answer, json=state)


def test_an_evacuation_replaces_the_whole_kiosk_until_it_is_over(hall: RunningHall, browser: Browser) -> None:
    window = a_kiosk(hall, browser)
    open_item(window.page, LICENCE["zh"])
    evacuate(hall, True)
    expect(window.page.locator(".leave")).to_be_visible(timeout=LONG_MS)
    expect(window.page.locator("button")).to_have_count(0)
    assert window.barriers() == []
    evacuate(hall, False)
    expect(window.page.locator(".leave")).to_have_count(0, timeout=LONG_MS)


def evacuate(hall: RunningHall, on: bool) -> None:
    run = hall.run
    signed = httpx.post(
        f"{run['api']}/staff-sessions", json=run["manager"], headers=a_key(), timeout=20
    ).json()
    headers = a_key() | {"Authorization": f"Bearer {signed['token']}"}
    place = run["kiosks"][0]["hall"]
    answer = httpx.put(f"{run['api']}/halls/{place}/evacuation", json={"on": on}, headers=headers, timeout=20)
    answer.raise_for_status()


def a_key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}
