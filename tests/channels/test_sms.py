"""Short messages by a gateway: what it is posted, and what its answers mean."""

import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from queue_server.actions.ports import Message, NotDelivered
from queue_server.channels.sms import Sms
from queue_server.domain.refusals import BadValue
from queue_server.domain.reminders import Kind
from tests.makers import NINE

SECRET = "s" * 32
MESSAGE = Message(
    id="town-7",
    centre="town",
    kind=Kind.NEAR,
    address="13800138000",
    number="A012",
    business="Food licence",
    place="North hall",
    text="A012, 2",
    link="https://hall.example/t/x",
    language="zh",
    ahead=2,
)


class Gateway(HTTPServer):
    """Answers one status, and remembers what it was given."""

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.status = status
        self.given: list[tuple[Any, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sms"


class Desk(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        gateway: Any = self.server
        gateway.given.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(gateway.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return None


@contextmanager
def a_gateway(status: int = 200) -> Iterator[Gateway]:
    with Gateway(status) as gateway:
        thread = Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield gateway
        gateway.shutdown()
        thread.join()


def sms(url: str) -> Sms:
    return Sms(url, SECRET, lambda: NINE, timeout_s=5)


def test_a_gateway_is_told_whom_and_what_and_knows_the_sender() -> None:
    with a_gateway() as gateway:
        sms(gateway.url).send(MESSAGE)
    headers, body = gateway.given[0]
    digest = hmac.new(SECRET.encode(), headers["Yimen-Timestamp"].encode() + b"." + body, sha256)
    assert headers["Yimen-Signature"] == f"sha256={digest.hexdigest()}"
    assert json.loads(body) == {
        "id": "town-7", "to": "13800138000", "kind": "near", "text": "A012, 2", "language": "zh",
        "number": "A012", "link": "https://hall.example/t/x",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "again"), [(400, False), (403, False), (302, True), (429, True), (500, True), (503, True)]
)
def test_a_refusal_is_for_good_and_everything_else_may_pass(status: int, again: bool) -> None:
    with a_gateway(status) as gateway, pytest.raises(NotDelivered) as failure:
        sms(gateway.url).send(MESSAGE)
    assert failure.value.again is again


def test_a_gateway_that_is_away_is_asked_again() -> None:
    with a_gateway() as gateway:
        url = gateway.url
    with pytest.raises(NotDelivered) as failure:
        sms(url).send(MESSAGE)
    assert failure.value.again


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("13800138000", "13800138000"),
        (" 138 0013-8000 ", "13800138000"),
        ("138.0013.8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("0086 138 0013 8000", "13800138000"),
        ("+44 (20) 7946 0958", "+442079460958"),
    ],
)
def test_phone_numbers_are_read_as_people_write_them(given: str, read: str) -> None:
    assert sms("http://127.0.0.1:9/").read_address(given) == read


@pytest.mark.parametrize(
    "given", ["", "12345678901", "0769-83312345", "tel:13800138000", "１３８００１３８０００"]
)
def test_what_is_no_mobile_number_is_refused(given: str) -> None:
    with pytest.raises(BadValue):
        sms("http://127.0.0.1:9/").read_address(given)
