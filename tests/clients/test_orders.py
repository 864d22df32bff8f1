"""Papers that a guide orders from a kiosk: each once, whatever is lost on the way."""

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk_client.orders import BEAT_EVERY_S, REFUSED_S, SOON_S, Orders, Remarks
from kiosk_client.paper import Paper
from kiosk_client.parts import PRINTER_STATES, kiosk_state
from kiosk_client.server import Body, Refused, Unreached
from printer.device import Printer, Seen, open_printer
from printer.job import Job, JobState
from printer.profiles import profile_for
from printer.status import Status
from printer.transports import TcpTransport
from tests.clients.a_house import CATALOGUE, TICKET
from tests.printer.emulator import Faults, an_emulator, until
from tests.printer.makers import typeface
from wire.devices import Heartbeat

BEGUN = {"order": "o1", "state": "printing"}


class FakeGuide:
    """A server with orders; `deaf` loses the next answer after the server has understood.

    `deaf_to` loses the next answer to this word.
    """

    def __init__(self) -> None:
        self.open: dict[str, Body] = {}
        self.told: list[tuple[str, list[Body]]] = []
        self.details: list[str] = []
        self.deaf = False
        self.deaf_to = ""

    def order(self, order: str, copy: int = 1, good_for_s: int = 600) -> None:
        ticket = TICKET | {"reprints": copy}
        self.open[order] = {"order": order, "good_for_s": good_for_s, "language": "zh", "ticket": ticket}

    def heartbeat(self, state: str, detail: str, papers: list[Body], watched: Body) -> Body:
        self.watched = watched
        self.told.append((state, papers))
        self.details.append(detail)
        for paper in papers:
            self.open.pop(paper["order"], None)
        if self.deaf or self.deaf_to in {paper["state"] for paper in papers}:
            self.deaf, self.deaf_to = False, ""
            raise Unreached("lost", may_have_arrived=True)
        return {"catalogue_version": 1, "papers": list(self.open.values())}


class FakePaper:
    """A printer that does what the test says."""

    can_print = True

    def __init__(self) -> None:
        self.newest: Job | None = None
        self.seen: Seen | None = None
        self.printed: list[int] = []

    def print(self, ticket: Body, language: str) -> Job:
        self.newest = Job(ticket["number"])
        self.printed.append(ticket["reprints"])
        return self.newest


@pytest.fixture
def guide() -> FakeGuide:
    return FakeGuide()


@pytest.fixture
def paper() -> FakePaper:
    return FakePaper()


@pytest.fixture
def orders(guide: FakeGuide, paper: FakePaper) -> Orders:
    return Orders(guide, paper, paper.print)


def settle(paper: FakePaper, state: JobState = JobState.CONFIRMED) -> None:
    assert paper.newest is not None
    paper.newest.settle(state, "why")


def newest_is(guide: FakeGuide, state: str) -> bool:
    return [each for each, _ in guide.told[-1:]] == [state]


def told(guide: FakeGuide) -> list[Any]:
    return [each for _, papers in guide.told for each in papers]


def test_an_order_is_printed_once_however_often_it_is_told(
    guide: FakeGuide, paper: FakePaper, orders: Orders
) -> None:
    guide.order("o1", copy=2)
    orders.beat()
    orders.beat()
    assert (paper.printed, told(guide)) == ([2], [BEGUN])


def test_nothing_comes_out_before_the_server_knows_that_it_begins(
    guide: FakeGuide, paper: FakePaper, orders: Orders
) -> None:
    guide.order("o1")
    guide.deaf_to = "printing"
    with pytest.raises(Unreached):
        orders.beat()
    assert paper.printed == []
    orders.beat()
    assert paper.printed == [1]


def test_what_cannot_be_learned_holds_up_no_paper(guide: FakeGuide, paper: FakePaper) -> None:
    def full(answer: Body) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    guide.order("o1")
    Orders(guide, paper, paper.print, learn=full).beat()
    assert paper.printed == [1]


