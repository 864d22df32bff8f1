"""Screens and faces in a real browser, at the size of their devices, with a hall that is at work."""

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.exhaustive import EXHAUSTIVE, also
from tests.pages.a_day import Day
from tests.pages.browser import Window, open_page
from tests.servers import running_hall

pytestmark = pytest.mark.browser

LIVE = ".link:not(.old)"
LONG_MS = 40_000
PLACES = {
    "hall": ("/hall/N", 1920, 1080),
    "standing hall": ("/hall/N", 1080, 1920),
    "hall with many windows": ("/hall/S", 1920, 1080),
    "standing hall with many windows": ("/hall/S", 1080, 1920),
    "small hall": ("/hall/N?inches=43", 1920, 1080),
    "zone": ("/zone/N2", 1080, 1920),
    "lying zone": ("/zone/N2", 1920, 1080),
    "zone with many windows": ("/zone/S4", 1080, 1920),
    "sign": ("/window/9", 1920, 400),
    "block sign": ("/window/9", 1280, 800),
    "standing sign": ("/window/9", 600, 1000),
    "small sign": ("/window/9", 800, 480),
    "face": ("/face/9", 1280, 800),
    "standing face": ("/face/9", 800, 1280),
    "rating": ("/rate/9", 390, 844),
}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Day]:
    with running_hall(tmp_path_factory.mktemp("hall"), prepared, LOUDSPEAKERS="0", KIOSKS="0") as hall:
        yield Day(hall)


def screen(browser: Browser, day: Day, path: str, width: int, height: int, **asked: str) -> Window:
    """A page that has heard from its hall; what is `asked` goes into its address."""
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    address = f"{day.run['base_url']}{path}{'&' if '?' in path else '?'}{query}"
    window = open_page(browser, address, width, height)
    window.page.wait_for_selector(f"{LIVE}, .rating h1", timeout=LONG_MS)
    return window


