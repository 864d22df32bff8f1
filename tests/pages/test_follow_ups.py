"""The desk of follow-ups in a browser: one person resolves, another verifies; nobody sees whose it is."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.exhaustive import also
from tests.pages.after_visits import SLOW, rated
from tests.pages.staff_desks import LONG_MS, desk_of
from tests.servers import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(0)]

PATH = "/manage/follow-ups"
TOO_LONG = {"error": {"code": "bad_value", "message": "这一段太长"}}
SIZES = [(1280, 800), (390, 844)]


def opened(page: Page) -> None:
    """The first follow-up of the list."""
    page.locator(".rows li button").first.click()
    expect(page.locator("#order-title")).to_be_visible(timeout=LONG_MS)


def does(page: Page, act: str, *choices: str, text: str = "") -> None:
    """Press a key of the order, answer what it asks, and send it."""
    page.locator(".acts > .keys button", has_text=act).click()
    for choice in choices:
        page.locator("form.act label", has_text=choice).first.click()
    if text:
        page.fill("form.act textarea", text)
    page.click("form.act button.main")
    expect(page.locator("form.act")).to_have_count(0, timeout=LONG_MS)


def test_one_person_resolves_and_another_verifies(hall: RunningHall, browser: Browser) -> None:
    ticket = rated(hall)
    page = desk_of(hall, browser, "manager", PATH).page
    opened(page)
    expect(page.locator("blockquote")).to_have_text(str(SLOW["text"]))
    does(page, "记录联系", "联系上了", text="电话说明")
    does(page, "办结", "向办事人解释说明", "教育培训窗口人员")
    expect(page.locator(".acts .hint")).to_contain_text("另一位主管或管理员")
    expect(page.locator(".acts button", has_text="核实并结单")).to_have_count(0)
    other = desk_of(hall, browser, "administrator", PATH).page
    opened(other)
    does(other, "核实并结单")
    expect(other.locator(".order .due")).to_have_text("已结单")
    for each in (page, other):
        assert ticket["number"] not in each.locator("main").inner_text()


def test_the_address_leads_back_to_the_order_and_the_browser_back_to_the_list(
    hall: RunningHall, browser: Browser
) -> None:
    rated(hall)
    page = desk_of(hall, browser, "manager", PATH, size=SIZES[1]).page
    opened(page)
    expect(page.locator(".rows")).to_be_hidden()
    page.reload()
    expect(page.locator("#order-title")).to_be_visible(timeout=LONG_MS)
    page.go_back()
    expect(page.locator(".rows li").first).to_be_visible()


def test_the_keyboard_goes_on_where_the_eyes_are(hall: RunningHall, browser: Browser) -> None:
    rated(hall)
    page = desk_of(hall, browser, "manager", PATH, size=SIZES[1]).page
    row = page.locator(".rows li button").first.get_attribute("id")
    opened(page)
    does(page, "记录联系", "没有联系上")
    expect(page.locator("#order-title")).to_be_focused(timeout=LONG_MS)
    page.locator(".order .way button").click()
    expect(page.locator(f"#{row}")).to_be_focused(timeout=LONG_MS)


def test_earlier_ones_stay_under_whoever_reads_them(hall: RunningHall, browser: Browser) -> None:
    rated(hall)
    page, asked = desk_of(hall, browser, "manager", PATH).page, list[str]()

    def two_pages(route: Route) -> None:
        url = route.request.url
        asked.append(url.partition("list=")[2])
        told = route.fetch(url=url.partition("?")[0] + "?list=open").json()
        number, before = (1, None) if "before" in url else (2, 2)
        rows = [{**told["follow_ups"][0], "id": number}]
        route.fulfill(json={**told, "listed": "closed", "follow_ups": rows, "before": before})

    page.route("**/follow-ups?list=closed*", two_pages)
    page.clock.install()
    page.reload()
    page.locator(".lists .closed").click()
    page.locator(".rows .more button").click()
    expect(page.locator(".rows li")).to_have_count(2, timeout=LONG_MS)
    page.clock.fast_forward(61_000)
    page.locator(".lists .open").click()
    expect(page.locator(".lists .open")).to_have_attribute("aria-pressed", "true")
    assert asked == ["closed", "closed&before=2"]


def test_what_is_typed_stays_while_the_page_goes_on(hall: RunningHall, browser: Browser) -> None:
    rated(hall)
    page = desk_of(hall, browser, "manager", PATH).page
    opened(page)
    page.locator(".acts > .keys button", has_text="对评价申诉").click()
    page.locator("form.act label", has_text="窗口人员").click()
    page.fill("form.act textarea", "评的是别的窗口")
    page.locator(".lists .to_verify").click()
    expect(page.locator(".lists .to_verify")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("form.act textarea")).to_have_value("评的是别的窗口")
    expect(page.locator("form.act input[value=clerk]")).to_be_checked()


def test_an_order_of_the_hotline_is_taken_in_once(hall: RunningHall, browser: Browser) -> None:
    page = desk_of(hall, browser, "manager", PATH).page
    take_in(page, "反映排队时间长")
    expect(page.locator("#order-title")).to_contain_text("DG202609150012", timeout=LONG_MS)
    take_in(page, "又来了一次")
    expect(page.locator("dialog .said")).to_contain_text("已经登记过", timeout=LONG_MS)


def take_in(page: Page, text: str) -> None:
    """An order of the hotline, always under the same reference."""
    page.locator(".staff-head nav button").click()
    page.fill("dialog [name=reference]", "DG202609150012")
    page.locator("dialog select").select_option(index=1)
    page.fill("dialog textarea", text)
    page.click("dialog button.main")


def test_an_auditor_reads_and_has_no_key(hall: RunningHall, browser: Browser) -> None:
    rated(hall)
    page = desk_of(hall, browser, "auditor", PATH).page
    opened(page)
    expect(page.locator(".acts .keys button")).to_have_count(0)
    expect(page.locator(".staff-head nav button")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", also("en")])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_desk_hinders_nobody(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    rated(hall)
    window = desk_of(hall, browser, "manager", PATH, language=language, size=size)
    expect(window.page.locator(".rows li").first).to_be_visible(timeout=LONG_MS)
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)
    opened(window.page)
    window.page.locator(".acts > .keys button").first.click()
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)


@pytest.mark.parametrize("language", ["zh", also("en")])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_figures_hinder_nobody(
    hall: RunningHall, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    rated(hall)
    window = desk_of(hall, browser, "manager", "/manage/ratings", language=language, size=size)
    expect(window.page.locator("tfoot")).to_be_visible(timeout=LONG_MS)
    assert (window.troubles(), window.barriers(), window.overflows()) == ([], [], False)


def test_figures_are_chosen_and_taken_away(hall: RunningHall, browser: Browser) -> None:
    rated(hall, {"level": "very_satisfied"})
    page = desk_of(hall, browser, "manager", "/manage/ratings").page
    page.select_option("[name=by]", "clerk")
    page.click("form.search button.main")
    expect(page.locator("thead .key")).to_have_text("人员", timeout=LONG_MS)
    page.route("**/rating-figures.csv*", lambda route: route.fulfill(status=400, json=TOO_LONG), times=1)
    page.click("form.search button:not(.main)")
    expect(page.locator(".bar-old")).to_have_text("这一段太长")
    with page.expect_download() as download:
        page.click("form.search button:not(.main)")
    assert download.value.suggested_filename.startswith("ratings-clerk-")
