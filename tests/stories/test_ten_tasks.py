"""Tasks of a stranger: each is done by the words on the page alone, and its touches are counted."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.exhaustive import EXHAUSTIVE
from tests.pages.browser import open_page
from tests.reporting import report
from tests.servers import RunningHall
from tests.stories.playing import Players
from tests.stories.stranger import LONG_MS, Stranger

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]

TALL, PAD, PHONE, TABLET, DESK = (1080, 1920), (1280, 800), (390, 844), (1180, 820), (1440, 900)
PASSPORT = "E12345678"
Open = Callable[..., Stranger]


@pytest.fixture(scope="module")
def players(hall: RunningHall) -> Players:
    return Players(hall)


@pytest.fixture(scope="module")
def counted() -> Iterator[list[tuple[str, int, int]]]:
    """Task, touches, keys; told when all are done."""
    rows: list[tuple[str, int, int]] = []
    yield rows
    report("Tasks of a stranger", ("task", "touches", "keys"), rows)


@pytest.fixture
def stranger(
    request: pytest.FixtureRequest, browser: Browser, counted: list[tuple[str, int, int]]
) -> Iterator[Open]:
    """Open a page as a stranger; what was touched on it is counted under the test's name."""
    people: list[Stranger] = []

    def arrives(address: str, size: tuple[int, int], language: str = "zh") -> Stranger:
        joint = "&" if "?" in address else "?"
        window = open_page(browser, f"{address}{joint}lang={language}", *size)
        people.append(Stranger(window.page, language))
        return people[-1]

    yield arrives
    task = request.node.name.removeprefix("test_").replace("_", " ")
    counted.append((task, sum(p.touches for p in people), sum(p.keys for p in people)))
    for person in people:
        person.page.context.close()


def at_the_kiosk(hall: RunningHall, stranger: Open) -> Stranger:
    return stranger(hall.run["kiosks"][0]["url"] + "/", TALL)


def has_a_number(person: Stranger, letters: str) -> None:
    """The result page shows a number of this series."""
    expect(person.page.locator("main")).to_contain_text(f"{letters}0", timeout=LONG_MS)
    person.sees(person.word("taking.result.scan"))


def sign_in(person: Stranger, players: Players, role: str) -> None:
    """Somebody of the staff signs in."""
    person.write(person.word("staff.staff.user"), players.run[role]["user"])
    person.write(person.word("staff.staff.password"), players.run[role]["password"])
    person.touch_word("staff.staff.sign_in", exactly=True)


def badge_in(person: Stranger, players: Players, window: int) -> None:
    """A clerk signs in; the window stands in the address."""
    badge = players.clerk_of(window)
    person.write(person.word("pad.sign_in.employee_no"), badge["employee_no"])
    person.write(person.word("pad.sign_in.pin"), badge["pin"])
    person.touch_word("pad.sign_in.go", exactly=True)


def called(players: Players, service: str, window: int) -> str:
    """The number of somebody who stands at a window, after everybody before them."""
    ticket = players.take(service=service)
    players.sign_in(window)
    while players.current[window] != ticket["public_id"]:
        players.press(window, "next")
    players.tickets[ticket["number"]] = ticket
    return str(ticket["number"])


def test_renew_a_food_licence_without_typing_hanzi(hall: RunningHall, stranger: Open) -> None:
    visitor = at_the_kiosk(hall, stranger)
    visitor.touch_word("kiosk.home.search")
    visitor.spell("spjyxkzyx"[:8])
    visitor.touch("食品经营许可证延续")
    visitor.touch_word("taking.take.one")
    has_a_number(visitor, "B")


def test_get_a_number_for_a_foreigners_residence_permit_in_english(hall: RunningHall, stranger: Open) -> None:
    visitor = at_the_kiosk(hall, stranger)
    visitor.touch("English")
    visitor.language = "en"
    visitor.touch_word("kiosk.home.search")
    visitor.spell("foreigners")
    visitor.touch("Residence permit for foreigners")
    visitor.touch(visitor.word("taking.take.next"))
    visitor.sees(visitor.word("taking.id.title.passport"))
    visitor.spell(PASSPORT)
    visitor.touch_word("taking.take.one")
    has_a_number(visitor, "M")


def test_open_a_restaurant(hall: RunningHall, stranger: Open) -> None:
    visitor = at_the_kiosk(hall, stranger)
    visitor.touch("开餐饮店")
    visitor.touch_word("taking.take.one")
    has_a_number(visitor, "X")


def test_take_two_numbers_for_two_people(hall: RunningHall, stranger: Open) -> None:
    visitor = at_the_kiosk(hall, stranger)
    visitor.touch_word("kiosk.home.search")
    visitor.spell("qyshbx")
    visitor.touch("企业社会保险登记")
    visitor.touch(visitor.word("taking.people.many", count=2), role="radio")
    visitor.touch_word("taking.take.many", count=2)
    expect(visitor.page.locator(".gate.number")).to_have_count(2, timeout=LONG_MS)


