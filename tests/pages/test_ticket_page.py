"""A ticket's own page: readable without script, and its two forms."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, cast

import pytest
import zxingcpp
from PIL import Image
from werkzeug.test import TestResponse

from queue_server.domain.catalogue import WindowPlace
from queue_server.web.page_names import runs
from queue_server.web.page_ticket_row import Spoken, minutes, row_of, wait_spoken
from tests.web.site import Site

ENGLISH = {"Accept-Language": "en"}


def page(site: Site, ticket: dict[str, Any], query: str = "?lang=en") -> str:
    answer = site.client.get(f"/t/{ticket['public_id']}{query}")
    assert answer.status_code == 200
    return answer.text


def press(site: Site, ticket: dict[str, Any], verb: str, key: str = "key-1", **headers: str) -> TestResponse:
    return site.client.post(f"/t/{ticket['public_id']}/{verb}?lang=en", data={"key": key}, headers=headers)


def state(site: Site, ticket: dict[str, Any]) -> str:
    found = site.hall().tickets[site.hall().by_public[ticket["public_id"]]]
    return found.state.value


def missed(site: Site) -> dict[str, Any]:
    ticket = site.take()
    clerk = site.clerk(1)
    site.tell("/windows/1/next", {"expect": None}, clerk)
    site.tell("/windows/1/missed", {"expect": ticket["public_id"]}, clerk)
    return ticket


def test_a_waiting_ticket_says_how_many_are_ahead_and_where_to_wait(site: Site) -> None:
    site.take()
    text = page(site, site.take())
    assert re.search(r"data-ahead-count>1</b>before you", text)
    assert "Windows" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_leads_to_the_rules_of_the_hall(site: Site, language: str) -> None:
    text = page(site, site.take(), f"?lang={language}")
    found = re.search(r'<a href="(/c/town/rules[^"]*)">([^<]+)</a>', text)
    assert found
    assert found[2] == {"zh": "大厅的规则", "en": "Rules"}[language]
    assert site.client.get(found[1]).status_code == 200


def test_without_an_open_window_nobody_pretends_to_know(site: Site) -> None:
    assert "No window serves this now" in page(site, site.take())


def an_enquiry_window(site: Site, *numbers: int) -> None:
    places = cast("dict[int, WindowPlace]", site.hall().catalogue.windows)
    for number in numbers:
        places[number] = replace(places[number], kind="consult")
        site.act(lambda tx: tx.hall.put(replace(tx.hall.windows[number], queues_today=("life",))))  # noqa: B023


def whom_to_ask(site: Site, ticket: dict[str, Any], language: str = "en") -> str:
    """What stands on the page where the wait stands, and what its script says at the next pause."""
    text = page(site, ticket, f"?lang={language}")
    found = re.search(r"data-wait-before>([^<]*)<", text)
    watched = re.search(r'data-watched="([^"]*)"', text)
    assert found
    assert watched
    assert json.loads(unescape(watched[1]))["no_window"] == found[1]
    return found[1].replace("\u2060", "")


def test_while_no_window_calls_only_staffed_enquiry_windows_are_named_else_the_guide(site: Site) -> None:
    an_enquiry_window(site, 2, 3)
    ticket = site.take(service="PM-1")
    assert whom_to_ask(site, ticket) == "No window serves this now; ask a guide"
    second, third = site.clerk(2), site.clerk(3)
    assert whom_to_ask(site, ticket) == "No window serves this now; ask at windows 2–3"
    site.tell("/windows/3/pause", {"expect": None, "reason": "rest"}, third)
    assert whom_to_ask(site, ticket) == "No window serves this now; ask at window 2"
    assert whom_to_ask(site, ticket, "zh") == "现在没有窗口办这项，请问 2 号窗口"
    site.tell("/windows/2/pause", {"expect": None, "reason": "rest"}, second)
    assert whom_to_ask(site, ticket, "zh") == "现在没有窗口办这项，请问导办员"


def test_enquiry_windows_that_are_no_neighbours_are_named_one_or_the_other(site: Site) -> None:
    an_enquiry_window(site, 1, 3)
    ticket = site.take(service="PM-1")
    for number in (1, 3):
        site.clerk(number)
    assert whom_to_ask(site, ticket, "zh") == "现在没有窗口办这项，请问 1 号或 3 号窗口"
    assert whom_to_ask(site, ticket) == "No window serves this now; ask at window 1 or 3"


def test_an_enquiry_window_of_another_hall_is_not_named(site: Site) -> None:
    an_enquiry_window(site, 3)
    site.clerk(3)
    assert whom_to_ask(site, site.take(service="CD-1")) == "No window serves this now; ask a guide"


def test_while_the_only_window_is_paused_no_minutes_are_promised(site: Site) -> None:
    ticket, clerk = site.take(), site.clerk(1)
    assert "minutes to go" in page(site, ticket) or "Within" in page(site, ticket)
    site.tell("/windows/1/pause", {"expect": None, "reason": "rest"}, clerk)
    assert whom_to_ask(site, ticket) == "No window serves this now; ask a guide"


def test_a_called_ticket_says_which_window(site: Site) -> None:
    ticket = site.take()
    site.tell("/windows/1/next", {"expect": None}, site.clerk(1))
    text = page(site, ticket)
    assert "Go to window 1" in text
    assert 'class="phone called"' in text


def test_the_page_speaks_the_tickets_language_unless_its_reader_has_another(site: Site) -> None:
    ticket = site.take(service="LF-1", language="en")
    assert ("Your number" in page(site, ticket, ""), "您的号" in page(site, ticket, "?lang=zh")) == (
        True,
        True,
    )


def test_cancelling_by_form_ends_the_ticket_and_shows_the_page_again(site: Site) -> None:
    ticket = site.take()
    answer = press(site, ticket, "cancel")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/t/{ticket['public_id']}?lang=en")
    assert state(site, ticket) == "cancelled"


def test_the_same_form_sent_twice_is_done_once(site: Site) -> None:
    ticket = site.take()
    assert [press(site, ticket, "cancel").status_code for _ in range(2)] == [303, 303]


def test_another_form_for_a_cancelled_ticket_is_refused_with_its_sentence(site: Site) -> None:
    ticket = site.take()
    press(site, ticket, "cancel")
    answer = press(site, ticket, "cancel", key="key-2")
    assert (answer.status_code, "cannot be done now" in answer.text) == (409, True)


def test_a_missed_ticket_joins_the_queue_again(site: Site) -> None:
    ticket = missed(site)
    assert "Join the queue again" in page(site, ticket)
    assert press(site, ticket, "revive").status_code == 303
    assert state(site, ticket) == "waiting"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_a_form_of_another_site_does_nothing(site: Site, headers: dict[str, str]) -> None:
    ticket = site.take()
    assert press(site, ticket, "cancel", **headers).status_code == 403
    assert state(site, ticket) == "waiting"


def test_a_form_without_its_key_does_nothing(site: Site) -> None:
    ticket = site.take()
    assert press(site, ticket, "cancel", key="").status_code == 403


@pytest.mark.parametrize("path", ["/t/nobody", "/t/nobody?lang=zh"])
def test_a_ticket_that_nobody_has_is_a_kind_page(site: Site, path: str) -> None:
    answer = site.client.get(path, headers=ENGLISH)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    other, paper = ("en", "号票") if path.endswith("zh") else ("zh", "paper")
    assert f'<a href="?lang={other}" lang="{other}">' in answer.text
    assert paper in answer.text


def test_the_page_comes_again_by_itself_where_there_is_no_script(site: Site) -> None:
    assert '<noscript><meta http-equiv="refresh" content="20"></noscript>' in page(site, site.take())


def test_the_page_never_tells_its_address_to_others(site: Site) -> None:
    answer = site.client.get(f"/t/{site.take()['public_id']}")
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("same-origin", "no-store")


def test_the_part_is_the_inside_of_the_page(site: Site) -> None:
    part = page(site, site.take(), "?part=1&lang=en")
    assert part.lstrip().startswith('<div data-state="waiting"')
    assert "<html" not in part


def test_a_demos_time_is_said(site: Site) -> None:
    ticket = site.take()
    site.clock.speed = 60
    assert "Demo time, 60 times as fast" in page(site, ticket)


def test_a_range_is_never_one_figure_the_same_as_in_the_pages() -> None:
    cases = json.loads((Path(__file__).parent / "spans.json").read_text(encoding="utf-8"))
    assert [list(minutes(c["low_s"], c["high_s"])) for c in cases] == [c["minutes"] for c in cases]


def test_a_wait_from_now_is_within_so_many_minutes() -> None:
    assert wait_spoken({"low_s": 0, "high_s": 200}, None, "en") == Spoken("Within", "4", "min")
    assert wait_spoken(None, None, "en") == Spoken("Nobody can say yet how long")


def test_a_long_row_is_dots_behind_the_first_ones() -> None:
    assert [(row.drawn, row.more) for row in map(row_of, (0, 2, 6, 7, 90))] == [
        *[(0, False), (2, False), (6, False), (6, True), (6, True)],
    ]
    assert all(row_of(ahead).left >= 0 for ahead in (0, 6, 90))


def test_two_numbers_of_one_visitor_say_that_they_wait_for_each_other(site: Site) -> None:
    first, second = (site.take(service="LF-1", party="family") for _ in range(2))
    site.tell("/windows/1/next", {"expect": None}, site.clerk(1))
    assert "Your other number is being called" in page(site, second)
    assert "Go to window 1" in page(site, first)


def test_an_evacuation_comes_first_and_says_that_the_place_is_kept(site: Site) -> None:
    ticket = site.take()
    site.tell("/halls/N/evacuation", {"on": True}, site.staff("guide"), method="PUT", key=None)
    text = page(site, ticket)
    assert text.index("Your number and your place are kept") < text.index(">Your number<")


def test_an_evacuation_is_said_in_every_language_the_readers_first(site: Site) -> None:
    ticket = site.take()
    texts = {"zh": "请从东门离开。", "en": "Leave by the east door."}
    body = {"on": True, "text": texts}
    site.tell("/halls/N/evacuation", body, site.staff("manager"), method="PUT", key=None)
    for language, other in (("zh", "en"), ("en", "zh")):
        text = page(site, ticket, f"?lang={language}")
        assert -1 < text.index(texts[language]) < text.index(texts[other])


def test_steps_tell_the_way_between_them(site: Site) -> None:
    text = page(site, site.take(scenario="open"))
    assert re.search(r"About 1 min on foot|To the other hall, about 5 min", text)


def test_the_title_says_how_many_are_before(site: Site) -> None:
    site.take()
    assert "<title>A002 · 1 before you</title>" in page(site, site.take())


def test_a_called_ticket_in_a_hall_that_is_left_is_not_sent_to_its_window(site: Site) -> None:
    ticket = site.take()
    site.tell("/windows/1/next", {"expect": None}, site.clerk(1))
    site.tell("/halls/N/evacuation", {"on": True}, site.staff("guide"), method="PUT", key=None)
    text = page(site, ticket)
    assert ("Go to window 1</h1>" in text, "follow the staff" in text) == (False, True)


def test_the_code_of_a_ticket_leads_to_its_page(site: Site) -> None:
    ticket = site.take()
    answer = site.client.get(f"/t/{ticket['public_id']}/qr.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert [code.text for code in zxingcpp.read_barcodes(drawn(answer.text))] == [ticket["link"]]


def test_a_code_is_kept_by_its_browser_and_by_nobody_on_the_way(site: Site) -> None:
    answer = site.client.get(f"/t/{site.take()['public_id']}/qr.svg")
    assert answer.headers["Cache-Control"] == "private, max-age=3600"


def test_a_ticket_that_nobody_has_is_missed_in_a_language_with_words(site: Site) -> None:
    text = site.client.get("/t/nobody?lang=xx").text
    assert '<html lang="zh-CN"' in text


def drawn(svg: str) -> Image.Image:
    """The squares of a code as a picture, ten pixels each."""
    picture = Image.new("L", (600, 600), 255)
    for square in re.findall(r"M(\d+),(\d+)H(\d+)V(\d+)", svg):
        left, top, right, bottom = (int(side) * 10 for side in square)
        picture.paste(0, (left, top, right, bottom))
    return picture


def test_there_is_no_code_for_a_ticket_that_nobody_has(site: Site) -> None:
    assert site.client.get("/t/nobody/qr.svg").status_code == 404


def test_windows_are_named_as_runs() -> None:
    assert (runs([6, 7, 8, 13]), runs([5]), runs([])) == ("6–8, 13", "5", "")