@EXHAUSTIVE
@pytest.mark.parametrize("language", ["", "zh", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_a_screen_has_nothing_to_complain_about(
    day: Day, browser: Browser, place: str, language: str
) -> None:
    day.calls(9, "zh-shangshi")
    window = screen(browser, day, *PLACES[place], lang=language)
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)


NUMBERS = ".newest .no, .newest .win, .earlier .no, .earlier .win"


def drawn_rows(number: Locator) -> int:
    """How many rows of the screen's pixels a number's glyphs fill, from its topmost ink to its lowest."""
    picture = Image.open(BytesIO(number.screenshot())).convert("L")
    ground = picture.getpixel((0, 0))
    assert isinstance(ground, int)
    ink = picture.point(lambda light: 255 if abs(light - ground) > 60 else 0).getbbox()
    assert ink, "nothing is drawn"
    return int(ink[3] - ink[1])


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("inches", [also(43), also(55), 65, also(75)])
def test_called_numbers_are_drawn_60_mm_high(
    day: Day, browser: Browser, inches: int, width: int, height: int
) -> None:
    for window, queue in ((9, "zh-shangshi"), (6, "zh-minsheng"), (14, "sb-canbao"), (3, "bangban")):
        day.calls(window, queue)
    page = screen(browser, day, "/hall/N", width, height, inches=str(inches), chime="0").page
    expect(page.locator(".earlier li").first).to_be_visible()
    drawn = [drawn_rows(number) for number in page.locator(NUMBERS).all()]
    mm_per_pixel = inches * 25.4 / math.hypot(width, height)
    assert len(drawn) >= 4
    assert min(drawn) * mm_per_pixel >= 60


LOWEST = """
Math.max(...[...document.querySelectorAll(".sign span, .sign p")]
  .map((each) => each.getBoundingClientRect().bottom))
"""


@pytest.mark.parametrize("language", ["", also("zh"), also("en")])
def test_on_a_small_panel_the_number_is_large_and_nothing_is_cut(
    day: Day, browser: Browser, language: str
) -> None:
    day.calls(9, "zh-shangshi")
    window = screen(browser, day, *PLACES["small sign"], lang=language)
    assert drawn_rows(window.page.locator(".no")) >= 480 * 0.45
    assert window.overflows() is False
    assert window.page.evaluate(LOWEST) <= 480


def test_calls_of_one_moment_are_all_shown_one_after_the_other(day: Day, browser: Browser) -> None:
    windows = {6: "zh-minsheng", 7: "zh-minsheng", 26: "yibao"}
    for window, queue in windows.items():
        day.clerk(window)
        day.take(queue=queue)
    page = screen(browser, day, "/hall/N", 1920, 1080, chime="0").page
    page.evaluate(WATCH_THE_FRONT)
    with ThreadPoolExecutor() as pool:
        called = [board["current"]["number"] for board in pool.map(lambda w: day.does(w, "next"), windows)]
    page.wait_for_function("count => fronts.length >= count", arg=len(called) + 1, timeout=60_000)
    fronts = page.evaluate("fronts")
    assert {number for number, _ in fronts[1:]} == set(called)
    stood = [after[1] - before[1] for before, after in pairwise(fronts[1:])]
    assert min(stood) >= 4900


WATCH_THE_FRONT = """
window.fronts = [];
const look = () => {
  const number = document.querySelector(".newest .no")?.textContent.trim();
  if (number !== fronts.at(-1)?.[0]) fronts.push([number, performance.now()]);
};
look();
setInterval(look, 20);
"""


@EXHAUSTIVE
def test_a_recall_is_shown_as_such(day: Day, browser: Browser) -> None:
    number = day.calls(9, "zh-shangshi")
    hall = screen(browser, day, "/hall/N", 1920, 1080, lang="zh", chime="0").page
    zone = screen(browser, day, "/zone/N2", 1080, 1920, lang="zh").page
    expect(hall.locator(".newest .no")).to_have_text(number, timeout=LONG_MS)
    day.does(9, "recall")
    expect(hall.locator(".newest .again")).to_have_text("再次叫号", timeout=LONG_MS)
    expect(zone.locator(".zb-newest .redo")).to_have_text("再次叫号", timeout=LONG_MS)


@EXHAUSTIVE
def test_the_lamp_goes_out_when_nobody_has_to_come_any_more(day: Day, browser: Browser) -> None:
    number = day.calls(10, "zh-shangshi")
    hall = screen(browser, day, "/hall/N", 1080, 1920, lang="zh", chime="0").page
    zone = screen(browser, day, "/zone/N2", 1080, 1920, lang="zh").page
    told = (hall.locator(".newest"), zone.locator(".zb-newest"))
    for light, words, verb in (
        ("glow", "请到", "start"),
        ("calm", "正在办理", "finish"),
        ("calm", "最近叫到", None),
    ):
        for newest in told:
            expect(newest).to_contain_class(light, timeout=LONG_MS)
            expect(newest.locator(".go")).to_have_text(words)
            expect(newest.locator(".no")).to_have_text(number)
        if verb:
            day.does(10, verb)


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), also(1920, 1080)])
@pytest.mark.parametrize("language", ["zh", also("en")])
def test_a_zone_says_why_its_order_is_as_it_is_in_two_lines(
    day: Day, browser: Browser, language: str, width: int, height: int
) -> None:
    page = screen(browser, day, "/zone/N2", width, height, lang=language).page
    expect(page.locator(".zb-counts li").first).to_be_visible(timeout=LONG_MS)
    box, text = page.locator(".zb-note").evaluate(THE_NOTE_AND_ITS_TEXT)
    assert box[0] <= text[0] <= text[1] <= box[1]


THE_NOTE_AND_ITS_TEXT = """note => {
  const range = document.createRange();
  range.selectNodeContents(note);
  return [note, range].map(each => each.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]);
}"""


