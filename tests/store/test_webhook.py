"""Alarms reach another system, signed, in order and at least once, whatever that system does."""

import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from queue_server.clock import RealClock
from queue_server.domain.alarms import Alarm
from queue_server.domain.facts import AlarmCleared, AlarmRaised
from queue_server.webhook.__main__ import one_round
from queue_server.webhook.mark import Marks
from queue_server.webhook.message import trial_message
from queue_server.webhook.sender import Delivery, NotTaken, Sender
from tests.makers import NINE
from tests.store.listening import Listening
from tests.store.postgres import a_database
from tests.store.town import Town

SECRET = "s" * 32
NO_PAPER = Alarm("device", "K1", "paper_out", NINE)


class Receiver(Listening):
    """Another system on loopback; `answers` are the next statuses, after that 204. `slow_s` delays them."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.asked: list[tuple[str, bytes, Any]] = []
        self.answers: list[int] = []
        self.slow_s = 0.0
        super().__init__("alarms")

    def take(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        self.asked.append((request.path, body, request.headers))
        time.sleep(self.slow_s)
        status = self.answers.pop(0) if self.answers else 204
        if status < 300:
            self.got.append(json.loads(body))
        request.send_response(status)
        if status == 302:
            request.send_header("Location", f"{self.url}/elsewhere")
        request.send_header("Content-Length", "0")
        request.end_headers()


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    """A database for this file alone: a delivery looks at every centre that there is."""
    with a_database() as address:
        yield address


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


def a_sender(url: str) -> Sender:
    return Sender(url, SECRET, RealClock().real_now)


def a_delivery(town: Town, url: str, path: Path, timeout_s: float = 5.0) -> Delivery:
    """As it is after a start of the program."""
    sender = Sender(url, SECRET, town.clock.real_now, timeout_s)
    return Delivery(town.sql, sender, Marks(path / "webhook.json"))


def raised(town: Town, alarm: Alarm = NO_PAPER) -> None:
    with town.begin() as tx:
        tx.record(AlarmCleared(alarm) if alarm.ended else AlarmRaised(alarm), alarm)


def told(receiver: Receiver) -> list[tuple[str, bool]]:
    return [(each["state"], each["cleared"]) for each in receiver.got]


@pytest.fixture
def begun(sql: Town, receiver: Receiver, tmp_path: Path) -> Delivery:
    """A delivery that has looked once: what was before is old news."""
    raised(sql, replace(NO_PAPER, state="cover_open"))
    delivery = a_delivery(sql, receiver.url, tmp_path)
    delivery.deliver()
    return delivery


def test_an_alarm_and_its_end_arrive_in_order_and_once(
    sql: Town, receiver: Receiver, begun: Delivery
) -> None:
    raised(sql)
    raised(sql, replace(NO_PAPER, ended=True))
    begun.deliver()
    begun.deliver()
    assert told(receiver) == [("paper_out", False), ("paper_out", True)]
    assert receiver.got[0]["alarm"] == receiver.got[1]["alarm"]
    assert receiver.got[0]["text"]["en"] == "K1: out of paper since 09:00."


def test_whoever_knows_the_secret_can_check_who_sent_it(receiver: Receiver) -> None:
    a_sender(receiver.url).send(trial_message("town", NINE))
    ((_, body, headers),) = receiver.asked
    signed = headers["Yimen-Timestamp"].encode() + b"." + body
    wanted = hmac.new(SECRET.encode(), signed, sha256).hexdigest()
    assert headers["Yimen-Signature"] == f"sha256={wanted}"
    assert abs(int(headers["Yimen-Timestamp"]) - time.time()) < 60


def test_what_is_refused_is_sent_again_and_nothing_overtakes_it(
    sql: Town, receiver: Receiver, begun: Delivery
) -> None:
    raised(sql)
    raised(sql, replace(NO_PAPER, ended=True))
    receiver.answers = [500, 404]
    pauses = [one_round(begun) for _ in range(3)]
    assert pauses == [1.0, 2.0, 2.0]
    assert told(receiver) == [("paper_out", False), ("paper_out", True)]


def test_the_pause_grows_to_a_minute_and_no_further(begun: Delivery) -> None:
    assert [begun.pause_s() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_redirect_is_not_followed(sql: Town, receiver: Receiver, begun: Delivery) -> None:
    raised(sql)
    receiver.answers = [302]
    with pytest.raises(NotTaken, match="302"):
        begun.deliver()
    assert [path for path, _, _ in receiver.asked] == ["/alarms"]


def test_a_slow_receiver_is_given_up_and_tried_again(
    sql: Town, receiver: Receiver, begun: Delivery, tmp_path: Path
) -> None:
    raised(sql)
    receiver.slow_s = 1.0
    with pytest.raises(NotTaken, match="Timeout"):
        a_delivery(sql, receiver.url, tmp_path, timeout_s=0.2).deliver()
    receiver.slow_s = 0.0
    begun.deliver()
    assert told(receiver)[-1] == ("paper_out", False)


def test_a_dead_receiver_gets_it_when_it_lives_again_also_after_a_restart(
    sql: Town, receiver: Receiver, begun: Delivery, tmp_path: Path
) -> None:
    raised(sql)
    with pytest.raises(NotTaken, match="ConnectError"):
        a_delivery(sql, "http://127.0.0.1:1/alarms", tmp_path).deliver()
    a_delivery(sql, receiver.url, tmp_path).deliver()
    a_delivery(sql, receiver.url, tmp_path).deliver()
    assert told(receiver) == [("paper_out", False)]


def test_what_nobody_takes_for_a_day_does_not_hold_up_what_comes_later(
    sql: Town, receiver: Receiver, begun: Delivery, tmp_path: Path
) -> None:
    raised(sql)
    sql.clock.move(days=1, seconds=1)
    raised(sql, replace(NO_PAPER, ended=True))
    receiver.answers = [400]
    a_delivery(sql, receiver.url, tmp_path).deliver()
    assert told(receiver) == [("paper_out", True)]


def test_a_mark_that_cannot_be_kept_ends_nothing(
    sql: Town, receiver: Receiver, begun: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    raised(sql)
    with monkeypatch.context() as disk:
        disk.setattr(Marks, "put", full)
        assert one_round(begun) == 1.0
    one_round(begun)
    assert ("paper_out", False) in told(receiver)