def test_collect_a_document(hall: RunningHall, stranger: Open) -> None:
    visitor = at_the_kiosk(hall, stranger)
    visitor.touch_word("finding.collect.title")
    visitor.touch("审批结果证照领取")
    visitor.touch_word("taking.take.one")
    has_a_number(visitor, "P")


@EXHAUSTIVE
def test_take_a_number_in_large_type(hall: RunningHall, stranger: Open) -> None:
    visitor = at_the_kiosk(hall, stranger)
    visitor.touch_word("finding.nav.large")
    visitor.touch("医保")
    visitor.touch_it(visitor.page.locator(".rows button").first)
    visitor.touch_word("taking.take.one")
    visitor.sees("G001")


def test_come_back_after_a_missed_call_by_phone(players: Players, stranger: Open) -> None:
    number = called(players, "SB-0001", 14)
    players.press(14, "missed")
    visitor = stranger(players.tickets[number]["link"], PHONE)
    visitor.touch_word("phone.missed.revive")
    visitor.sees(visitor.word("phone.listen.title"))


def test_cancel_a_number_by_phone(players: Players, stranger: Open) -> None:
    visitor = stranger(players.take(service="GJ-0001")["link"], PHONE)
    visitor.touch_it(visitor.page.get_by_text(visitor.word("phone.cancel"), exact=True))
    visitor.touch_word("phone.cancel.yes")
    visitor.sees(visitor.word("phone.state.cancelled"))


def test_a_guide_puts_a_missed_number_back_in_line(
    hall: RunningHall, players: Players, stranger: Open
) -> None:
    number = called(players, "SB-0001", 14)
    players.press(14, "missed")
    guide = stranger(f"{hall.run['base_url']}/guide", TABLET)
    sign_in(guide, players, "guide")
    guide.write(guide.word("guide.find.number"), number)
    guide.touch_word("guide.find.go", exactly=True)
    guide.touch_word("guide.key.revive")
    guide.sees(guide.word("guide.done.revive", number=number))


def test_a_guide_reprints_a_lost_paper(hall: RunningHall, players: Players, stranger: Open) -> None:
    number = players.take(service="GJ-0001")["number"]
    guide = stranger(f"{hall.run['base_url']}/guide", TABLET)
    sign_in(guide, players, "guide")
    guide.write(guide.word("guide.find.number"), number.lower())
    guide.touch_word("guide.find.go", exactly=True)
    guide.touch_word("guide.key.reprint")
    guide.touch_it(guide.page.get_by_role("dialog").get_by_text("QK-N1").first)
    guide.touch_it(
        guide.page.get_by_role("dialog").get_by_role("button", name=guide.word("guide.reprint.go"))
    )
    guide.sees(guide.word("guide.paper.copy", count=2).strip(" ()（）"))


def test_transfer_a_visitor_to_window_52(hall: RunningHall, players: Players, stranger: Open) -> None:
    number = called(players, "SW-0001", players.window_of("sw-dengji"))
    window = players.window_of("sw-dengji")
    players.sign_in(52)
    clerk = stranger(f"{hall.run['base_url']}/pad?window={window}", PAD)
    badge_in(clerk, players, window)
    clerk.touch_word("pad.sign_in.go_on")
    clerk.touch_word("pad.key.transfer", exactly=True)
    clerk.write(clerk.word("pad.transfer.find"), "52")
    clerk.touch_it(clerk.page.locator(".targets button", has_text="52").first)
    clerk.touch_it(clerk.page.locator(".transfer-form button.main"))
    expect(clerk.page.locator(".ticket .no")).to_have_count(0, timeout=LONG_MS)
    moved = players.get(f"/tickets/{players.tickets[number]['public_id']}")
    assert (moved["state"], moved["windows"]) == ("waiting", [52])


def test_take_over_a_window(hall: RunningHall, players: Players, stranger: Open) -> None:
    players.sign_in(20)
    clerk = stranger(f"{hall.run['base_url']}/pad?window=20", PAD)
    badge_in(clerk, players, 21)
    clerk.touch_word("pad.sign_in.take_over", window=20)
    clerk.sees(players.clerk_of(21)["employee_no"])


def test_a_manager_shuts_a_window(hall: RunningHall, players: Players, stranger: Open) -> None:
    manager = stranger(f"{hall.run['base_url']}/manage", DESK)
    sign_in(manager, players, "manager")
    manager.touch_it(manager.page.get_by_role("button").filter(has_text="33").first)
    manager.touch_word("manage.panel.shut_key")
    manager.sees(manager.word("manage.panel.shut_now"))
