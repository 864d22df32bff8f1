"""The line to a real server: calls come once, in order, and what a cut swallowed comes afterwards."""

import asyncio
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from display_client.calls import Call
from display_client.line import GAP_S, LOST_S, Line, State, longest_pause_s
from display_client.server import Server, Unreached
from tests.display.speaking import Clock
from tests.pages.a_day import Day
from tests.servers import RunningHall
from wire.boards import Envelope, HallBoard

pytestmark = pytest.mark.kiosks(0)

LONG_S = 30
RECORDED = Path(__file__).parents[1] / "wire" / "hall.json"


@dataclass
class Heard:
    """Everything that a line told."""

    calls: list[Call] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def see(self, envelope: Envelope) -> None:
        assert isinstance(envelope.board, HallBoard)
        self.states.append(envelope.board.state)

    @property
    def numbers(self) -> list[str]:
        return [call.number for call in self.calls]


@pytest.fixture(scope="module")
def day(hall: RunningHall) -> Day:
    day = Day(hall)
    day.calls(9, "zh-shangshi")
    return day


@contextmanager
def a_line(day: Day, heard: Heard, known_to: int | None = None) -> Iterator[Line]:
    server = Server(day.run["base_url"], day.run["centre"], None)
    line = Line(server, "hall:N", heard.calls.append, heard.see, known_to)
    line.start()
    try:
        wait_for(lambda: line.state is State.LIVE)
        yield line
    finally:
        line.stop()
        server.close()