def test_a_kiosk_that_starts_anew_does_not_print_what_was_begun_before(
    guide: FakeGuide, paper: FakePaper, orders: Orders
) -> None:
    guide.order("o1")
    orders.beat()
    Orders(guide, paper, paper.print).beat()
    assert paper.printed == [1]


def test_a_paper_that_could_not_be_begun_in_time_is_let_go(
    guide: FakeGuide, paper: FakePaper, orders: Orders
) -> None:
    guide.order("o1", good_for_s=0)
    orders.beat()
    assert (paper.printed, orders.waiting) == ([], False)


def test_the_result_is_told_when_the_paper_is_out(guide: FakeGuide, paper: FakePaper, orders: Orders) -> None:
    guide.order("o1")
    orders.beat()
    settle(paper)
    orders.beat()
    assert told(guide) == [BEGUN, {"order": "o1", "state": "printed"}]
    assert not orders.waiting


def test_a_lost_answer_prints_nothing_twice(guide: FakeGuide, paper: FakePaper, orders: Orders) -> None:
    guide.order("o1")
    orders.beat()
    settle(paper)
    guide.deaf = True
    with pytest.raises(Unreached):
        orders.beat()
    orders.beat()
    assert (paper.printed, len(told(guide))) == ([1], 3)


def test_an_order_whose_answer_was_lost_is_printed_later(
    guide: FakeGuide, paper: FakePaper, orders: Orders
) -> None:
    guide.order("o1")
    guide.deaf = True
    with pytest.raises(Unreached):
        orders.beat()
    assert paper.printed == []
    orders.beat()
    assert paper.printed == [1]


def test_an_order_waits_until_the_kiosk_knows_what_its_codes_are_called(
    guide: FakeGuide, paper: FakePaper
) -> None:
    names: list[Body] = []
    orders = Orders(guide, paper, paper.print, lambda: bool(names))
    guide.order("o1")
    orders.beat()
    assert (paper.printed, told(guide)) == ([], [])
    names.append(CATALOGUE)
    orders.beat()
    assert paper.printed == [1]


@pytest.mark.parametrize(
    ("state", "result"),
    [(JobState.FAILED, "failed"), (JobState.UNKNOWN, "unsure"), (JobState.SENT, "printed")],
)
def test_a_guide_is_told_the_truth_about_the_paper(
    guide: FakeGuide, paper: FakePaper, orders: Orders, state: JobState, result: str
) -> None:
    guide.order("o1")
    orders.beat()
    settle(paper, state)
    orders.beat()
    assert [each["state"] for each in told(guide)] == ["printing", result]


def test_without_a_printer_an_order_fails_at_once(guide: FakeGuide, paper: FakePaper) -> None:
    orders = Orders(guide, paper, lambda ticket, language: None)
    guide.order("o1")
    orders.beat()
    orders.beat()
    assert told(guide) == [BEGUN, {"order": "o1", "state": "failed"}]


def test_a_ticket_that_cannot_be_laid_out_is_a_failed_paper(guide: FakeGuide, paper: FakePaper) -> None:
    def broken(ticket: Body, language: str) -> Job:
        raise KeyError("number")

    orders = Orders(guide, paper, broken)
    guide.order("o1")
    orders.beat()
    orders.beat()
    assert told(guide) == [BEGUN, {"order": "o1", "state": "failed"}]


def test_the_heartbeat_says_how_the_printer_is(paper: FakePaper) -> None:
    assert kiosk_state(paper) == ("ok", "")
    paper.print(TICKET, "zh")
    settle(paper, JobState.FAILED)
    assert kiosk_state(paper) == ("printer_failed", "why")


