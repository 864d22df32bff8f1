"""A kiosk on a full disk starts, and says what is wrong."""

import shutil
import sqlite3
from pathlib import Path

import httpx
import pytest

from kiosk_client.hall_clock import HallClock
from kiosk_client.house import House
from kiosk_client.reads import Reads
from kiosk_client.running import make_kiosk, running_agent
from kiosk_client.server import Body, Server
from kiosk_client.spool.file import FILE, Spool, open_spool
from kiosk_client.spool.known import Known
from kiosk_client.spool.papers import KeptPapers, PaperState
from kiosk_client.spool.touches import KeptTouches
from printer.device import open_printer
from printer.profiles import profile_for
from tests.clients.a_house import TICKET, FakeHouse
from tests.clients.full_disk import full_disk

NOBODY = "http://127.0.0.1:9"


def a_past(folder: Path) -> Path:
    """The folder of a kiosk that was cut off in the middle of much: a copy as the disk had it."""
    spool = open_spool(folder / "before")
    paper = KeptPapers(spool).add(TICKET, "zh")
    assert paper is not None
    KeptPapers(spool).move(paper, PaperState.PRINTING)
    touches = KeptTouches(spool)
    touches.begun("answered", {"service": "LF-1"}, "zh")
    touches.ended("answered", "issued", TICKET)
    spool.wall = lambda: 1.0
    touches.begun("never-answered", {"service": "LF-1"}, "zh")
    shutil.copytree(folder / "before", folder / "after")
    spool.close()
    return folder / "after"


def test_a_kiosk_starts_on_a_full_disk(tmp_path: Path) -> None:
    data, paper = a_past(tmp_path), f"virtual:{tmp_path}"
    with (
        full_disk(room=(data / f"{FILE}-wal").stat().st_size),
        running_agent(NOBODY, "town", "token", "K1", 0, paper, profile_for(80), None, data) as address,
    ):
        assert httpx.get(f"{address}/agent/jobs/answered").json()["ticket"] == TICKET


def test_the_heartbeat_says_that_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    details: list[str] = []

    def hear(_: Server, state: str, detail: str, papers: list[Body], watched: Body) -> Body:
        details.append(detail)
        return {}

    monkeypatch.setattr(Server, "heartbeat", hear)
    spool = Spool(None)
    spool.unwritable = "nothing is kept in /data: the disk is full"
    orders = make_kiosk(NOBODY, "town", "token", "K1", None, spool, Reads()).orders
    assert orders is not None
    orders.beat()
    assert "nothing is kept in /data: the disk is full" in details[0]


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is heard can be kept."""

    def keep(_: Known, name: str, value: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Known, "keep", keep)


@pytest.mark.usefixtures("no_room")
def test_a_ticket_is_printed_though_its_link_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Server, "issue", lambda *_: TICKET)
    printer = open_printer("virtual", profile_for(80), tmp_path)
    kiosk = make_kiosk(NOBODY, "town", "token", "K1", printer, Spool(None), Reads())
    assert kiosk.touches.ask("touch-0001", {"service": "LF-1"}, "zh").settled.wait(5)
    kiosk.paper.close()
    assert list(tmp_path.rglob("*.png"))
    assert "link_base is not kept" in caplog.text
    assert "could not be given to the printer" not in caplog.text


@pytest.mark.usefixtures("no_room")
def test_the_next_kiosk_is_known_though_the_sealing_key_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Server, "heartbeat", lambda *_: {"sealing_key": "key", "next_kiosk": "K2"})
    kiosk = make_kiosk(NOBODY, "town", "token", "K1", None, Spool(None), Reads())
    assert kiosk.orders is not None
    kiosk.orders.beat()
    assert kiosk.house._next_kiosk == "K2"


@pytest.mark.usefixtures("no_room")
def test_the_server_is_reached_though_its_time_cannot_be_kept() -> None:
    house = House(FakeHouse(), clock=HallClock(Known(Spool(None))))
    house.look()
    assert (house.online, house.clock.sure) == (True, True)
