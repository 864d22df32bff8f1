"""What an HTTP answer means to the kiosk: decided, refused, or nobody knows."""

from itertools import chain, repeat
from typing import Any

import httpx
import pytest

from kiosk_client.server import Refused, Server, Unreached
from kiosk_client.spool.touches import KeptTouches
from kiosk_client.touches import ALONE_AFTER_S, Touches
from tests.clients.own_kiosk import FOOD, OwnKiosk
from tests.printer.emulator import until


def asked_of(status: int, **answer: Any) -> Exception:
    """What a kiosk makes of an answer to its request for a ticket."""
    server = Server("http://hall.example", "town", "token")
    server._http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(status, **answer)))
    with pytest.raises((Refused, Unreached)) as raised:
        server.issue({"service": "LF-1"}, "key-1", "zh")
    return raised.value


class FailingProxy:
    """The server behind it gives a ticket for each key; the first answers are lost and are errors instead."""

    def __init__(self, status: int, lost: int) -> None:
        self.status = status
        self.lost = lost
        self.live: set[str] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/cancel"):
            self.live.discard(request.url.path.split("/")[-2])
            return httpx.Response(200, json={})
        ticket = f"of-{request.headers['Idempotency-Key']}"
        self.live.add(ticket)
        self.lost -= 1
        if self.lost >= 0:
            return httpx.Response(self.status, text="<h1>Bad gateway</h1>")
        return httpx.Response(200, json={"public_id": ticket, "number": "A001"})


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_behind_a_failing_proxy_a_visitor_with_a_number_of_the_kiosk_has_no_second_ticket(
    status: int,
) -> None:
    kiosk, proxy = OwnKiosk().hear(), FailingProxy(status, lost=1)
    server = Server("http://hall.example", "town", "token")
    server._http = httpx.Client(transport=httpx.MockTransport(proxy))
    kept, times = KeptTouches(kiosk.spool), chain([0.0] * 3, repeat(ALONE_AFTER_S + 1))
    touches = Touches(server, print, kept=kept, own=kiosk.own, settle_every_s=0.01, now=lambda: next(times))
    touch = touches.ask("touch-0001", {"service": FOOD}, "zh")
    assert touch.settled.wait(5)
    assert touch.ticket is not None
    assert touch.ticket["number"] == "B-K1-01"
    until(lambda: not kept.unsettled())
    assert (proxy.lost, proxy.live) == (-1, set())


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize(
    "body", [{"text": "<h1>Bad gateway</h1>"}, {"json": {"error": {"code": "internal"}}}]
)
def test_after_a_broken_answer_the_ticket_may_exist(status: int, body: dict[str, Any]) -> None:
    problem = asked_of(status, **body)
    assert isinstance(problem, Unreached)
    assert problem.may_have_arrived


def test_who_asks_too_often_has_no_ticket() -> None:
    problem = asked_of(429, json={"error": {"code": "rate_limited"}})
    assert isinstance(problem, Unreached)
    assert not problem.may_have_arrived


@pytest.mark.parametrize(
    ("status", "decides"), [(400, False), (401, False), (403, False), (404, True), (409, True), (422, True)]
)
def test_only_a_word_about_the_matter_is_the_last_one(status: int, decides: bool) -> None:
    problem = asked_of(status, json={"error": {"code": "no"}})
    assert isinstance(problem, Refused)
    assert problem.decides is decides
