"""WeChat's interface is asked with one token, which stays fresh, and not too often."""

import json
from contextlib import suppress
from threading import Thread

import pytest

from queue_server.wechat.client import Client
from queue_server.wechat.errors import WechatAway, WechatRefused
from queue_server.wechat.menu import menu
from tests.wechat.wechat import SECRET, Wechat


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(wechat: Wechat, time: Time) -> Client:
    return Client(wechat.account(), time)


def test_a_token_is_used_until_shortly_before_its_end(client: Client, wechat: Wechat, time: Time) -> None:
    for later in (0, 6000, 900, 100):
        time.now += later
        client.send_template({"touser": "o1"})
    assert (len(wechat.templates), wechat.asked_for_token) == (4, [False, False])


def test_only_one_of_many_asks_for_a_token(client: Client, wechat: Wechat) -> None:
    threads = [Thread(target=client.send_template, args=({"touser": f"o{i}"},)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(wechat.templates), len(wechat.asked_for_token)) == (8, 1)


@pytest.mark.parametrize("code", [40001, 42001])
def test_a_token_that_has_ended_is_renewed_once(client: Client, wechat: Wechat, code: int) -> None:
    wechat.same_token = False
    wechat.errors = [code]
    client.send_template({"touser": "o1"})
    assert (len(wechat.templates), wechat.asked_for_token) == (1, [False, False])


def test_where_wechat_would_give_the_same_token_it_is_made_to_give_another(
    client: Client, wechat: Wechat
) -> None:
    wechat.errors = [40001]
    client.send_template({"touser": "o1"})
    assert (len(wechat.templates), wechat.asked_for_token) == (1, [False, False, True])


def test_a_token_that_never_is_good_is_not_renewed_for_ever(client: Client, wechat: Wechat) -> None:
    wechat.errors = [40001, 40001, 40001]
    with pytest.raises(WechatRefused, match="40001"):
        client.send_template({"touser": "o1"})
    assert wechat.calls == 2


def test_asked_too_often_wechat_is_left_alone_longer_each_time(
    client: Client, wechat: Wechat, time: Time
) -> None:
    wechat.errors = [45009, 45009]
    calls = []
    for later in (0, 59, 1, 119, 1):
        time.now += later
        with suppress(WechatAway):
            client.send_template({"touser": "o1"})
        calls.append(wechat.calls)
    assert calls == [1, 1, 2, 2, 3]
    assert len(wechat.templates) == 1


def test_what_wechat_refuses_is_told_by_its_code(client: Client, wechat: Wechat) -> None:
    wechat.errors = [43004]
    with pytest.raises(WechatRefused) as refused:
        client.send_template({"touser": "o1"})
    assert refused.value.code == 43004


@pytest.mark.parametrize("status", [500, 502, 302])
def test_a_wechat_in_trouble_is_away(client: Client, wechat: Wechat, status: int) -> None:
    wechat.status = status
    with pytest.raises(WechatAway):
        client.check()


def test_nothing_secret_is_told_when_nobody_answers(wechat: Wechat) -> None:
    account = wechat.account()
    nowhere = Client(type(account)(account.app_id, account.secret, account.token, api="http://127.0.0.1:9"))
    with pytest.raises(WechatAway) as away:
        nowhere.openid_of("code")
    assert SECRET not in str(away.value)
    assert away.value.__cause__ is None


def test_a_code_is_one_person_once(client: Client, wechat: Wechat) -> None:
    wechat.codes["c1"] = "oVisitor0002"
    assert client.openid_of("c1") == "oVisitor0002"
    with pytest.raises(WechatRefused, match="40029"):
        client.openid_of("c1")


@pytest.mark.parametrize("code", [45009, 45011])
def test_asked_too_often_who_it_is_wechat_is_left_alone_about_that(
    client: Client, wechat: Wechat, time: Time, code: int
) -> None:
    wechat.codes["c1"], wechat.sign_in_errors = "oVisitor0002", [code]
    sign_ins = []
    for later in (0, 59, 1):
        time.now += later
        with suppress(WechatAway):
            client.openid_of("c1")
        client.send_template({"touser": "o1"})
        sign_ins.append(wechat.sign_ins)
    assert (sign_ins, len(wechat.templates)) == ([1, 1, 2], 3)


def test_the_menu_arrives_in_plain_characters(client: Client, wechat: Wechat) -> None:
    client.make_menu(menu("https://hall.example/", ["town"], "zh"))
    queue, book, _ = wechat.menus[0]["button"]
    assert (queue["name"], queue["key"]) == ("查排队", "queue")
    assert book["url"] == "https://hall.example/c/town/services?lang=zh"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_keys_of_the_menu_are_short_enough_for_wechat(language: str) -> None:
    made = menu("https://hall.example", ["a", "b"], language)
    assert all(len(each["name"].encode()) <= 16 for each in made["button"])
    assert "url" not in json.dumps(made)
