"""Where else an item is handled, and booking there for a matter of another town."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from queue_server.actions import places
from queue_server.actions.days import tick
from queue_server.actions.issuing import Wanted, issue
from queue_server.domain.catalogue import Catalogue, DayKind
from queue_server.domain.hall import Hall
from queue_server.domain.policy import QueuePolicy, VisitKind
from tests.makers import TUESDAY
from tests.pages.two_towns import HERE, THERE, change, two_towns, with_item
from tests.store.postgres import a_database
from tests.web.site import Site, error_of, json_of
from ui.words import say

GUIDE = f"/c/{HERE}/services/LF-1"
FORM = f"/c/{THERE}/services/LF-1/book"
TOMORROW = {"day": "2026-09-16", "slot": "09:30"}
API = f"/api/v1/centres/{HERE}/open-data/services/LF-1/elsewhere"
SHOWN = re.compile(r"<[^>]*>")
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
PATIENCE_S = 10


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with two_towns(f"sqlite:///{tmp_path}/yimen.db") as site:
        yield site


@pytest.fixture
def large_site() -> Iterator[Site]:
    """The same on PostgreSQL, where each centre has a thread of its own."""
    with a_database() as url, two_towns(url) as site:
        yield site


def page(site: Site, address: str, language: str = "en") -> str:
    joint = "&" if "?" in address else "?"
    answer = site.client.get(f"{address}{joint}lang={language}")
    assert answer.status_code == 200
    return answer.text


def shown(text: str) -> str:
    return re.sub(r"\s+", " ", SHOWN.sub(" ", text)).replace("\u2060", "")


def section(site: Site, address: str = GUIDE, language: str = "en") -> str:
    """What the list of other towns says; nothing where there is none."""
    found = re.search(r'<section class="towns".*?</section>', page(site, address, language), re.DOTALL)
    return found[0] if found else ""


def links(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', text)]


def link_to(text: str, part: str) -> str:
    return next(link for link in links(text) if part in link)


def take_there(site: Site) -> None:
    site.writer.act(THERE, "tests", lambda tx: issue(tx, Wanted(service="LF-1"), "t" * 22))


def send(site: Site, form: str, **more: str) -> Any:
    """The last form, filled in and sent."""
    key = re.findall(r'name="key" value="([^"]+)"', form)[0]
    sent = {"key": key, "proof": "", "phone": "13800138000", "consent": "yes", **TOMORROW, **more}
    return site.client.post(f"{FORM}?lang=en", data=sent)


def closed_today(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, calendar={TUESDAY: DayKind.HOLIDAY})


def not_bookable(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, policy=replace(catalogue.policy, booking=None))


def by_visit(catalogue: Catalogue) -> Catalogue:
    visited = {"life": QueuePolicy(visit=VisitKind.HOME)}
    return replace(catalogue, policy=replace(catalogue.policy, queues=visited))


def without_item(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, services={c: s for c, s in catalogue.services.items() if c != "LF-1"})


# --- what is listed ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_lists_the_other_town_as_its_own_pages_say_it(site: Site, language: str) -> None:
    take_there(site)
    text = shown(section(site, language=language))
    there = shown(page(site, f"/c/{THERE}/services/LF-1", language))
    name = {"zh": "石排镇政务服务中心", "en": "Shipai Centre"}[language]
    waiting = say("taking.fact.people", language, count=1)
    assert say("public.towns.title", language) in text
    assert name in text
    assert waiting in text
    assert waiting in there
    assert say("public.hall.state.open", language) in text
    assert say("public.towns.number", language, hall="N") in text
    assert "{" not in text


def test_it_names_the_next_day_with_free_places(site: Site) -> None:
    assert "Next free day: Tuesday 15 September" in shown(section(site))
    site.later(hours=8, minutes=10)
    assert "Next free day: Wednesday 16 September" in shown(section(site))


def test_every_link_of_the_list_leads_there_and_says_for_another_town(site: Site) -> None:
    found = links(section(site))
    assert [link.split("?")[0] for link in found] == [f"/c/{THERE}/services/LF-1", FORM]
    assert {link.split("?")[1] for link in found} == {"elsewhere=1&lang=en"}
    assert {site.client.get(link).status_code for link in found} == {200}


def test_the_form_lists_it_too_and_only_where_the_day_is_chosen(site: Site) -> None:
    form = f"{GUIDE}/book"
    assert "Shipai Centre" in section(site, form)
    assert section(site, f"{form}?day=2026-09-16") == ""
    assert section(site, f"{form}?day=2026-09-16&slot=09:30") == ""


def test_of_many_towns_three_stand_there_first_those_that_give_numbers(tmp_path: Path) -> None:
    towns = [f"town-{number}" for number in range(6)]
    with two_towns(f"sqlite:///{tmp_path}/yimen.db", towns) as site:
        change(site, "town-0", closed_today)
        site.writer.act("town-0", "system", tick)
        before, _, behind = section(site).partition("<details>")
        assert re.findall(r"<h3>([^<]*)</h3>", before) == ["town-1", "town-2", "town-3"]
        assert re.findall(r"<h3>([^<]*)</h3>", behind) == ["town-4", "town-5", "town-0"]
        assert "3 more towns" in shown(behind)


@pytest.mark.parametrize("address", [GUIDE, f"{GUIDE}/book"], ids=["guide", "form"])
def test_an_item_of_this_town_only_says_so_and_lists_nothing(site: Site, address: str) -> None:
    change(site, HERE, with_item("LF-1", cross_town=False))
    assert "This is handled in this town only." in shown(page(site, address))
    assert section(site, address) == ""


@pytest.mark.parametrize(
    "address",
    [f"{GUIDE}?", f"{GUIDE}/book?", f"{GUIDE}/book?day=2026-09-16&slot=09:30&"],
    ids=["guide", "day", "form"],
)
def test_what_is_done_at_home_says_nothing_of_towns_and_no_neighbour_is_asked(
    site: Site, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(site, HERE, by_visit)
    asked: list[str] = []

    def look_each(centres: list[str], *_: object) -> dict[str, Any]:
        asked.extend(centres)
        return {}

    monkeypatch.setattr(site.writer, "look_each", look_each)
    (main,) = MAIN.findall(page(site, f"{address}elsewhere=1"))
    assert "elsewhere" not in main
    words = ("public.towns.title", "public.guide.cross_town", "public.guide.this_town")
    assert [word for word in words if say(word, "en") in shown(main)] == []
    assert asked == []


def test_a_visit_is_never_for_another_town(site: Site) -> None:
    change(site, THERE, by_visit)
    days = json_of(site.client.get(f"/api/v1/centres/{THERE}/appointments/days?service=LF-1"))
    assert (days["kind"], days["cross_town"]) == ("home", False)
    contact = {"name": "Ms Chen", "address": "1 Changfu Road", "task": ""}
    answer = send(site, page(site, f"{FORM}?day=2026-09-16&slot=09:30"), elsewhere="1", **contact)
    assert answer.status_code == 422
    assert say("refusals.not_cross_town", "en") in shown(answer.text)


@pytest.mark.parametrize(
    "how",
    [without_item, with_item("LF-1", cross_town=False), lambda c: not_bookable(closed_today(c)), by_visit],
    ids=["unknown there", "for its own town only", "closed and not booked", "done at people's homes"],
)
def test_a_town_to_which_nobody_can_go_is_not_listed(site: Site, how: Any) -> None:
    change(site, THERE, how)
    assert section(site) == ""
    assert json_of(site.client.get(API))["centres"] == []


def test_a_town_that_is_closed_today_is_listed_for_the_days_that_can_be_booked(site: Site) -> None:
    change(site, THERE, closed_today)
    site.writer.act(THERE, "system", tick)
    text = shown(section(site))
    assert say("public.hall.state.closed", "en") in text
    assert "Next free day: Wednesday 16 September" in text
    assert "kiosk" not in text


def test_a_town_that_is_not_booked_has_no_link_to_a_form(site: Site) -> None:
    change(site, THERE, not_bookable)
    assert not [link for link in links(section(site)) if "/book" in link]


def test_a_hall_that_is_left_gives_no_numbers(site: Site) -> None:
    site.writer.act(THERE, "tests", lambda tx: places.set_evacuation(tx, "N", True, None))
    text = shown(section(site))
    assert say("public.hall.state.evacuation", "en") in text
    assert "kiosk" not in text


# --- for another town --------------------------------------------------------------------------


def test_that_it_is_for_another_town_stays_from_the_list_to_the_booking(site: Site) -> None:
    guide = page(site, link_to(section(site), "/services/LF-1?").replace("&lang=en", ""))
    assert "A matter that belongs to another town is handled here too, at Shipai Centre." in shown(guide)
    days = page(site, link_to(guide, "/book").replace("&lang=en", ""))
    times = page(site, link_to(days, "day=2026-09-16").replace("&lang=en", ""))
    assert "The guide here says what to bring." in shown(times)
    form = page(site, link_to(times, "slot=09%3A30").replace("&lang=en", ""))
    assert re.search(r'name="elsewhere"[^>]* checked', form)
    answer = send(site, form, elsewhere="1")
    assert answer.status_code == 303
    own = page(site, answer.headers["Location"].partition("?")[0])
    assert "The matter belongs to another town" in shown(own)
    booked = site.writer.look(THERE, lambda hall: list(hall.appointments.values()))
    assert [one.elsewhere for one in booked] == [True]


@pytest.mark.parametrize(("language", "same"), [("zh", "材料一样"), ("en", "same papers")])
def test_what_to_bring_is_left_to_the_guide_of_where_one_goes(site: Site, language: str, same: str) -> None:
    pages = [page(site, address, language) for address in (GUIDE, f"{FORM}?elsewhere=1")]
    assert [text for text in pages if same in text] == []
    assert say("public.towns.intro", language) in pages[0]
    assert ("看那边的指南" if language == "zh" else "The guide there says what to bring.") in pages[0]


def test_the_tick_decides_and_not_the_address(site: Site) -> None:
    form = page(site, f"{FORM}?day=2026-09-16&slot=09:30&elsewhere=1")
    assert send(site, form).status_code == 303
    booked = site.writer.look(THERE, lambda hall: list(hall.appointments.values()))
    assert [one.elsewhere for one in booked] == [False]


def test_without_the_mark_the_choice_is_there_and_not_ticked(site: Site) -> None:
    form = page(site, f"{FORM}?day=2026-09-16&slot=09:30")
    assert "My matter belongs to another town" in shown(form)
    assert not re.search(r'name="elsewhere"[^>]* checked', form)


def test_what_was_ticked_stays_when_the_form_comes_back(site: Site) -> None:
    form = page(site, f"{FORM}?day=2026-09-16&slot=09:30")
    again = send(site, form, elsewhere="1", phone="1").text
    assert re.search(r'name="elsewhere"[^>]* checked', again)
    lost = send(site, form, elsewhere="1", slot="03:00").text
    assert "elsewhere=1" in link_to(lost, "slot=09%3A30")


def test_another_item_has_no_such_choice_and_a_form_that_makes_it_is_refused(site: Site) -> None:
    change(site, THERE, with_item("LF-1", cross_town=False))
    form = page(site, f"{FORM}?day=2026-09-16&slot=09:30&elsewhere=1")
    assert "another town" not in shown(form)
    answer = send(site, form, elsewhere="1")
    assert answer.status_code == 422
    assert say("refusals.not_cross_town", "en") in shown(answer.text)
    assert site.writer.look(THERE, lambda hall: dict(hall.appointments)) == {}


def test_staff_see_whose_town_a_booking_is_for(site: Site) -> None:
    booked = {"service": "LF-1", "starts_at": "2026-09-16T09:30:00+08:00", "phone": "13800138000"}
    assert json_of(site.tell("/appointments", booked | {"elsewhere": True}), 201)["elsewhere"]
    rows = json_of(site.ask("/appointments?day=2026-09-16", site.staff("guide")))["appointments"]
    assert [row["elsewhere"] for row in rows] == [True]


# --- for programs ------------------------------------------------------------------------------


def test_programs_are_told_the_same(site: Site) -> None:
    take_there(site)
    told = json_of(site.held(site.client.get(API)))
    assert (told["cross_town"], told["silent"]) == (True, [])
    (town,) = told["centres"]
    assert (town["centre"], town["waiting"], town["issuing"], town["hall_state"]) == (THERE, 1, True, "open")
    assert (town["bookable"], town["next_day"]) == (True, "2026-09-15")
    assert town["book"] == f"https://hall.example{FORM}?elsewhere=1"


def test_programs_are_told_that_it_is_for_one_town(site: Site) -> None:
    change(site, HERE, with_item("LF-1", cross_town=False))
    told = json_of(site.held(site.client.get(API)))
    assert (told["cross_town"], told["centres"]) == (False, [])


def test_an_item_that_is_not_there_is_refused(site: Site) -> None:
    assert error_of(site.client.get(API.replace("LF-1", "nothing")), 422) == "unknown_service"


# --- each centre for itself --------------------------------------------------------------------


def test_a_town_that_does_not_answer_is_said_to_be_silent_and_holds_up_nobody(large_site: Site) -> None:
    site = large_site
    gate, reached = threading.Event(), threading.Event()

    def hang(_: Hall) -> None:
        reached.set()
        gate.wait(PATIENCE_S)

    assert "Shipai Centre" in section(site)
    busy = threading.Thread(target=site.writer.look, args=(THERE, hang))
    busy.start()
    assert reached.wait(PATIENCE_S)
    texts = [shown(section(site)) for _ in range(3)]
    told = json_of(site.held(site.client.get(API)))
    hung = busy.is_alive()
    gate.set()
    busy.join()
    assert hung
    assert len(set(texts)) == 1
    assert "How it is in some towns cannot be seen now." in texts[0]
    assert "Shipai" not in texts[0]
    assert (told["centres"], told["silent"]) == ([], [THERE])
    until = time.monotonic() + PATIENCE_S
    while "Shipai Centre" not in section(site):
        assert time.monotonic() < until
