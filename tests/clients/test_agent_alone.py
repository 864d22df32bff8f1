"""The agent while its server is away: numbers of its own, on the page and on paper."""

import time
from pathlib import Path
from typing import Any, cast

import pytest
from flask.testing import FlaskClient

from kiosk_client.agent import Kiosk, create_agent
from kiosk_client.house import House
from kiosk_client.paper import Paper
from kiosk_client.server import Body, Server, Unreached
from kiosk_client.spool.touches import KeptTouches
from kiosk_client.touches import ALONE_AFTER_S, Touches
from printer.device import Printer, open_printer
from printer.job import Job
from printer.profiles import profile_for
from printer.ticket import PrintedTicket
from tests.clients.a_house import TICKET, FakeHouse
from tests.clients.own_kiosk import FOOD, KIOSK, OwnKiosk, the_catalogue
from tests.printer.emulator import until


class Alone:
    """An agent with numbers of its own, whose server goes away when a test says so."""

    def __init__(self, papers: Path) -> None:
        self.kiosk = OwnKiosk().hear()
        self.server = FakeHouse()
        house = House(self.server, clock=self.kiosk.clock)
        house.look()
        self.kiosk.hear()
        self.paper = Paper(open_printer("virtual", profile_for(80), papers), KIOSK)

        def print_it(ticket: Body, language: str) -> None:
            self.paper.print(ticket, the_catalogue(), language, "N")

        own, kept = self.kiosk.own, KeptTouches(self.kiosk.spool)
        self.touches = Touches(self.server, print_it, kept=kept, own=own, away=lambda: house.away)
        server = cast("Server", self.server)
        parts = Kiosk(KIOSK, server, house, self.touches, self.paper, own=own)
        self.client: FlaskClient = create_agent(parts).test_client()
        self.server.away = True
        house.look()

    def take(self, key: str = "touch-0001", **more: Any) -> dict[str, Any]:
        wish = {"key": key, "service": FOOD, "visitor_class": "ordinary", "language": "zh"}
        job: dict[str, Any] = self.client.post("/agent/tickets", json=wish | more).get_json()
        return job


@pytest.fixture
def alone(tmp_path: Path) -> Alone:
    return Alone(tmp_path)


def test_while_the_server_is_known_to_be_away_a_touch_is_a_number_at_once(alone: Alone) -> None:
    began = time.monotonic()
    job = alone.take()
    took_s = time.monotonic() - began
    assert (job["state"], job["ticket"]["number"], job["ticket"]["offline"]) == ("issued", "B-K1-01", True)
    assert took_s < ALONE_AFTER_S
    assert alone.server.asked == []


def test_the_paper_says_that_it_was_issued_offline(alone: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[PrintedTicket] = []

    def note(_: Printer, ticket: PrintedTicket) -> Job:
        laid_out.append(ticket)
        return Job(ticket.number)

    monkeypatch.setattr(Printer, "print_ticket", note)
    alone.take()
    until(lambda: bool(laid_out))
    assert (laid_out[0].number, laid_out[0].offline, laid_out[0].ahead) == ("B-K1-01", True, None)


def test_the_state_says_that_there_are_numbers_all_the_same(alone: Alone) -> None:
    state = alone.client.get("/agent/state").get_json()
    assert (state["online"], state["own_numbers"], state["seals"]) == (False, True, False)
    assert state["queues"]["zh-shangshi"]["issuing"] is True


def test_a_copy_of_a_number_of_our_own_is_marked_and_counted_later(alone: Alone) -> None:
    public_id = alone.take()["ticket"]["public_id"]
    again = [
        alone.client.post(f"/agent/tickets/{public_id}/reprint", json={"key": "again-0001"}).get_json()
        for _ in range(2)
    ]
    assert [job["ticket"]["reprints"] for job in again] == [1, 1]
    assert alone.kiosk.own.kept.has_copy("again-0001")


def test_a_number_of_our_own_can_be_held_to_the_reader_before_the_server_knows_it(alone: Alone) -> None:
    public_id = alone.take()["ticket"]["public_id"]
    held = alone.client.post(f"/agent/tickets/{public_id}/held", json={"language": "zh"}).get_json()
    assert held["ticket"]["number"] == "B-K1-01"


def test_a_ticket_that_was_handed_in_is_shown_as_the_server_has_it(alone: Alone) -> None:
    ticket = alone.take()["ticket"]
    alone.kiosk.own.kept.handed_in(ticket)
    alone.touches.renew({**TICKET, "public_id": ticket["public_id"]})
    shown = alone.client.get(f"/agent/tickets/{ticket['public_id']}").get_json()["ticket"]
    assert (shown["ahead"], "offline" in shown) == (4, False)


def test_an_answer_that_got_lost_on_the_way_is_a_number_of_our_own_and_settled(alone: Alone) -> None:
    wanted = {"service": FOOD, "visitor_class": "ordinary"}
    lost = LostServer()
    kept, own = KeptTouches(alone.kiosk.spool), alone.kiosk.own
    steps = iter([0.0, 0.0, 0.0, *[ALONE_AFTER_S + 1] * 50])
    touches = Touches(lost, lambda *_: None, kept=kept, own=own, settle_every_s=0.01, now=lambda: next(steps))
    touch = touches.ask("touch-lost", wanted, "zh")
    assert touch.settled.wait(10)
    assert touch.ticket is not None
    assert touch.ticket["number"] == "B-K1-01"
    until(lambda: lost.cancelled == ["theirs"])
    until(lambda: kept.unsettled() == [])


class LostServer:
    """Its first answer gets lost; the ticket is there all the same."""

    def __init__(self) -> None:
        self.asked = 0
        self.cancelled: list[str] = []

    def issue(self, wanted: Body, key: str, language: str) -> Body:
        self.asked += 1
        if self.asked == 1:
            raise Unreached("lost", may_have_arrived=True)
        return TICKET | {"public_id": "theirs"}

    def cancel(self, public_id: str, key: str) -> Body:
        self.cancelled.append(public_id)
        return {}
