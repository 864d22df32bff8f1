"""Warnings go out as template messages, once, within WeChat's limits."""

from dataclasses import replace
from typing import Any

import pytest

from queue_server.actions.ports import Channel, Message, NotDelivered
from queue_server.domain.refusals import BadValue
from queue_server.domain.reminders import Kind
from queue_server.wechat.channel import WechatChannel
from queue_server.wechat.client import Client
from tests.wechat.wechat import CALLED, NEAR, OPENID, Wechat

NEARLY = Message(
    id="town-17",
    centre="town",
    kind=Kind.NEAR,
    address=OPENID,
    number="A012",
    business="生活",
    place="北厅",
    text="快到了",
    link="https://hall.example/t/abc",
    language="zh",
    ahead=3,
)
NOW = replace(NEARLY, id="town-18", kind=Kind.CALLED, ahead=None, window=7)


def a_channel(wechat: Wechat, **templates: str) -> Channel:
    account = wechat.account(templates=templates or {"near": NEAR, "called": CALLED})
    return WechatChannel(account, Client(account))


def values(sent: dict[str, Any]) -> dict[str, str]:
    return {field: each["value"] for field, each in sent["data"].items()}


def test_three_people_ahead_is_told(wechat: Wechat) -> None:
    a_channel(wechat).send(NEARLY)
    sent = wechat.templates[0]
    assert (sent["touser"], sent["template_id"], sent["url"]) == (OPENID, "T-NEAR", NEARLY.link)
    assert values(sent) == {"thing1": "北厅", "character_string2": "A012", "number3": "3"}


def test_a_call_is_told_with_its_window(wechat: Wechat) -> None:
    a_channel(wechat).send(NOW)
    assert values(wechat.templates[0]) == {"character_string1": "A012", "thing2": "7"}


def test_a_message_tried_again_has_the_same_id_and_another_one_another(wechat: Wechat) -> None:
    channel = a_channel(wechat)
    for message in (NEARLY, NEARLY, NOW):
        channel.send(message)
    first, again, other = (sent["client_msg_id"] for sent in wechat.templates)
    assert first == again != other
    assert len(first) == 32


def test_a_field_is_as_long_as_wechat_allows_and_never_empty(wechat: Wechat) -> None:
    a_channel(wechat, near="T thing1=place thing2=window").send(replace(NEARLY, place="很" * 30))
    assert values(wechat.templates[0]) == {"thing1": "很" * 19 + "…", "thing2": "-"}


def test_a_number_is_one_also_when_nobody_is_ahead_any_more(wechat: Wechat) -> None:
    a_channel(wechat, called="T number1=ahead number2=window character_string3=ahead").send(NOW)
    assert values(wechat.templates[0]) == {"number1": "0", "number2": "7", "character_string3": "-"}


@pytest.mark.parametrize(
    ("code", "again"), [(43004, False), (40003, False), (40037, False), (45009, True), (-1, True)]
)
def test_what_may_go_well_later_is_tried_again(wechat: Wechat, code: int, again: bool) -> None:
    wechat.errors = [code]
    with pytest.raises(NotDelivered) as failure:
        a_channel(wechat).send(NEARLY)
    assert failure.value.again is again


def test_where_no_template_is_set_nothing_is_sent(wechat: Wechat) -> None:
    with pytest.raises(NotDelivered) as failure:
        a_channel(wechat, near=NEAR, called="").send(NOW)
    assert (failure.value.again, wechat.templates) == (False, [])


@pytest.mark.parametrize("address", ["", "13800138000 ", "o/../x", "o" * 65])
def test_an_address_is_an_openid(wechat: Wechat, address: str) -> None:
    channel = a_channel(wechat)
    with pytest.raises(BadValue):
        channel.read_address(address)
    assert (channel.read_address(OPENID), channel.takes_addresses) == (OPENID, False)
