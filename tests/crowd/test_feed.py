"""A socket of the crowd comes back and watches again, also where its library would not."""

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
import socketio

from crowd import feed
from crowd.feed import Feed
from crowd.tally import Tally

BOARD = {"room": "town/hall:N"}


class FakeSocket:
    """A socket that answers what it is told to, in this order."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.connected = False
        self.eio = SimpleNamespace(state="disconnected")
        self.connects = 0
        self.reconnection_delay_max = 0.0

    async def connect(self, *_: Any, **__: Any) -> None:
        self.connects += 1
        self.connected = True
        self.eio.state = "connected"

    async def call(self, *_: Any, **__: Any) -> Any:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def a_feed(socket: FakeSocket, heard: list[Any]) -> Feed:
    made: Any = Feed.__new__(Feed)
    made.base_url, made.tally, made.on_board, made.socket = "", Tally(), heard.append, socket
    made.rooms, made.token, made.keeper, made.seldom_s = {"town/hall:N"}, None, None, feed.SELDOM_S
    made.resting = set()
    return made  # type: ignore[no-any-return]


def test_a_connection_that_broke_while_it_was_made_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "AGAIN_S", 0.0)
    socket = FakeSocket()

    async def lose_it() -> None:
        await a_feed(socket, []).open("town/hall:N")
        socket.eio.state = "disconnected"
        async with asyncio.timeout(10):
            while socket.eio.state != "connected":
                await asyncio.sleep(0)

    asyncio.run(lose_it())
    assert socket.connects == len(["the first", "the second"])


@pytest.mark.parametrize(("soon_for_s", "pause_s"), [(60.0, feed.SOON_S), (0.0, feed.SELDOM_S)])
def test_it_tries_soon_at_first_and_then_seldom(
    monkeypatch: pytest.MonkeyPatch, soon_for_s: float, pause_s: float
) -> None:
    monkeypatch.setattr(feed, "AGAIN_S", 0.0)
    monkeypatch.setattr(feed, "SOON_FOR_S", soon_for_s)
    socket = FakeSocket()

    async def be_away() -> None:
        keeping = asyncio.create_task(a_feed(socket, []).keep())
        async with asyncio.timeout(10):
            while not socket.reconnection_delay_max:
                await asyncio.sleep(0)
        keeping.cancel()

    asyncio.run(be_away())
    assert socket.reconnection_delay_max == pause_s


def test_a_watch_that_the_record_failed_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "AGAIN_S", 0.0)
    heard: list[Any] = []
    made = a_feed(FakeSocket({"error": {"code": "record_failed"}}, BOARD), heard)
    asyncio.run(made.ask_for("town/hall:N"))
    assert (heard, dict(made.tally.wrongs)) == ([BOARD], {"no_answer": 1})


def test_several_who_ask_in_vain_for_a_room_go_on_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "AGAIN_S", 0.01)
    heard: list[Any] = []
    away = {"error": {"code": "record_failed"}}
    made = a_feed(FakeSocket(away, away, away, BOARD), heard)

    async def ask_thrice() -> None:
        await asyncio.gather(*(made.ask_for("town/hall:N") for _ in range(3)))

    asyncio.run(ask_thrice())
    assert heard == [BOARD]


def test_a_watch_without_an_answer_is_asked_again() -> None:
    heard: list[Any] = []
    socket = FakeSocket(socketio.exceptions.TimeoutError(), BOARD)
    asyncio.run(a_feed(socket, heard).ask_for("town/hall:N"))
    assert heard == [BOARD]


def test_a_watch_on_a_lost_connection_waits_for_the_next_one() -> None:
    heard: list[Any] = []
    socket = FakeSocket(socketio.exceptions.BadNamespaceError("/"))
    asyncio.run(a_feed(socket, heard).ask_for("town/hall:N"))
    assert heard == []


def test_a_door_that_never_answers_is_left_in_time_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "WAIT_S", 0.05)
    monkeypatch.setattr(feed, "AGAIN_S", 0.0)
    knocks = 0

    async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal knocks
        knocks += 1
        await reader.read()
        writer.close()

    async def knock() -> None:
        async with await asyncio.start_server(stay_silent, "127.0.0.1", 0) as door:
            port = door.sockets[0].getsockname()[1]
            async with aiohttp.ClientSession() as session:
                made = Feed(f"http://127.0.0.1:{port}", session, Tally(), lambda board: None)
                knocking = asyncio.create_task(made.connect())
                async with asyncio.timeout(20):
                    while knocks < 2:
                        await asyncio.sleep(0.01)
                knocking.cancel()
                await asyncio.gather(knocking, return_exceptions=True)

    asyncio.run(knock())
    assert knocks >= 2
