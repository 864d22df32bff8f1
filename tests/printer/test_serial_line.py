"""Tickets over a serial line: a pseudo terminal with the emulated printer behind it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from printer.device import Printer, open_printer
from printer.job import Job, JobState
from printer.profiles import Form, profile_for
from printer.reading import PaperCut, read
from printer.serial_line import Flow, Parity, SerialTransport
from printer.status import Status
from printer.transports import BrokenOff, NotReached
from tests.printer.inside import PATIENCE_S, Faults, until
from tests.printer.makers import a_ticket, typeface
from tests.printer.serial_emulator import SerialEmulator, a_serial_emulator

TEXT = profile_for(80, Form.TEXT)


@contextmanager
def at(emulator: SerialEmulator, confirm_s: float = 3, stall_s: float = 2) -> Iterator[Printer]:
    printer = Printer(SerialTransport(emulator.path, 19200, stall_s=stall_s), TEXT, typeface(), confirm_s)
    try:
        yield printer
    finally:
        printer.close()


def printed(emulator: SerialEmulator, confirm_s: float = 3) -> Job:
    with at(emulator, confirm_s) as printer:
        job = printer.print_ticket(a_ticket())
        job.wait(PATIENCE_S)
    return job


def test_a_printer_on_a_serial_line_confirms_behind_the_cut() -> None:
    with a_serial_emulator() as emulator:
        assert printed(emulator).state is JobState.CONFIRMED
        assert isinstance(read(emulator.papers[0])[-1], PaperCut)


def test_one_ticket_after_another_comes_out() -> None:
    with a_serial_emulator() as emulator, at(emulator) as printer:
        jobs = [printer.print_ticket(a_ticket(number=f"B{n:03}")) for n in range(1, 4)]
        assert {job.wait(PATIENCE_S) for job in jobs} == {JobState.CONFIRMED}
        assert emulator.jobs == 3


@pytest.mark.parametrize(
    ("faults", "state", "trouble"),
    [
        (Faults(paper_out=True), JobState.FAILED, Status.PAPER_OUT),
        (Faults(cover_open=True), JobState.FAILED, Status.COVER_OPEN),
        (Faults(out_after=100), JobState.UNKNOWN, Status.PAPER_OUT),
        (Faults(silent=True), JobState.UNKNOWN, Status.UNKNOWN),
        (Faults(reset_after=200), JobState.UNKNOWN, Status.UNKNOWN),
    ],
    ids=["no paper", "cover", "paper ends in the middle", "silent", "adapter pulled in the middle"],
)
def test_what_is_wrong_is_told_as_on_the_network(faults: Faults, state: JobState, trouble: Status) -> None:
    with a_serial_emulator(faults) as emulator:
        job = printed(emulator, confirm_s=1.5)
        assert (job.state, job.trouble) == (state, trouble)


@pytest.mark.parametrize(
    "late", [b"\x12", b"\x12\x12\x12\x12\x12", b"\x1a\x32"], ids=["one", "many", "of trouble"]
)
def test_a_late_answer_is_not_taken_for_that_of_a_later_question(late: bytes) -> None:
    """One byte too many before the first answer, and the end of the paper would stand in another's place."""
    with a_serial_emulator(Faults(paper_out=True, late=late)) as emulator:
        assert printed(emulator).reason == "offline, paper_near_end, paper_out"


def test_a_late_answer_of_trouble_does_not_stop_a_printer_that_is_ready() -> None:
    with a_serial_emulator(Faults(late=b"\x1a\x16")) as emulator:
        assert printed(emulator).state is JobState.CONFIRMED


def test_what_comes_out_of_the_buffer_confirms_no_later_ticket() -> None:
    """The answer behind the first ticket's cut comes when the second one's is awaited."""
    with a_serial_emulator(Faults(busy=True)) as emulator, at(emulator, confirm_s=1.5) as printer:
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.UNKNOWN
        second = printer.print_ticket(a_ticket(number="B013"))
        assert until(lambda: second.state is JobState.SENT)
        emulator.come_out(1)
        assert second.wait(PATIENCE_S) is JobState.UNKNOWN


def test_a_printer_that_has_worked_off_its_buffer_confirms_again() -> None:
    with a_serial_emulator(Faults(busy=True)) as emulator, at(emulator, confirm_s=1.5) as printer:
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.UNKNOWN
        second = printer.print_ticket(a_ticket(number="B013"))
        assert until(lambda: second.state is JobState.SENT)
        emulator.faults.busy = False
        emulator.come_out(3)
        assert second.wait(PATIENCE_S) is JobState.CONFIRMED
        assert (printer.print_ticket(a_ticket(number="B014")).wait(PATIENCE_S), emulator.jobs) == (
            JobState.CONFIRMED,
            3,
        )


