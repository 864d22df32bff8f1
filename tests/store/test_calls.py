"""The calls that screens need when the server starts, and those that a client missed."""

import secrets

import pytest

from queue_server.actions.calling import recall
from queue_server.actions.desk import Seat
from queue_server.domain.calls import CallDone
from tests.store.town import Town


@pytest.fixture
def busy(sql: Town) -> Town:
    """Thirty calls at window 1, then one at window 4, then half an hour of silence."""
    _call_often(sql, sql.sit(1), 30)
    sql.take(queue="cards")
    sql.next(sql.sit(4))
    sql.clock.move(minutes=30)
    return sql


def _call_often(town: Town, seat: Seat, times: int) -> None:
    town.take()
    window = town.next(seat)
    ticket = town.hall().tickets[window.current or 0]
    for _ in range(times - 1):
        with town.begin() as tx:
            recall(tx, seat, ticket.public_id)


def windows(calls: list[CallDone]) -> list[int]:
    return [call.window for call in calls]


def test_the_last_24_calls_of_a_room_are_there(busy: Town) -> None:
    assert windows(busy.store.recent_calls(busy.code)) == [1] * 24 + [4]


def test_all_calls_of_the_last_quarter_are_there(sql: Town) -> None:
    _call_often(sql, sql.sit(1), 40)
    assert len(sql.store.recent_calls(sql.code)) == 40


def test_a_busy_room_does_not_hide_a_quiet_one(busy: Town) -> None:
    _call_often(busy, busy.sit(2), 50)
    assert 4 in windows(busy.store.recent_calls(busy.code))


@pytest.mark.parametrize(("scope", "key"), [("hall", "N"), ("zone", "N1"), ("window", 1), ("queue", "life")])
def test_a_client_gets_the_calls_that_it_missed(busy: Town, scope: str, key: str | int) -> None:
    calls = busy.store.recent_calls(busy.code)
    missed = busy.sql.calls_after(busy.code, scope, key, calls[20].seq)  # type: ignore[arg-type]
    assert missed == calls[21:24]


def test_a_room_without_calls_has_none(busy: Town) -> None:
    assert busy.sql.calls_after(busy.code, "hall", secrets.token_hex(4), 0) == []


def test_a_centre_without_calls_has_none(sql: Town) -> None:
    assert sql.store.recent_calls(sql.code) == []
