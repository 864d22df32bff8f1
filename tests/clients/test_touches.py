"""One touch, one ticket: also when the answer gets lost on the way."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from kiosk_client.server import Body, Refused, Unreached
from kiosk_client.settling import Settling
from kiosk_client.spool.file import Spool
from kiosk_client.spool.touches import KeptTouches
from kiosk_client.touches import Touches, TouchState

LOST = Unreached("lost", may_have_arrived=True)
AWAY = Unreached("away", may_have_arrived=False)
WANTED = {"service": "LF-1"}


class FakeServer:
    """Gives these answers one after the other; every key is one ticket, like the real one."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.keys: list[str] = []
        self.cancelled: list[str] = []

    def issue(self, wanted: Body, key: str, language: str) -> Body:
        self.keys.append(key)
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        return {"public_id": f"id of {key}", "number": "A001", "wanted": wanted}

    def cancel(self, public_id: str, key: str) -> Body:
        self.cancelled.append(public_id)
        return {}


def the_touches(server: FakeServer, **more: Any) -> tuple[Touches, list[Body]]:
    printed: list[Body] = []
    return Touches(server, lambda ticket, _: printed.append(ticket), **more), printed


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_touch_is_a_ticket_and_its_paper() -> None:
    touches, printed = the_touches(FakeServer())
    touch = touches.ask("key-1", WANTED, "zh")
    assert touch.settled.wait(5)
    assert (touch.state, [t["number"] for t in printed]) == (TouchState.ISSUED, ["A001"])


def test_a_lost_answer_is_asked_for_again_under_the_same_key() -> None:
    server = FakeServer(LOST, AWAY)
    touches, printed = the_touches(server)
    touch = touches.ask("key-1", WANTED, "zh")
    assert touch.settled.wait(5)
    assert (server.keys, len(printed)) == (["key-1"] * 3, 1)


def test_the_page_may_ask_twice_for_one_touch() -> None:
    server = FakeServer()
    touches, printed = the_touches(server)
    first, second = touches.ask("key-1", WANTED, "zh"), touches.ask("key-1", WANTED, "zh")
    assert first.settled.wait(5)
    assert (first is second, server.keys, len(printed)) == (True, ["key-1"], 1)


def test_a_refusal_ends_a_touch_with_its_sentence() -> None:
    touches, printed = the_touches(FakeServer(Refused(422, {"code": "closed", "message": "现在不发号"})))
    touch = touches.ask("key-1", WANTED, "zh")
    assert touch.settled.wait(5)
    assert (touch.state, touch.error, printed) == (
        TouchState.REFUSED, {"code": "closed", "message": "现在不发号"}, [],
    )  # fmt: skip


def test_an_id_number_is_forgotten_as_soon_as_it_was_used() -> None:
    touches, _ = the_touches(FakeServer())
    touch = touches.ask("key-1", WANTED | {"id_number": "11010519491231002X"}, "zh")
    assert touch.settled.wait(5)
    assert touch.wanted is None


def test_a_visitor_who_was_told_no_leaves_no_ticket_behind() -> None:
    server = FakeServer(LOST)
    touches, printed = the_touches(server, give_up_s=-1, settle_every_s=0.01)
    touch = touches.ask("key-1", WANTED, "zh")
    assert touch.settled.wait(5)
    assert touch.state is TouchState.UNREACHED
    until(lambda: bool(server.cancelled))
    assert (server.cancelled, printed) == (["id of key-1"], [])


NOT_NOW = Refused(401, {"code": "not_signed_in"})


@pytest.mark.parametrize("trouble", [NOT_NOW, Refused(403, {"code": "not_permitted"}), LOST, KeyError("new")])
def test_only_the_last_word_ends_a_settlement_and_none_holds_up_another(trouble: Exception) -> None:
    kept = KeptTouches(Spool(None))
    server = FakeServer(trouble, None, trouble)
    kept.settle("key-1", WANTED, "zh")
    kept.settle("key-2", WANTED, "zh")
    Settling(server, kept, every_s=0.01).start()
    until(lambda: not kept.unsettled())
    assert server.cancelled == ["id of key-2", "id of key-1"]


def test_a_deciding_refusal_settles() -> None:
    kept = KeptTouches(Spool(None))
    server = FakeServer(Refused(422, {"code": "closed"}))
    kept.settle("key-1", WANTED, "zh")
    Settling(server, kept, every_s=0.01).start()
    until(lambda: not kept.unsettled())
    assert (server.keys, server.cancelled) == (["key-1"], [])


def test_a_kiosk_that_is_refused_takes_back_what_arrived_before() -> None:
    server = FakeServer(LOST, NOT_NOW)
    touches, _ = the_touches(server, settle_every_s=0.01)
    touch = touches.ask("key-1", WANTED, "zh")
    assert touch.settled.wait(5)
    assert touch.state is TouchState.REFUSED
    until(lambda: server.cancelled == ["id of key-1"])


def test_a_request_that_never_left_is_not_settled() -> None:
    server = FakeServer(AWAY)
    touches, _ = the_touches(server, give_up_s=-1, settle_every_s=0.01)
    assert touches.ask("key-1", WANTED, "zh").settled.wait(5)
    time.sleep(0.1)
    assert (server.keys, server.cancelled) == (["key-1"], [])


def test_a_ticket_never_depends_on_paper() -> None:
    def jammed(ticket: Body, language: str) -> None:
        raise OSError("jammed")

    touch = Touches(FakeServer(), jammed).ask("key-1", WANTED, "zh")
    assert touch.settled.wait(5)
    assert touch.state is TouchState.ISSUED


@pytest.mark.parametrize("public_id", ["id of key-1", "id of another"])
def test_only_tickets_of_this_kiosk_are_known(public_id: str) -> None:
    touches, _ = the_touches(FakeServer())
    assert touches.ask("key-1", WANTED, "zh").settled.wait(5)
    assert (touches.with_ticket(public_id) is not None) == (public_id == "id of key-1")
