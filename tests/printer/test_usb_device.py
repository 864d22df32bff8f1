"""Tickets over USB: pyusb's own code on a played bus."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from printer.device import Printer, open_printer
from printer.job import Job, JobState
from printer.profiles import profile_for
from printer.status import Status
from printer.transports import NotReached
from printer.usb_device import UsbTransport
from tests.printer.inside import PATIENCE_S, Faults, until
from tests.printer.makers import a_ticket, typeface
from tests.printer.usb_bus import PRODUCT, SERIAL, VENDOR, UsbBus

RASTER = profile_for(80)


def way(bus: UsbBus, serial: str = "") -> UsbTransport:
    return UsbTransport(VENDOR, PRODUCT, serial, send_s=1, backend=bus)


@contextmanager
def at(bus: UsbBus, watch_s: float | None = None) -> Iterator[Printer]:
    printer = Printer(way(bus), RASTER, typeface(), 1.5, watch_s)
    try:
        yield printer
    finally:
        printer.close()


def printed(bus: UsbBus) -> Job:
    with at(bus) as printer:
        job = printer.print_ticket(a_ticket())
        job.wait(PATIENCE_S)
    return job


def test_a_printer_on_usb_confirms_behind_the_cut() -> None:
    bus = UsbBus()
    assert (printed(bus).state, bus.jobs) == (JobState.CONFIRMED, 1)


def test_every_ticket_claims_the_printer_and_lets_it_go() -> None:
    bus = UsbBus()
    with at(bus) as printer:
        assert {printer.print_ticket(a_ticket()).wait(PATIENCE_S) for _ in range(2)} == {JobState.CONFIRMED}
    assert bus.done == ["claimed", "released", "closed"] * 2


def test_the_kernels_driver_is_let_go_of_and_not_called_back() -> None:
    bus = UsbBus()
    printed(bus)
    assert not bus.driver


@pytest.mark.parametrize(
    ("faults", "state", "trouble"),
    [
        (Faults(paper_out=True), JobState.FAILED, Status.PAPER_OUT),
        (Faults(out_after=2000), JobState.UNKNOWN, Status.PAPER_OUT),
        (Faults(silent=True), JobState.UNKNOWN, Status.UNKNOWN),
        (Faults(reset_after=2000), JobState.UNKNOWN, Status.UNKNOWN),
        (Faults(stall=True), JobState.FAILED, Status.UNKNOWN),
    ],
    ids=["no paper", "paper ends in the middle", "silent", "unplugged in the middle", "takes no bytes"],
)
def test_what_is_wrong_is_told_as_on_the_network(faults: Faults, state: JobState, trouble: Status) -> None:
    job = printed(UsbBus(faults))
    assert (job.state, job.trouble) == (state, trouble)


def test_an_endpoint_that_stalls_leaves_the_ticket_unknown_and_the_next_one_prints() -> None:
    bus = UsbBus()
    bus.halt_after = 5000
    with at(bus) as printer:
        states = [printer.print_ticket(a_ticket()).wait(PATIENCE_S) for _ in range(2)]
    assert states == [JobState.UNKNOWN, JobState.CONFIRMED]


def test_a_printer_that_was_plugged_in_again_prints() -> None:
    bus = UsbBus(Faults(reset_after=2000))
    with at(bus) as printer:
        printer.print_ticket(a_ticket()).wait(PATIENCE_S)
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.FAILED
        bus.plugged, bus.faults = True, Faults()
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.CONFIRMED


@pytest.mark.parametrize("watch_s", [None, 0.05], ids=["before a ticket", "between tickets"])
def test_an_answer_that_comes_while_it_is_asked_how_it_is_is_owed_no_more(watch_s: float | None) -> None:
    """So nothing has to be asked before the ticket after it."""
    bus = UsbBus(Faults(through=b""))
    with at(bus, watch_s) as printer:
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.UNKNOWN
        bus.faults = Faults(paper_out=True, late=b"\x00")
        if watch_s is None:
            assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.FAILED
        else:
            asked = len(bus.done)
            assert until(lambda: len(bus.done) > asked + 6)
        bus.faults = Faults()
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.CONFIRMED
    assert bus.asked == 2


def test_without_permission_the_ticket_fails_and_says_what_to_do() -> None:
    bus = UsbBus()
    bus.permitted = False
    job = printed(bus)
    assert (job.state, job.trouble) == (JobState.FAILED, Status.UNREACHABLE)
    assert "udev" in job.reason


def test_a_printer_that_another_program_holds_is_not_reached() -> None:
    bus = UsbBus()
    bus.busy = True
    assert "another program" in printed(bus).reason


def test_of_two_alike_the_serial_number_tells_which() -> None:
    way(UsbBus(), SERIAL).open("B012").close()
    with pytest.raises(NotReached, match="1 with another"):
        way(UsbBus(), "OTHER").open("B012")


def test_a_printer_without_a_way_back_is_unknown_and_not_fine() -> None:
    bus = UsbBus(way_back=False)
    assert (printed(bus).state, bus.jobs) == (JobState.UNKNOWN, 1)


def test_without_pyusb_the_kiosk_starts_and_the_ticket_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usb.core", None)
    with pytest.raises(NotReached, match="pyusb"):
        way(UsbBus()).open("B012")


def test_without_libusb_the_reason_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("libusb1", "libusb0", "openusb"):
        monkeypatch.setattr(f"usb.backend.{name}.get_backend", lambda: None)
    with pytest.raises(NotReached, match=r"libusb-1\.0-0"):
        UsbTransport(VENDOR, PRODUCT).open("B012")


@pytest.mark.parametrize(
    ("address", "transport"),
    [
        ("usb:04b8:0202", UsbTransport(0x04B8, 0x0202)),
        ("usb:04B8:0e15:J6XG:1", UsbTransport(0x04B8, 0x0E15, "J6XG:1")),
    ],
)
def test_maker_model_and_serial_number_stand_in_the_address(address: str, transport: UsbTransport) -> None:
    printer = open_printer(address, RASTER)
    assert printer._transport == transport
    printer.close()


@pytest.mark.parametrize("address", ["usb:", "usb:04b8", "usb:04b8:202", "usb:epson:tm88"])
def test_a_usb_address_that_is_none_is_refused_at_once(address: str) -> None:
    with pytest.raises(ValueError, match="usb:04b8:0202"):
        open_printer(address, RASTER)