def test_a_face_clears_between_people(day: Day, browser: Browser) -> None:
    number = day.calls(26, "yibao")
    page = screen(browser, day, "/face/26", 1280, 800, lang="zh").page
    expect(page.locator(".now.called .no")).to_have_text(number)
    day.does(26, "start")
    expect(page.locator(".now:not(.called) .lab")).to_have_text("正在为您办理")
    day.does(26, "finish")
    expect(page.locator(".tell h1")).to_have_text("现在空着")
    assert number not in page.content()


def test_a_paused_face_says_why_and_what_becomes_of_the_number(day: Day, browser: Browser) -> None:
    day.clerk(28)
    page = screen(browser, day, "/face/28", 1280, 800, lang="en").page
    sign = screen(browser, day, "/window/28", 1920, 400, lang="en").page
    day.does(28, "pause", reason="rest")
    expect(page.locator(".tell p")).to_contain_text("Short break")
    expect(page.locator(".cards")).to_contain_text("Your number is safe")
    expect(sign.locator(".said")).to_have_text("Paused for a moment")
    day.does(28, "unpause")
    expect(page.locator(".tell h1")).to_have_text("Free now")


def test_an_evacuation_takes_every_screen_in_every_language(day: Day, browser: Browser) -> None:
    screens = [screen(browser, day, path, w, h).page for path, w, h in (*EVERY_KIND,)]
    token = day.manager()
    day.ask("PUT", "/halls/N/evacuation", token, {"on": True})
    try:
        for page in screens:
            expect(page.locator(".leave").first).to_contain_text("请马上离开大厅")
            expect(page.locator(".leave").first).to_contain_text("Leave the hall now")
    finally:
        day.ask("PUT", "/halls/N/evacuation", token, {"on": False})
    for page in screens:
        expect(page.locator(".leave")).to_have_count(0)


EVERY_KIND = (
    ("/hall/N?chime=0", 1920, 1080),
    ("/zone/N2", 1080, 1920),
    ("/window/9", 1920, 400),
    ("/face/9", 1280, 800),
)


@pytest.mark.parametrize("place", ["hall", also("zone"), also("sign"), also("face")])
def test_an_old_picture_says_so_keeps_its_numbers_and_recovers_alone(
    day: Day, browser: Browser, place: str
) -> None:
    number = day.calls(9, "zh-shangshi")
    page = screen(browser, day, *PLACES[place]).page
    expect(page.locator("#page")).to_contain_text(number, timeout=LONG_MS)
    page.context.set_offline(True)
    expect(page.locator(".stale .link.old")).to_be_visible(timeout=LONG_MS)
    expect(page.locator("#page")).to_contain_text(number)
    page.context.set_offline(False)
    expect(page.locator(LIVE).first).to_be_visible(timeout=LONG_MS)
    assert page.locator(".stale").count() == 0


def test_no_call_made_during_a_cut_is_missed(day: Day, browser: Browser) -> None:
    day.clerk(6)
    page = screen(browser, day, "/hall/N", 1920, 1080, chime="0").page
    page.evaluate(WATCH_THE_FRONT)
    page.context.set_offline(True)
    missed = [day.calls(window, "zh-minsheng") for window in (6, 7, 6)]
    page.context.set_offline(False)
    for number in missed:
        page.wait_for_function(
            "number => fronts.some(([shown]) => shown === number)", arg=number, timeout=60_000
        )


def middles(page: Page) -> list[list[float]]:
    """Where every number stands."""
    found: list[list[float]] = page.eval_on_selector_all(
        ".newest .no, .newest .win, .earlier .no, .earlier .win, .hb-time, .doors ol",
        "all => all.map(each => each.getBoundingClientRect()).map(r => [r.left, r.top, r.width])",
    )
    return found


@EXHAUSTIVE
def test_no_number_moves_when_the_language_changes(day: Day, browser: Browser) -> None:
    day.calls(9, "zh-shangshi")
    page = screen(browser, day, "/hall/N", 1920, 1080, chime="0").page
    page.wait_for_selector(".waiting:lang(zh)", timeout=LONG_MS)
    before = middles(page)
    page.wait_for_selector(".waiting:lang(en)", timeout=LONG_MS)
    assert middles(page) == before
