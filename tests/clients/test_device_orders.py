"""What a manager orders the kiosk itself to do: each once, whatever is lost on the way."""

import threading
from typing import Any

import pytest

from kiosk_client.device_orders import DeviceOrders, Ending
from kiosk_client.orders import Orders
from kiosk_client.parts import printer_part
from kiosk_client.server import Body, Unreached
from printer.device import Seen
from printer.job import Job, JobState
from printer.status import Status
from tests.clients.test_orders import FakePaper


class FakeManager:
    """A server with orders that are told until the kiosk begins them; `deaf` loses the next answer."""

    def __init__(self, *orders: tuple[str, str]) -> None:
        self.open = dict(orders)
        self.told: list[Body] = []
        self.deaf = False

    def heartbeat(self, state: str, detail: str, papers: list[Body], watched: Body) -> Body:
        self.told += watched["orders_told"]
        for each in watched["orders_told"]:
            self.open.pop(each["order"], None)
        if self.deaf:
            self.deaf = False
            raise Unreached("lost", may_have_arrived=True)
        return {"orders": [{"order": o, "kind": kind, "good_for_s": 60} for o, kind in self.open.items()]}


class Bench:
    """A kiosk under orders: its test pages, and whether it was told to end."""

    def __init__(self, manager: FakeManager, *, job: Job | None = None) -> None:
        self.ending = Ending(threading.Event())
        self.tests = 0
        self.job = job
        paper = FakePaper()
        self.orders = Orders(
            manager, paper, paper.print, device_orders=DeviceOrders(self.test, self.ending.restart)
        )

    def test(self) -> Job | None:
        self.tests += 1
        return self.job


def told(manager: FakeManager) -> list[tuple[str, str]]:
    return [(each["order"], each["state"]) for each in manager.told]


def test_a_test_page_is_printed_once_and_its_end_is_told() -> None:
    manager, job = FakeManager(("o1", "test")), Job("TEST")
    bench = Bench(manager, job=job)
    bench.orders.beat()
    bench.orders.beat()
    job.settle(JobState.CONFIRMED, "")
    bench.orders.beat()
    assert (bench.tests, told(manager)) == (1, [("o1", "begun"), ("o1", "done")])


def test_a_kiosk_without_a_printer_says_that_it_cannot_test() -> None:
    manager = FakeManager(("o1", "test"))
    bench = Bench(manager)
    bench.orders.beat()
    bench.orders.beat()
    assert told(manager) == [("o1", "begun"), ("o1", "failed")]


def test_a_kiosk_starts_anew_only_when_the_server_knows_that_it_begins() -> None:
    manager = FakeManager(("o1", "restart"))
    bench = Bench(manager)
    bench.orders._exchange()
    manager.deaf = True
    with pytest.raises(Unreached):
        bench.orders.beat()
    assert not bench.ending.anew
    bench.orders.beat()
    assert (bench.ending.anew, bench.ending.ended.is_set()) == (True, True)


def test_a_restart_waits_until_what_else_was_ordered_is_done_and_told() -> None:
    manager, job = FakeManager(("o1", "restart"), ("o2", "test")), Job("TEST")
    bench = Bench(manager, job=job)
    bench.orders.beat()
    bench.orders.beat()
    assert not bench.ending.anew
    job.settle(JobState.CONFIRMED, "")
    bench.orders.beat()
    bench.orders.beat()
    assert bench.ending.anew
    assert told(manager) == [("o2", "begun"), ("o2", "done"), ("o1", "begun")]


def test_a_kiosk_that_started_anew_is_not_told_again() -> None:
    manager = FakeManager(("o1", "restart"))
    Bench(manager).orders.beat()
    after = Bench(manager)
    after.orders.beat()
    assert not after.ending.anew


@pytest.mark.parametrize(
    ("seen", "paper"),
    [
        ({Status.READY}, "ok"),
        ({Status.PAPER_NEAR_END}, "near_end"),
        ({Status.PAPER_OUT, Status.OFFLINE}, "out"),
        ({Status.UNREACHABLE}, None),
    ],
)
def test_a_printer_says_how_its_paper_is(seen: set[Any], paper: str | None) -> None:
    printer = FakePaper()
    printer.seen = Seen(frozenset(seen), 0.0)
    assert printer_part(printer, "ok", "")["paper"] == paper