def wait_for(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG_S
    while not reached():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def test_a_call_is_heard_once_with_its_moment_and_nothing_of_before(day: Day) -> None:
    heard = Heard()
    with a_line(day, heard):
        number = day.calls(9, "zh-shangshi")
        wait_for(lambda: bool(heard.calls))
        day.does(9, "recall")
        wait_for(lambda: len(heard.calls) == 2)
    assert [(call.number, call.recall) for call in heard.calls] == [(number, False), (number, True)]
    assert max(time.monotonic() - call.at for call in heard.calls) < 60
    assert heard.states[-1] == "open"


def test_after_a_restart_the_calls_in_between_are_heard(day: Day) -> None:
    first = Heard()
    with a_line(day, first):
        day.calls(9, "zh-shangshi")
        wait_for(lambda: bool(first.calls))
    missed = [day.calls(9, "zh-shangshi") for _ in range(2)]
    second = Heard()
    with a_line(day, second, first.calls[-1].seq):
        wait_for(lambda: len(second.calls) == 2)
    assert second.numbers == missed


def test_a_line_that_is_lost_is_opened_again_and_tells_what_it_missed(day: Day) -> None:
    heard = Heard()
    with a_line(day, heard) as line:

        def is_lost() -> bool:
            """As if the server had been silent for ever: set again, for a pulse may come meanwhile."""
            line._pulse_at = float("-inf")
            return line.state is not State.LIVE

        wait_for(is_lost)
        number = day.calls(9, "zh-shangshi")
        wait_for(lambda: heard.numbers == [number])
        wait_for(lambda: line.state is State.LIVE)


def test_a_server_that_was_killed_is_looked_for_each_second_and_one_that_stays_away_seldom() -> None:
    pauses = [longest_pause_s(tries) for tries in range(20)]
    assert pauses[:4] == [0.25, 0.5, 1.0, 1.0]
    assert sum(pause for pause in pauses if pause <= 1.0) / 2 > 5  # each is half as long at least
    assert pauses[-8:] == [2.0, 4.0, *[8.0] * 6]
    assert longest_pause_s(10**9) == 8.0


def pause_after_one_try(port: int) -> float:
    """How long a line rests at most after it has tried a server on this port once."""
    line = Line(Server(f"http://127.0.0.1:{port}", "dalang", None), "hall:N", lambda _: None, lambda _: None)
    line.start()
    wait_for(lambda: line._tries > 0)
    line.stop()
    return longest_pause_s(line._tries - 1)


def test_a_server_that_does_not_answer_in_time_is_tried_seldom_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("display_client.line.ANSWER_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert pause_after_one_try(port) == 2.0
    assert pause_after_one_try(port) == 0.25


def an_envelope(seq: int, *chain: tuple[int, int | None]) -> Envelope:
    """The recorded hall with other calls."""
    recorded: dict[str, Any] = json.loads(RECORDED.read_text("utf-8"))
    call = {"number": "A012", "window": 7, "zone": "N2", "at": recorded["hall_time"], "recall": False}
    calls = [{**call, "seq": at, "prev": prev} for at, prev in chain]
    return Envelope.model_validate({**recorded, "seq": seq, "calls": calls})


class Remembers:
    """A server that knows one envelope, or cannot be reached."""

    def __init__(self, knows: Envelope | None) -> None:
        self.knows = knows

    def board(self, room: str, calls_after: int) -> Envelope:
        if self.knows is None:
            raise Unreached(room)
        return self.knows


def a_line_with_a_gap(knows: Envelope | None, now: Callable[[], float]) -> tuple[Line, list[int]]:
    heard: list[int] = []
    server: Any = Remembers(knows)
    line = Line(server, "hall:N", lambda call: heard.append(call.seq), lambda board: None, now=now)
    line.hear(an_envelope(10, (10, None)))
    line.hear(an_envelope(14, (14, 12)))
    return line, heard


def test_a_gap_is_filled_by_asking() -> None:
    line, heard = a_line_with_a_gap(an_envelope(14, (12, 10), (14, 12)), time.monotonic)
    assert heard == []
    asyncio.run(line._fill(10))
    assert heard == [12, 14]


def test_a_gap_that_cannot_be_filled_holds_nobody_back_for_long() -> None:
    clock = Clock()
    line, heard = a_line_with_a_gap(None, clock)
    asyncio.run(line._fill(10))
    assert heard == []
    clock.pass_by(GAP_S)
    asyncio.run(line._fill(10))
    assert heard == [14]


@dataclass
class Connection:
    """Stands in for a socket: tells what is pushed, then acknowledges, then ends."""

    acknowledged: Envelope
    pushed: tuple[Envelope, ...] = ()
    connected: bool = False
    on_board: Callable[[object], None] = print

    def on(self, event: str, handler: Callable[[object], None]) -> None:
        if event == "board":
            self.on_board = handler

    async def connect(self, *words: object, **more: object) -> None: ...

    async def call(self, event: str, *words: object, **more: object) -> Envelope:
        for envelope in self.pushed:
            self.on_board(envelope)
        return self.acknowledged

    async def disconnect(self) -> None: ...


def heard_over(
    monkeypatch: pytest.MonkeyPatch, *connections: Connection, known_to: int | None = None
) -> tuple[list[int], list[int]]:
    """The calls and the boards that a line hands on over these connections, by their seq."""
    calls: list[int] = []
    boards: list[int] = []
    server: Any = SimpleNamespace(base_url="http://h", centre="dalang", token=None)
    line = Line(
        server,
        "hall:N",
        lambda call: calls.append(call.seq),
        lambda board: boards.append(board.seq),
        known_to,
    )
    for connection in connections:
        monkeypatch.setattr("display_client.line.socketio.AsyncClient", lambda it=connection, **_: it)
        asyncio.run(line._one_connection())
    return calls, boards


def test_a_push_that_overtakes_the_acknowledgement_is_spoken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    push, late = an_envelope(14, (12, 10), (14, 12)), an_envelope(12, (12, 10))
    connection = Connection(late, pushed=(push,))
    again = Connection(push, pushed=(late, push))
    assert heard_over(monkeypatch, connection, again, known_to=10)[0] == [12, 14]


def test_a_record_that_began_anew_is_heard_and_shown_from_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, anew = an_envelope(5000, (5000, None)), an_envelope(3, (3, None))
    after = Connection(an_envelope(5, (3, None), (5, 3)))
    assert heard_over(monkeypatch, Connection(old), Connection(anew), after) == ([5], [5000, 3, 5])


def test_what_was_spoken_before_a_record_began_anew_is_remembered_from_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anew, after = an_envelope(3, (3, None)), an_envelope(5, (3, None), (5, 3))
    assert heard_over(monkeypatch, Connection(anew), Connection(after), known_to=5000)[0] == [5]


def test_a_line_without_a_pulse_is_lost_after_a_while() -> None:
    clock = Clock()
    line, _ = a_line_with_a_gap(None, clock)
    assert line.is_lost is False
    clock.pass_by(LOST_S + 1)
    assert line.is_lost is True


def test_what_is_no_envelope_is_passed_over() -> None:
    line, heard = a_line_with_a_gap(None, Clock())
    nonsense: list[Any] = [None, "board", {"room": 5}, {"error": {}}]
    for message in nonsense:
        line.hear(message)
    assert heard == []
