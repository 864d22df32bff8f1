"""Boards over real sockets: watched, pushed after the commit, never lost."""

from functools import partial
from threading import Thread

import pytest

from .driving import EVERYWHERE, HallServer, Listener, listening, until

pytestmark = pytest.mark.parametrize("server", EVERYWHERE, indirect=True)


def has_called(listener: Listener, room: str, number: str) -> bool:
    return any(call["number"] == number for call in listener.heard(room))


def shows(listener: Listener, room: str, windows: object) -> bool:
    return bool(listener.board(room)["windows"] == windows)


def test_the_answer_to_watch_is_the_envelope(server: HallServer) -> None:
    with listening(server) as screen:
        said = screen.watch("hall:N")
        assert set(said) == {"room", "seq", "server_time", "hall_time", "speed", "board", "calls"}
        assert said["room"] == "dalang/hall:N"


def test_a_call_is_pushed_to_everybody_who_looks_at_it(server: HallServer) -> None:
    with listening(server) as screen:
        for room in ("hall:N", "zone:N1", "window:1", "queue:minsheng"):
            screen.watch(room)
        ticket = server.act("issue", queue="minsheng")
        screen.watch(f"ticket:{ticket}")
        server.act("next", window=1)
        assert until(lambda: screen.board(f"ticket:{ticket}")["state"] == "called")
        number = screen.board(f"ticket:{ticket}")["number"]
        for room in ("hall:N", "zone:N1", "window:1", "queue:minsheng"):
            assert until(partial(has_called, screen, room, number)), room


def test_an_offline_ticket_is_pushed_to_its_place_in_line(server: HallServer) -> None:
    with listening(server) as screen:
        for room in ("hall:N", "queue:minsheng"):
            screen.watch(room)
        server.act("issue", queue="minsheng")
        ticket = server.act("hand_in", queue="minsheng", number="A-K1-01", minutes_ago=30)
        assert until(lambda: [row[0] for row in screen.board("queue:minsheng")["waiting"]][:1] == ["A-K1-01"])
        waiting = len(screen.board("queue:minsheng")["waiting"])
        assert until(lambda: screen.board("hall:N")["queues"][0]["waiting"] == waiting)
        assert screen.watch(f"ticket:{ticket}")["board"]["number"] == "A-K1-01"


def test_rooms_that_nothing_touched_are_left_alone(server: HallServer) -> None:
    with listening(server) as screen:
        screen.watch("hall:S")
        screen.watch("hall:N")
        server.act("issue", queue="minsheng")
        assert until(lambda: any(e["room"] == "dalang/hall:N" for e in screen.pushed))
        assert not [e for e in screen.pushed if e["room"] == "dalang/hall:S"]


def test_two_calls_at_once_are_both_heard_and_chained(server: HallServer) -> None:
    server.act("sign_in", window=2)
    with listening(server) as screen:
        before = screen.watch("hall:N")["calls"]
        for window in (1, 2):
            server.act("issue", queue="minsheng")
            server.act("next", window=window)
        assert until(lambda: len(screen.heard("hall:N")) >= len(before) + 2)
        last = screen.heard("hall:N")[-2:]
        assert last[1]["prev"] == last[0]["seq"]
        assert [c["window"] for c in last] == [1, 2]


def test_who_watches_in_the_middle_of_a_storm_ends_with_the_servers_board(server: HallServer) -> None:
    storm = Thread(target=server.act, args=("storm",), kwargs={"window": 1, "rounds": 150})
    storm.start()
    with listening(server) as screen:
        screen.watch("zone:N1")
        screen.watch("hall:N")
        storm.join()
        for room in ("hall:N", "zone:N1"):
            assert until(partial(shows, screen, room, server.board(room)["board"]["windows"]))
        chain = [call["prev"] for call in screen.heard("hall:N")[1:]]
        assert chain == [call["seq"] for call in screen.heard("hall:N")[:-1]]


def test_after_unwatch_there_is_silence(server: HallServer) -> None:
    with listening(server) as screen, listening(server) as other:
        screen.watch("hall:N")
        other.watch("hall:N")
        assert screen.ask("unwatch", {"room": "dalang/hall:N"}) == {}
        screen.pushed.clear()
        server.act("issue", queue="minsheng")
        assert until(lambda: bool(other.pushed))
        assert screen.pushed == []


def test_who_comes_back_watches_again_and_hears_what_was_called_meanwhile(server: HallServer) -> None:
    with listening(server) as screen:
        screen.watch("window:1")
    server.act("issue", queue="minsheng")
    server.act("next", window=1)
    with listening(server) as screen:
        calls = screen.watch("window:1")["calls"]
        assert calls[-1]["number"] == screen.board("window:1")["current"]["number"]


def test_http_gives_the_same_envelope_and_fills_gaps(server: HallServer) -> None:
    with listening(server) as screen:
        calls = screen.watch("hall:N")["calls"]
    assert server.board("hall:N")["calls"] == calls
    after = server.board(f"hall:N?calls_after={calls[-3]['seq']}")["calls"]
    assert after == calls[-2:]


def test_a_queue_is_told_once_a_second_at_most_and_ends_right(server: HallServer) -> None:
    with listening(server) as phone:
        phone.watch("queue:minsheng")
        server.act("storm", window=1, rounds=40)
        server.act("issue", queue="minsheng")
        true = server.board("queue:minsheng")["board"]["waiting"]
        numbers = [place[0] for place in true]
        assert until(lambda: [p[0] for p in phone.board("queue:minsheng")["waiting"]] == numbers)
        assert len(phone.pushed) <= 5


def test_the_pulse_tells_how_far_each_room_has_come(server: HallServer) -> None:
    with listening(server) as screen:
        screen.watch("hall:N")
        screen.watch("hall:S")
        server.act("issue", queue="minsheng")
        seq = server.board("hall:N")["seq"]
        assert until(lambda: any(p["rooms"]["dalang/hall:N"] == seq for p in screen.pulses))
        assert set(screen.pulses[-1]["rooms"]) == {"dalang/hall:N", "dalang/hall:S"}
        assert screen.pulses[-1]["rooms"]["dalang/hall:S"] < seq


def test_a_notice_reaches_the_screens(server: HallServer) -> None:
    with listening(server) as screen:
        screen.watch("zone:N2")
        server.act("notice", hall="N", text={"zh": "今日系统升级"})
        assert until(lambda: screen.board("zone:N2")["notice"] == {"zh": "今日系统升级"})
