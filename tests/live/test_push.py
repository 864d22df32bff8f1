"""What leaves: in order, as it is, and the boards of staff and queues once a second, made only then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from queue_server.actions.ports import Change, Committed
from queue_server.boards import rooms
from queue_server.domain.hall import Hall
from queue_server.live.door import Json
from queue_server.live.live import Live
from queue_server.live.pacing import Pace
from queue_server.live.push import Dispatcher, Emitter, Encoded
from tests.boards.a_hall import NINE, a_hall


class LoopByHand:
    """A loop whose turns a test gives; sleeping moves its clock."""

    async_mode = "threading"

    def __init__(self) -> None:
        self.posted: list[Callable[[], object]] = []
        self.spawned: list[Callable[[], object]] = []
        self.now = 100.0

    def post(self, fn: Callable[[], object]) -> None:
        self.posted.append(fn)

    def spawn(self, fn: Callable[[], object]) -> None:
        self.spawned.append(fn)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def turn(self) -> None:
        """Let what was posted happen."""
        while self.posted:
            self.posted.pop(0)()

    def wake(self) -> None:
        """Let what was spawned sleep to its end, and what comes of it happen."""
        while self.spawned:
            self.spawned.pop(0)()
            self.turn()


class Wire:
    """Where a Socket.IO server would send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def on(self, event: str, handler: Callable[..., object]) -> None:
        """Nobody connects."""

    def emit(self, event: str, message: Encoded, *, to: str, namespace: str) -> None:
        assert (event, namespace) == ("board", "/")
        self.sent.append((to, str(message)))


def test_boards_leave_in_their_order() -> None:
    loop, wire = LoopByHand(), Wire()
    dispatcher = Dispatcher(loop, Emitter(wire), Pace(lambda: loop.now))
    dispatcher.send({"dalang/hall:N": Encoded("1"), "dalang/hall:S": Encoded("1")})
    dispatcher.send({"dalang/hall:N": Encoded("2")})
    assert wire.sent == [("dalang/hall:N", "1"), ("dalang/hall:S", "1"), ("dalang/hall:N", "2")]


class Crowded(Emitter):
    """Where thousands watch every queue."""

    def is_crowd(self, form: str) -> bool:
        return form.startswith("dalang/queue:")


def test_screens_do_not_wait_for_a_crowd_and_the_crowd_is_told_the_newest_only() -> None:
    loop, wire = LoopByHand(), Wire()
    dispatcher = Dispatcher(loop, Crowded(wire), Pace(lambda: loop.now))
    told: list[str] = []
    dispatcher.send({"dalang/queue:a": Encoded("1"), "dalang/hall:N": Encoded("1")}, told.append)
    dispatcher.send({"dalang/queue:a": Encoded("2")}, told.append)
    assert (wire.sent, told, dispatcher.is_telling) == ([("dalang/hall:N", "1")], ["dalang/hall:N"], True)
    loop.wake()
    assert (wire.sent[1:], told[1:]) == ([("dalang/queue:a", "2")], ["dalang/queue:a"])
    assert not dispatcher.is_telling


def test_a_room_that_is_paced_is_due_again_after_a_second() -> None:
    now = [100.0]
    pace = Pace(lambda: now[0])
    for room in ("dalang/desk", "dalang/hall:N"):
        pace.told(room)
    assert (pace.is_due("dalang/desk"), pace.due_in_s("dalang/desk")) == (False, 1.0)
    assert [pace.is_due(room) for room in ("dalang/hall:N", "dalang/queue:a")] == [True, True]
    now[0] += 1
    assert pace.is_due("dalang/desk")


class Work:
    """A hall at work whose boards are counted, with everybody watching the rooms that are named."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *watched: str) -> None:
        self.hall, self.loop, self.wire = a_hall(1), LoopByHand(), Wire()
        self.made: list[str] = []
        for kind, board in rooms._BOARDS.items():
            monkeypatch.setitem(rooms._BOARDS, kind, self.counted(board))
        self.live = Live(
            self.loop, self.writer(), self.socket(), self.clock(), "", 3600, Pace(lambda: self.loop.now)
        )
        self.live.load("dalang", ())
        monkeypatch.setattr(
            self.live._audience, "forms", lambda room: (None,) if room.partition("/")[2] in watched else ()
        )

    def counted(self, board: Callable[..., Any]) -> Callable[..., Any]:
        def make(hall: Hall, room: rooms.Room, *rest: Any) -> Any:
            self.made.append(str(room))
            return board(hall, room, *rest)

        return make

    def writer(self) -> Any:
        return SimpleNamespace(look=lambda _, see: see(self.hall))

    def socket(self) -> Any:
        return SimpleNamespace(server=self.wire)

    def clock(self) -> Any:
        def now() -> Any:
            return NINE + timedelta(seconds=self.loop.now)

        return SimpleNamespace(hall_now=now, real_now=now, speed=1.0)

    def window_moves(self) -> None:
        """A clerk does something, and the push that follows leaves."""
        self.hall.seq += 1
        window = replace(self.hall.windows[1], seq=self.hall.seq)
        self.hall.put(window)
        before = replace(window, clerk="DL999")
        self.live.committed(Committed("dalang", (), (Change(before, window),), ()), self.hall)
        self.loop.turn()
        self.loop.spawned.pop()()

    def sent(self, room: str) -> int:
        return [to for to, _ in self.wire.sent].count(f"dalang/{room}")


def test_staff_boards_are_made_when_they_are_sent_and_not_at_every_act(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = Work(monkeypatch, "desk", "windows", "window:1", "hall:N")
    for _ in range(5):
        work.window_moves()
    assert [work.made.count(room) for room in ("desk", "windows", "window:1", "hall:N")] == [1, 1, 5, 5]
    work.loop.wake()
    assert [(work.made.count(room), work.sent(room)) for room in ("desk", "windows")] == [(2, 2), (2, 2)]
    assert work.loop.now >= 101
    work.loop.wake()
    assert work.sent("desk") == 2


def test_a_room_that_rests_seems_no_further_until_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, "desk", "hall:N")
    first = work.hall.seq + 1
    seqs = []
    for _ in range(2):
        work.window_moves()
        seqs.append([work.live._seq_of(f"dalang/{room}") for room in ("desk", "hall:N")])
    work.loop.wake()
    assert seqs == [[first, first], [first, first + 1]]
    assert work.live._seq_of("dalang/desk") == first + 1


def test_what_leaves_is_counted_and_its_delay_goes_back_to_the_commit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = iter((10.0, 10.25, 20.0, 21.0))
    monkeypatch.setattr("queue_server.live.centre.monotonic", lambda: next(seconds))
    monkeypatch.setattr("queue_server.live.live.monotonic", lambda: next(seconds))
    work = Work(monkeypatch, "desk")
    work.window_moves()
    work.window_moves()
    work.loop.wake()
    figures = work.live.figures
    assert figures.boards == {"desk": 2}
    assert figures.bytes["desk"] == sum(len(board.encode()) for _, board in work.wire.sent)
    assert figures.delays["desk"].total == pytest.approx(0.25 + 1)


def test_a_room_that_nobody_watches_is_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, "hall:N")
    work.window_moves()
    work.loop.wake()
    assert set(work.made) == {"hall:N"}


def test_what_is_encoded_already_goes_into_the_packet_as_it_is() -> None:
    assert Json.dumps(["board", Encoded('{"号":1}')], separators=(",", ":")) == '["board",{"号":1}]'
    assert Json.dumps([Encoded("{}")]) == "[{}]"
    assert Json.dumps([{"a": "号"}], separators=(",", ":")) == '[{"a":"号"}]'
