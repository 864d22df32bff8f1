"""Only WeChat comes in: signed, now, once, and in the account's mode."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from tests.makers import NINE
from tests.web.site import Site, a_site
from tests.wechat.wechat import (
    Sent,
    a_text,
    an_event,
    content_of,
    encrypted,
    filled,
    framed,
    plain,
)


def told(site: Site, sent: Sent) -> TestResponse:
    return site.client.post(f"/wechat?{sent.query}", data=sent.body, content_type="text/xml")


def test_without_an_account_there_is_no_address() -> None:
    with a_site() as site:
        assert told(site, plain(a_text("A012"), NINE)).status_code == 404


def test_wechat_hears_its_own_word_when_the_address_is_entered(plain_town: Site) -> None:
    answer = plain_town.client.get(f"/wechat?{plain('', NINE, echostr='shr5ch<b>').query}")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "shr5ch<b>", "text/plain")


def test_wechat_finds_its_file_and_nothing_else(plain_town: Site) -> None:
    assert plain_town.client.get("/MP_verify_AbCd1234.txt").text == "AbCd1234"
    assert plain_town.client.get("/MP_verify_other.txt").status_code == 404


def test_somebody_else_does_not(plain_town: Site) -> None:
    sent = plain("", NINE, echostr="shr5ch", signature="0" * 40)
    assert plain_town.client.get(f"/wechat?{sent.query}").status_code == 403


def test_a_text_is_answered(plain_town: Site) -> None:
    answer = told(plain_town, plain(a_text("排队"), NINE))
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    assert "/c/town/halls" in content_of(answer.data)


def test_a_hidden_text_gets_a_hidden_answer(hidden_town: Site) -> None:
    answer = told(hidden_town, encrypted(a_text("排队"), NINE))
    assert b"/c/town/halls" not in answer.data
    assert "/c/town/halls" in content_of(answer.data)


def test_a_compatible_account_answers_each_as_it_asks(open_town: Site) -> None:
    assert b"<Encrypt>" not in told(open_town, plain(a_text("排队", 1), NINE)).data
    assert b"<Encrypt>" in told(open_town, encrypted(a_text("排队", 2), NINE)).data


def test_an_account_that_hides_takes_nothing_plain(hidden_town: Site) -> None:
    assert told(hidden_town, plain(a_text("排队"), NINE)).status_code == 403


def test_a_plain_account_takes_nothing_hidden(plain_town: Site) -> None:
    assert told(plain_town, encrypted(a_text("排队"), NINE)).status_code == 403


@pytest.mark.parametrize(
    "args",
    [{"signature": "0" * 40}, {"signature": ""}, {"signature": "é"}],
    ids=["wrong", "none", "no_ascii"],
)
def test_a_wrong_signature_is_refused(plain_town: Site, args: dict[str, str]) -> None:
    assert told(plain_town, plain(a_text("排队"), NINE, **args)).status_code == 403


def test_a_wrong_signature_of_what_is_hidden_is_refused(hidden_town: Site) -> None:
    assert told(hidden_town, encrypted(a_text("排队"), NINE, msg_signature="0" * 40)).status_code == 403


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(filled(framed(a_text("排队"), app_id="wx-somebody-else")), id="another_account"),
        pytest.param(bytes(63) + b"\x21", id="wrong_padding"),
        pytest.param(bytes(64), id="no_padding"),
    ],
)
def test_what_is_hidden_for_somebody_else_is_refused(hidden_town: Site, data: bytes) -> None:
    assert told(hidden_town, encrypted("", NINE, data)).status_code == 403


@pytest.mark.parametrize("off", [-301, 301], ids=["old", "of_the_future"])
def test_a_message_of_another_time_is_refused(plain_town: Site, off: int) -> None:
    assert told(plain_town, plain(a_text("排队"), NINE + timedelta(seconds=off))).status_code == 403


@pytest.mark.parametrize(
    "time", ["", "now", "-5", "9" * 30, "１２"], ids=["none", "word", "minus", "long", "wide"]
)
def test_a_time_that_is_none_is_refused(plain_town: Site, time: str) -> None:
    assert told(plain_town, plain(a_text("排队"), NINE, timestamp=time)).status_code == 403


def test_a_signature_is_not_good_for_another_text(plain_town: Site) -> None:
    first = plain(a_text("排队", 1), NINE)
    assert told(plain_town, first).status_code == 200
    assert told(plain_town, Sent(first.args, a_text("A001", 2).encode())).status_code == 403


def test_what_is_hidden_anew_is_the_same_text(hidden_town: Site) -> None:
    first = encrypted(a_text("排队"), NINE)
    again = encrypted(a_text("排队"), NINE, timestamp=first.args["timestamp"], nonce=first.args["nonce"])
    assert first.body != again.body
    assert told(hidden_town, first).data == told(hidden_town, again).data


def test_a_forger_uses_up_nobodys_signature(hidden_town: Site) -> None:
    """Who saw the address of a message and sends another text there, before it or after."""
    sent = encrypted(a_text("排队"), NINE)
    forged = encrypted(a_text("A001"), NINE).body
    assert told(hidden_town, Sent(sent.args, forged)).status_code == 403
    assert told(hidden_town, sent).status_code == 200


def test_what_wechat_sends_again_gets_the_same_answer(plain_town: Site) -> None:
    first = told(plain_town, plain(a_text("排队", 7), NINE)).data
    plain_town.take()
    assert told(plain_town, plain(a_text("排队", 7), NINE)).data == first
    assert told(plain_town, plain(a_text("排队", 8), NINE)).data != first


def test_the_same_request_is_taken_four_times_and_no_more(hidden_town: Site) -> None:
    sent = encrypted(a_text("排队"), NINE)
    answers = [told(hidden_town, sent) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 403]
    assert len({answer.data for answer in answers[:4]}) == 1


def test_a_request_is_forgotten_only_when_it_is_too_old(plain_town: Site) -> None:
    sent = plain(a_text("排队"), NINE)
    told(plain_town, sent)
    plain_town.later(minutes=11)
    assert told(plain_town, sent).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<xml>",
        "A012",
        '<!DOCTYPE x [<!ENTITY a "a">]><xml>&a;</xml>',
        "<xml><MsgType>text</MsgType></xml>",
    ],
    ids=["nothing", "unfinished", "no_xml", "entity", "from_nobody"],
)
def test_what_is_no_message_is_a_bad_request(plain_town: Site, body: str) -> None:
    assert told(plain_town, plain(body, NINE)).status_code == 400


def test_what_is_hidden_and_no_message_is_a_bad_request(hidden_town: Site) -> None:
    assert told(hidden_town, encrypted("<xml>", NINE)).status_code == 400


@pytest.mark.parametrize("length", [33_000, 100_000], ids=["too_long", "far_too_long"])
def test_what_is_too_long_is_not_read(plain_town: Site, length: int) -> None:
    assert told(plain_town, plain(a_text("a" * length), NINE)).status_code == 413


def test_an_event_that_waits_for_no_answer_gets_wechats_word_for_it(hidden_town: Site) -> None:
    answer = told(hidden_town, encrypted(an_event("TEMPLATESENDJOBFINISH"), NINE))
    assert (answer.status_code, answer.data) == (200, b"success")
