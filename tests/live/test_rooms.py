"""Who is in which room, with an index: the same as Socket.IO has it, without its search."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio import Manager

from queue_server.live.rooms import IndexedManager

from .driving import HallServer, until
from .plain_client import PlainClient

CROWD = 250
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["connect", "enter", "leave", "disconnect"]),
        st.integers(0, 4),
        st.sampled_from("abc"),
    ),
    max_size=40,
)


def play(manager: Any, steps: list[tuple[str, int, str]]) -> dict[Any, dict[Any, Any]]:
    """The rooms after these steps, for clients that are connected when it needs that."""
    inside: set[int] = set()
    for what, number, room in steps:
        sid = f"sid{number}"
        if what == "connect" and number not in inside:
            manager.basic_enter_room(sid, "/", None, eio_sid=f"eio{number}")
            manager.basic_enter_room(sid, "/", sid, eio_sid=f"eio{number}")
            inside.add(number)
        elif what == "enter" and number in inside:
            manager.enter_room(sid, "/", room)
        elif what == "leave":
            manager.leave_room(sid, "/", room)
        elif what == "disconnect":
            manager.disconnect(sid, "/")
            inside.discard(number)
    return {
        name: {room: dict(members) for room, members in rooms.items()}
        for name, rooms in manager.rooms.items()
    }


@given(STEPS)
def test_the_rooms_are_those_of_the_library(steps: list[tuple[str, int, str]]) -> None:
    assert play(IndexedManager(), steps) == play(Manager(), steps)


@given(STEPS)
def test_nothing_is_kept_of_those_who_left(steps: list[tuple[str, int, str]]) -> None:
    manager = IndexedManager()
    play(manager, [*steps, *(("disconnect", number, "a") for number in range(5))])
    assert (manager.rooms, dict(manager._rooms_of)) == ({}, {})


@pytest.mark.parametrize("server", ["eventlet", "eventlet stock"], indirect=True)
def test_a_crowd_is_told_everything_and_is_not_searched_for_when_it_leaves(server: HallServer) -> None:
    phones = [PlainClient(server.address, "dalang/queue:minsheng") for _ in range(CROWD)]
    server.act("issue", queue="minsheng")
    seq = server.board("queue:minsheng")["seq"]
    assert all(any(board["seq"] == seq for board in phone.boards()) for phone in phones)
    before = server.figures()
    for phone in phones:
        phone.close()
    assert until(lambda: server.figures()["sockets"] <= before["sockets"] - CROWD, 30)
    assert server.figures()["looks"] - before["looks"] < 5 * CROWD
