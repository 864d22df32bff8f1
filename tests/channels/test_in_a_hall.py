"""A real hall, a gateway that answers: from the visitor's form to the message, and nothing of it left."""

import json
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.channels.test_sms import Gateway, a_gateway
from tests.servers import RECORD, RunningHall, running_hall
from tests.stories.playing import Players

TOKEN = "t" * 40
PHONE = "13800138000"
SOON_S = 30.0


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with a_gateway() as gateway:
        yield gateway


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, prepared: Path, gateway: Gateway) -> Iterator[RunningHall]:
    """A hall that can send short messages, and is measured."""
    settings = {"YIMEN_SMS_URL": gateway.url, "YIMEN_SMS_SECRET": "s" * 32, "YIMEN_METRICS_TOKEN": TOKEN}
    folder = tmp_path_factory.mktemp("hall")
    with running_hall(folder, prepared, LOUDSPEAKERS="0", KIOSKS="0", **settings) as hall:
        yield hall


def soon(look: Callable[[], bool]) -> bool:
    """Whether it comes true before long."""
    deadline = time.monotonic() + SOON_S
    while not look() and time.monotonic() < deadline:
        time.sleep(0.1)
    return look()


def asked_by_form(ticket: dict[str, Any]) -> None:
    filled = {"key": uuid.uuid4().hex, "channel": "sms", "when": "people-3", "address": PHONE}
    answer = httpx.post(f"{ticket['link']}/remind", data=filled, timeout=20)
    assert answer.status_code == 303


def told(gateway: Gateway) -> list[tuple[str, str]]:
    return [(each["number"], each["kind"]) for each in (json.loads(body) for _, body in gateway.given)]


def kept(hall: RunningHall) -> list[tuple[int, str]]:
    with sqlite3.connect(f"file:{hall.data / RECORD}?mode=ro", uri=True) as record:
        return record.execute("SELECT over, body FROM reminder").fetchall()


def test_a_visitor_is_told_that_the_turn_is_near_and_called_and_then_forgotten(
    hall: RunningHall, gateway: Gateway
) -> None:
    players = Players(hall)
    window = players.window_of("jiashizheng")
    ticket = players.take(queue="jiashizheng")
    asked_by_form(ticket)
    assert soon(lambda: told(gateway) == [(ticket["number"], "near")])
    assert PHONE not in str(kept(hall))
    players.sign_in(window)
    players.press(window, "next")
    assert soon(lambda: told(gateway)[1:] == [(ticket["number"], "called")])
    players.press(window, "finish")
    assert soon(lambda: all(over and '"address"' not in body for over, body in kept(hall)))
    said = httpx.get(f"{hall.run['base_url']}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert 'yimen_reminders_total{channel="sms",kind="near",outcome="delivered"} 1.0' in said