def test_a_pause_between_two_tickets_of_the_buffer_confirms_no_later_one() -> None:
    """More than a second passes between them: a ticket and its cut may take so long."""
    with a_serial_emulator() as emulator, at(emulator, confirm_s=1.5) as printer:
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.CONFIRMED
        emulator.faults.busy = True
        for _ in range(2):
            assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.UNKNOWN
        before = emulator.waiting
        last = printer.print_ticket(a_ticket())
        assert until(lambda: emulator.waiting > before)
        emulator.come_out(1)
        time.sleep(1.2)
        emulator.come_out(1)
        assert last.wait(PATIENCE_S) is JobState.UNKNOWN
        emulator.faults.busy = False
        emulator.load_paper()
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.CONFIRMED


def test_a_printer_that_never_says_that_a_ticket_is_through_is_not_waited_for_before_the_next() -> None:
    with a_serial_emulator(Faults(through=b"")) as emulator, at(emulator, confirm_s=0.3) as printer:
        printer.print_ticket(a_ticket()).wait(PATIENCE_S)
        for _ in range(2):
            start = time.monotonic()
            job = printer.print_ticket(a_ticket())
            while job.state is JobState.QUEUED and time.monotonic() < start + PATIENCE_S:
                time.sleep(0.01)
            assert time.monotonic() - start < 0.9
            assert job.wait(PATIENCE_S) is JobState.UNKNOWN
        assert emulator.asked == 4, "only before the second ticket was it asked what still comes"


def test_a_printer_that_lost_its_buffer_owes_nothing() -> None:
    """It was switched off and on: what it owed never comes."""
    with (
        a_serial_emulator(Faults(swallow=True, through=b"")) as emulator,
        at(emulator, confirm_s=1.5) as printer,
    ):
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.UNKNOWN
        emulator.faults = Faults()
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.CONFIRMED


def test_a_slow_line_is_waited_for() -> None:
    with a_serial_emulator(Faults(bytes_per_s=2000)) as emulator:
        assert printed(emulator, confirm_s=PATIENCE_S).state is JobState.CONFIRMED


def test_a_line_that_takes_no_more_bytes_is_given_up() -> None:
    with a_serial_emulator(Faults(stall=True)) as emulator:
        connection = SerialTransport(emulator.path, 4_000_000, stall_s=0.2).open("B012")
        start = time.monotonic()
        with pytest.raises(BrokenOff):
            connection.send(bytes(200_000))
        connection.close()
        assert time.monotonic() - start < PATIENCE_S / 2


def test_a_line_that_is_not_there_fails_the_ticket() -> None:
    printer = open_printer("serial:/dev/nowhere?baud=9600", TEXT)
    job = printer.print_ticket(a_ticket())
    assert (job.wait(PATIENCE_S), job.trouble) == (JobState.FAILED, Status.UNREACHABLE)
    printer.close()


def test_two_programs_do_not_share_a_line() -> None:
    with a_serial_emulator() as emulator:
        first = SerialTransport(emulator.path).open("B012")
        with pytest.raises(NotReached):
            SerialTransport(emulator.path).open("B013")
        first.close()


def test_without_pyserial_the_kiosk_starts_and_the_ticket_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "serial", None)
    with pytest.raises(NotReached, match="pyserial"):
        SerialTransport("/dev/ttyS0").open("B012")


def test_speed_parity_and_flow_stand_in_the_address() -> None:
    printer = open_printer("serial:/dev/ttyS1?baud=9600&parity=even&flow=rtscts", TEXT)
    assert printer._transport == SerialTransport("/dev/ttyS1", 9600, Parity.EVEN, Flow.RTSCTS)
    printer.close()


@pytest.mark.parametrize("said", ["", "/dev/ttyS0?baud=fast", "/dev/ttyS0?baud=0", "/dev/ttyS0?flow=dsrdtr",
                                  "/dev/ttyS0?speed=9600"])  # fmt: skip
def test_a_serial_address_that_is_none_says_how_one_is_written(said: str) -> None:
    with pytest.raises(ValueError, match="baud=19200&parity=none"):
        open_printer(f"serial:{said}", TEXT)
