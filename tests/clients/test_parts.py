"""A kiosk's readers in its heartbeat: what they read, whether they are there, and never what was read."""

import os
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from kiosk_client.orders import Orders
from kiosk_client.parts import reader_parts
from kiosk_client.readers.evdev import Evdev
from kiosk_client.readers.read import Kind
from kiosk_client.readers.watching import Presence, ReaderState
from kiosk_client.reads import Reads
from tests.clients.test_orders import FakeGuide, FakePaper
from tests.printer.emulator import until
from tests.readers.recorded import typed
from tests.readers.test_evdev import freely, plugged_in
from wire.devices import PartTold

CARD = "11010519491231002X"


def a_reader(name: str, presence: Presence = Presence.READY, reason: str = "") -> ReaderState:
    return ReaderState(name, presence, 0.0, reason)


@pytest.mark.parametrize(
    ("presence", "state"),
    [(Presence.STARTING, "unknown"), (Presence.READY, "ok"), (Presence.LOST, "reader_lost")],
)
def test_a_reader_is_a_part_that_is_there_or_not(presence: Presence, state: str) -> None:
    (part,) = reader_parts([a_reader("evdev:/dev/input/event7=id_card", presence, "gone")])
    assert (part["code"], part["kind"], part["state"]) == ("id_card", "reader", state)
    assert part["detail"] == "evdev:/dev/input/event7=id_card: gone"


def test_two_readers_of_one_kind_are_told_apart() -> None:
    codes = [part["code"] for part in reader_parts(map(a_reader, ("a:1=qr", "a:2=qr", "a:3=id_card")))]
    assert codes == ["qr", "qr-2", "id_card"]


def test_whatever_a_reader_is_called_the_server_takes_its_part() -> None:
    (part,) = reader_parts([a_reader("evdev:/dev/\n" + "x" * 900 + "=qr", Presence.LOST, "\x00")])
    assert TypeAdapter(PartTold).validate_python(part).state == "reader_lost"


def parts_in(guide: FakeGuide) -> list[dict[str, Any]]:
    return list(getattr(guide, "watched", {}).get("parts", ()))


def the_reader_is(guide: FakeGuide, state: str) -> bool:
    return [(part["code"], part["state"]) for part in parts_in(guide)[1:]] == [("id_card", state)]


def test_the_server_hears_at_once_of_a_reader_that_is_pulled_out_and_of_its_return(tmp_path: Path) -> None:
    """Between its news the heart beats every five seconds: it is hurried."""
    guide, paper, device = FakeGuide(), FakePaper(), tmp_path / "event7"
    reads = Reads({"evdev:event7=id_card": Evdev(device, Kind.ID_CARD, freely)})
    orders = Orders(guide, paper, paper.print, readers=reads.states)
    reads.when_changed = orders.hurry
    with reads:
        orders.start()
        assert until(partial(the_reader_is, guide, "reader_lost")), parts_in(guide)
        began = time.monotonic()
        os.mkfifo(device)
        with plugged_in(device) as pipe:
            os.write(pipe, typed(CARD))
            assert until(partial(the_reader_is, guide, "ok")), parts_in(guide)
        assert until(partial(the_reader_is, guide, "reader_lost")), parts_in(guide)
        assert time.monotonic() - began < 5
        orders.stop()
    assert CARD not in repr(guide.watched)
