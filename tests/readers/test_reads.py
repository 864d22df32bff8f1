"""A read on its way to the page: in memory, for seconds, told once."""

import threading
import time
from collections.abc import Callable
from typing import Any

from flask import Flask

from kiosk_client.readers.read import Kind, Opened, Read, ReaderLost
from kiosk_client.reads import Reads, add_reads

CARD = Read(Kind.ID_CARD, "11010519491231002X")
CODE = Read(Kind.QR, "http://hall.example/t/abc")
BOTH = frozenset(Kind)
QR_ONLY = frozenset({Kind.QR})
LONG_S = 10.0


class Unplugged:
    """A reader that is never there."""

    def open(self) -> Opened:
        raise ReaderLost("not there")


def in_background(act: Callable[[], Any]) -> Callable[[], Any]:
    """Do it in a thread; the answer waits for what came of it."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(act()), daemon=True)
    thread.start()

    def result() -> Any:
        thread.join(LONG_S)
        return found[0]

    return result


def test_a_page_that_waits_is_told_at_once() -> None:
    reads = Reads()
    told = in_background(lambda: reads.take(BOTH, LONG_S))
    reads.put(CARD)
    assert told() == CARD


def test_a_read_is_told_once_and_then_kept_nowhere() -> None:
    reads = Reads()
    reads.put(CARD)
    assert reads.take(BOTH, 0.0) == CARD
    assert reads.take(BOTH, 0.0) is None
    assert CARD not in vars(reads).values()


def test_a_card_that_no_field_takes_is_dropped() -> None:
    reads = Reads()
    reads.put(CARD)
    assert reads.take(QR_ONLY, 0.0) is None
    assert reads.take(BOTH, 0.0) is None


def test_a_read_that_nobody_asks_for_is_dropped_by_itself() -> None:
    reads = Reads(kept_s=0.05)
    reads.put(CARD)
    end = time.monotonic() + LONG_S
    while CARD in vars(reads).values() and time.monotonic() < end:
        time.sleep(0.01)
    assert reads.take(BOTH, 0.0) is None


def test_of_two_reads_the_newer_one_is_told() -> None:
    reads = Reads()
    reads.put(CARD)
    reads.put(CODE)
    assert reads.take(BOTH, 0.0) == CODE
    assert reads.take(BOTH, 0.0) is None


def test_who_asks_last_is_told() -> None:
    reads = Reads()
    first = in_background(lambda: reads.take(QR_ONLY, LONG_S))
    while reads._asked == 0:
        time.sleep(0.001)
    second = in_background(lambda: reads.take(BOTH, LONG_S))
    assert first() is None
    reads.put(CARD)
    assert second() == CARD


def asked(reads: Reads, body: object) -> Any:
    app = Flask("reads")
    add_reads(app, reads)
    return app.test_client().post("/agent/reads", json=body)


def test_the_page_takes_a_read_by_its_route() -> None:
    reads = Reads({"card": Unplugged()})
    reads.put(CARD)
    answer = asked(reads, {"wants": ["qr", "id_card"]})
    assert answer.get_json() == {"readers": True, "read": {"kind": "id_card", "text": CARD.text}}
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_kiosk_without_readers_says_so_at_once() -> None:
    assert asked(Reads(), {"wants": ["qr"]}).get_json() == {"readers": False, "read": None}


def test_garbage_is_refused() -> None:
    bodies: list[object] = [None, [], {}, {"wants": "qr"}, {"wants": ["face"]}, {"wants": [[]]}]
    for body in bodies:
        assert asked(Reads(), body).status_code == 400


def test_readers_work_while_the_kiosk_does() -> None:
    reads = Reads({"card": Unplugged()})
    with reads:
        assert [state.name for state in reads.states()] == ["card"]
    assert not reads._readers[0]._thread.is_alive()
