"""XML of strangers does nothing but be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.wechat.message import message_of
from queue_server.wechat.reading import MOST_BYTES, Malformed, read_xml
from tests.wechat.wechat import a_text

LAUGHS = '<!DOCTYPE xml [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)
SECRET_FILE = Path(__file__)


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(LAUGHS + "]><xml><Content>&j;</Content></xml>", id="billion_laughs"),
        pytest.param(
            f'<!DOCTYPE xml [<!ENTITY x SYSTEM "{SECRET_FILE.as_uri()}">]><xml><Content>&x;</Content></xml>',
            id="external_entity",
        ),
        pytest.param(
            '<!DOCTYPE xml [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><xml/>', id="parameter_entity"
        ),
        pytest.param('<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/a.dtd"><xml/>', id="external_dtd"),
        pytest.param("<!DOCTYPE xml><xml/>", id="document_type"),
        pytest.param("<xml><Content>&unknown;</Content></xml>", id="unknown_entity"),
        pytest.param("<xml><Content>", id="unfinished"),
        pytest.param("<xml/><xml/>", id="two_messages"),
        pytest.param("", id="empty"),
        pytest.param('{"Content": "A012"}', id="json"),
        pytest.param('<?xml version="1.0" encoding="klingon"?><xml/>', id="unknown_encoding"),
        pytest.param("<xml><Content>a</Content><Content>b</Content></xml>", id="twice"),
        pytest.param("<xml>" + "<a>" * 20 + "</a>" * 20 + "</xml>", id="deep"),
        pytest.param("<xml>" + "".join(f"<p{i}/>" for i in range(200)) + "</xml>", id="many_parts"),
        pytest.param("<xml><Content>" + "a" * MOST_BYTES + "</Content></xml>", id="long"),
    ],
)
def test_what_is_no_message_is_refused(xml: str) -> None:
    with pytest.raises(Malformed):
        read_xml(xml.encode())


@given(st.binary(max_size=300))
def test_bytes_are_a_message_or_malformed(body: bytes) -> None:
    try:
        assert isinstance(message_of(read_xml(body)).sender, str)
    except Malformed:
        assert body != a_text("A012").encode()


def test_a_text_is_read_as_it_was_written() -> None:
    message = message_of(read_xml(a_text("A012 <还要> & 多久").encode()))
    assert (message.kind, message.text) == ("text", "A012 <还要> & 多久")


def test_what_is_deeper_is_passed_over() -> None:
    parts = read_xml(b"<xml><Event>scan</Event><Info><Event>other</Event>x</Info></xml>")
    assert parts == {"Event": "scan", "Info": "x"}


@pytest.mark.parametrize("missing", ["FromUserName", "ToUserName", "MsgType"])
def test_a_message_says_from_whom_to_whom_and_what(missing: str) -> None:
    parts = read_xml(a_text("A012").encode())
    with pytest.raises(Malformed):
        message_of({name: value for name, value in parts.items() if name != missing})
