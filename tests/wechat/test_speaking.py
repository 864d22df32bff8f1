"""The account tells what everybody in the hall can see, in the language of whoever asks."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from queue_server.actions.days import tick
from queue_server.wechat.asked import asked_in
from queue_server.wechat.speaking import Speaker, cut
from queue_server.wechat.writing import LONGEST
from tests.makers import NINE, at
from tests.web.site import Site, json_of
from tests.wechat.wechat import a_text, an_event, content_of, plain

Say = Callable[[str], str]


@pytest.fixture
def say(plain_town: Site) -> Say:
    """What the account answers to a text, as it comes over HTTP."""

    def answer(text: str) -> str:
        number = say_count.setdefault(text, 0)
        say_count[text] += 1
        sent = plain(a_text(text, hash((text, number)) % 10**9), plain_town.clock.real)
        return content_of(plain_town.client.post(f"/wechat?{sent.query}", data=sent.body).data)

    say_count: dict[str, int] = {}
    return answer


def test_a_number_is_told_its_state_and_the_people_ahead(plain_town: Site, say: Say) -> None:
    plain_town.clerk(1)
    plain_town.take()
    ticket = plain_town.take()
    lines = say("a2").splitlines()
    assert lines[:2] == ["A002 正在等候", "前面 1 人"]
    assert "分钟" in lines[2]
    assert json_of(plain_town.ask(f"/tickets/{ticket['public_id']}"))["ahead"] == 1


def test_the_answer_is_the_ticket_s_own_board(plain_town: Site, say: Say) -> None:
    plain_town.clerk(1)
    ticket = [plain_town.take() for _ in range(5)][-1]
    board = json_of(plain_town.ask(f"/tickets/{ticket['public_id']}"))
    low, high = board["wait"]["low_s"] // 60, -(-board["wait"]["high_s"] // 60)
    assert f"前面 {board['ahead']} 人" in say(ticket["number"])
    assert f"{low}–{high}" in say(ticket["number"])


def test_a_number_alone_opens_nothing(plain_town: Site, say: Say) -> None:
    ticket = plain_town.take()
    assert ticket["public_id"] not in say(ticket["number"])
    assert "https://hall.example/c/town/halls?lang=zh" in say(ticket["number"])


def test_a_called_number_is_told_its_window(plain_town: Site, say: Say) -> None:
    ticket, clerk = plain_town.take(), plain_town.clerk(1)
    plain_town.tell("/windows/1/next", {"expect": None}, clerk)
    assert say(ticket["number"]).splitlines()[:2] == [f"{ticket['number']} 叫到您了", "请到 1 号窗口"]


def test_what_no_screen_shows_is_not_told(plain_town: Site, say: Say) -> None:
    ticket = plain_town.take()
    plain_town.tell(f"/tickets/{ticket['public_id']}/cancel")
    assert "不在等候" in say(ticket["number"])
    assert "取消" not in say(ticket["number"])


def test_a_number_that_nobody_has_is_not_found(say: Say) -> None:
    assert "没有查到 A999" in say("A999")
    assert "no A999 today" in say("where is A999")


def test_a_bare_number_is_told_in_the_language_of_its_ticket(plain_town: Site, say: Say) -> None:
    ticket = plain_town.take(service="LF-1", language="en")
    assert "lang=en" in say(ticket["number"])
    assert "lang=zh" in say(f"{ticket['number']} 到了吗")


def test_queues_are_told_as_the_public_page_tells_them(plain_town: Site, say: Say) -> None:
    plain_town.take()
    page = plain_town.client.get("/c/town/halls?lang=en").text
    lines = say("queue").splitlines()
    assert lines[1].startswith("life: 1 waiting, ")
    assert lines[2] == "No queue at the other 1"
    assert lines[1].partition(", ")[2] in page
    assert lines[-1] == "https://hall.example/c/town/halls?lang=en"


def test_whoever_wants_to_book_is_led_to_the_services(say: Say) -> None:
    assert say("预约").splitlines()[-1] == "https://hall.example/c/town/services?lang=zh"
    assert say("book").splitlines()[-1] == "https://hall.example/c/town/services?lang=en"


@pytest.mark.parametrize(("text", "word"), [("你好", "发送"), ("hello", "Send")])
def test_anything_else_gets_help(say: Say, text: str, word: str) -> None:
    assert word in say(text)


def test_who_has_just_come_is_welcome_in_both_languages(plain_town: Site) -> None:
    sent = plain(an_event("subscribe"), NINE)
    text = content_of(plain_town.client.post(f"/wechat?{sent.query}", data=sent.body).data)
    assert "欢迎" in text
    assert "Send the number" in text


@pytest.mark.parametrize("key", ["queue", "book", "help"])
def test_a_key_of_the_menu_does_what_its_word_does(plain_town: Site, say: Say, key: str) -> None:
    sent = plain(an_event("CLICK", key), NINE)
    text = content_of(plain_town.client.post(f"/wechat?{sent.query}", data=sent.body).data)
    assert text == say({"queue": "排队", "book": "预约", "help": "帮助"}[key])


def test_a_voice_is_answered_as_wechat_understood_it(plain_town: Site) -> None:
    heard = a_text("").replace("[text]", "[voice]").replace("</xml>", "<Recognition>排队</Recognition></xml>")
    sent = plain(heard, NINE)
    text = content_of(plain_town.client.post(f"/wechat?{sent.query}", data=sent.body).data)
    assert "现在没人排队" in text


def test_a_number_at_its_window_is_told_so(plain_town: Site, say: Say) -> None:
    ticket, clerk = plain_town.take(), plain_town.clerk(1)
    plain_town.tell("/windows/1/next", {"expect": None}, clerk)
    plain_town.tell("/windows/1/start", {"expect": ticket["public_id"]}, clerk)
    assert "1 号窗口" in say(ticket["number"]).splitlines()[1]


def test_in_a_hall_that_is_left_everybody_is_told_to_leave(plain_town: Site, say: Say) -> None:
    ticket = plain_town.take()
    plain_town.tell("/halls/N/evacuation", {"on": True}, plain_town.staff("guide"), method="PUT")
    assert "前面" not in say(ticket["number"])
    assert "离开" in say(ticket["number"])


def test_a_picture_gets_help(plain_town: Site) -> None:
    sent = plain(a_text("").replace("[text]", "[image]"), NINE)
    assert "发送" in content_of(plain_town.client.post(f"/wechat?{sent.query}", data=sent.body).data)


def test_an_answer_is_never_longer_than_wechat_shows() -> None:
    shown = cut([*["很长的一行" * 20] * 30, "https://hall.example"], "more")
    assert len(shown.encode()) <= LONGEST
    assert shown.splitlines()[-2:] == ["more", "https://hall.example"]


def test_a_hall_that_is_closed_says_when_it_opens(plain_town: Site, say: Say) -> None:
    plain_town.clock.hall = at("20:00")
    plain_town.act(tick)
    assert re.search(r"\d\d:\d\d", say("排队").splitlines()[0])


def test_several_centres_are_told_one_after_the_other(plain_town: Site) -> None:
    ticket = plain_town.take()
    services = replace(plain_town.services, centres=lambda: ("town", "town"))
    lines = Speaker(services).say(asked_in(f"{ticket['number']} please")).splitlines()
    assert lines[0] == lines[lines.index("") + 1] == "Town"
    assert Speaker(services).say(asked_in("queue")).count("/c/town/halls") == 2
