"""Clients that read slowly, or never: whole frames in order, or they are let go; nobody waits for them."""

from collections.abc import Iterator
from itertools import pairwise
from threading import Thread

import pytest

from tests.exhaustive import also

from .driving import HallServer, listening, until
from .plain_client import PlainClient

ROOM = "dalang/hall:N"

BACKLOG_BYTES = 300_000


@pytest.fixture(scope="module", params=["eventlet", also("gevent")])
def impatient(request: pytest.FixtureRequest) -> Iterator[HallServer]:
    """A hall that lets clients go when a tenth of what is usual waits for them."""
    hall = HallServer(request.param, "direct", BACKLOG_BYTES)
    hall.act("sign_in", window=1)
    yield hall
    hall.close()


def test_a_client_that_never_reads_is_dropped_and_the_others_miss_nothing(impatient: HallServer) -> None:
    deaf = PlainClient(impatient.address, ROOM)
    with listening(impatient) as screen:
        screen.watch("hall:N")
        while impatient.figures()["dropped"] == 0:
            impatient.act("storm", window=1, rounds=10)
            seq = impatient.board("hall:N")["seq"]
            assert until(lambda seq=seq: screen.newest[ROOM]["seq"] >= seq, 30)  # type: ignore[misc]
        chain = screen.heard("hall:N")
    assert all(later["prev"] == earlier["seq"] for earlier, later in pairwise(chain))
    deaf.close()


def test_a_client_that_reads_slowly_gets_every_frame_whole_and_in_order(server: HallServer) -> None:
    slow = PlainClient(server.address, ROOM)
    server.act("storm", window=1, rounds=20)
    last = server.board("hall:N")["seq"]
    seqs = []
    for board in slow.boards():
        seqs.append(board["seq"])
        if board["seq"] == last:
            break
    assert seqs == sorted(seqs)
    slow.close()


def test_pongs_never_begin_inside_a_board(server: HallServer) -> None:
    slow = PlainClient(server.address, ROOM)
    storm = Thread(target=server.act, args=("storm",), kwargs={"window": 1, "rounds": 25})
    storm.start()
    for _ in range(300):
        slow.ping()
    storm.join()
    server.act("issue", queue="minsheng")
    last = server.board("hall:N")["seq"]
    assert any(board["seq"] == last for board in slow.boards())
    assert slow.pongs > 0
    slow.close()


def test_frames_are_not_compressed_whatever_a_client_offers(server: HallServer) -> None:
    offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    client = PlainClient(server.address, ROOM, offer)
    assert "sec-websocket-extensions" not in client.head.lower()
    client.close()