@pytest.mark.parametrize("status", PRINTER_STATES)
def test_what_the_printer_says_of_itself_is_told_before_its_newest_print(
    paper: FakePaper, status: Status
) -> None:
    paper.print(TICKET, "zh")
    settle(paper, JobState.CONFIRMED)
    paper.seen = Seen(frozenset({status}), since=0)
    assert kiosk_state(paper) == (PRINTER_STATES[status], status.value)


def test_a_printer_that_was_mended_is_in_order_again(paper: FakePaper) -> None:
    paper.print(TICKET, "zh").settle(JobState.FAILED, "paper_out", Status.PAPER_OUT)
    paper.seen = Seen(frozenset({Status.READY}), since=0)
    assert kiosk_state(paper) == ("ok", "")


@pytest.mark.parametrize("trouble", [Status.UNKNOWN, None])
def test_a_paper_of_which_nobody_knows_is_told_until_another_comes_out(
    paper: FakePaper, trouble: Status | None
) -> None:
    paper.seen = Seen(frozenset({Status.READY}), since=0)
    paper.print(TICKET, "zh").settle(JobState.UNKNOWN, "no answer", trouble)
    assert kiosk_state(paper) == ("printer_unsure", "no answer")
    paper.print(TICKET, "zh").settle(JobState.CONFIRMED)
    assert kiosk_state(paper) == ("ok", "")


def test_the_server_hears_at_once_of_an_open_cover_and_of_a_closed_one(guide: FakeGuide) -> None:
    """A real printer on loopback, asked every 20 ms; between its news the heart beats every five seconds."""
    with an_emulator() as emulator:
        printer = Printer(TcpTransport("127.0.0.1", emulator.port), profile_for(80), typeface(), watch_s=0.02)
        paper = Paper(printer, "K1")
        orders = Orders(guide, paper, lambda ticket, language: None)
        printer.when_changed = orders.hurry
        orders.start()
        for faults, state in ((Faults(), "ok"), (Faults(cover_open=True), "cover_open"), (Faults(), "ok")):
            emulator.faults = faults
            assert until(partial(newest_is, guide, state)), guide.told[-3:]
        orders.stop()
        paper.close()


def test_a_kiosk_without_a_printer_says_so() -> None:
    assert kiosk_state(Paper(None, "K1")) == ("no_printer", "")


def test_a_reprint_comes_out_as_a_picture(guide: FakeGuide, tmp_path: Path) -> None:
    paper = Paper(open_printer("virtual", profile_for(80), tmp_path), "K1")
    orders = Orders(guide, paper, lambda ticket, language: paper.print(ticket, CATALOGUE, language, "N"))
    guide.order("o1", copy=3)
    orders.beat()
    paper.close()
    orders.beat()
    assert told(guide) == [BEGUN, {"order": "o1", "state": "printed"}]
    assert len(list(tmp_path.rglob("*.png"))) == 1


def test_a_server_that_refuses_is_not_hurried_by_papers(
    guide: FakeGuide, paper: FakePaper, orders: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = [orders.beat_whatever_comes()]
    guide.order("o1")
    pauses.append(orders.beat_whatever_comes())

    def refuse(*_: object) -> Body:
        raise Refused(401, {})

    monkeypatch.setattr(guide, "heartbeat", refuse)
    assert [*pauses, orders.beat_whatever_comes()] == [BEAT_EVERY_S, SOON_S, REFUSED_S]


def test_a_kiosk_whose_printer_says_several_lines_is_still_heard(guide: FakeGuide, paper: FakePaper) -> None:
    paper.newest = Job("A001")
    paper.newest.settle(JobState.FAILED, "usb:\n\tdevice\x00gone", None)
    Orders(guide, paper, paper.print, remarks=lambda: Remarks("clock:\nwrong")).beat()
    heard = Heartbeat.model_validate(
        {"state": "ok", "detail": guide.details[-1], "parts": guide.watched["parts"]}
    )
    assert heard.parts is not None
    assert (heard.detail, heard.parts[0].detail) == ("usb: device gone; clock: wrong", "usb: device gone")
