"""Jobs on their way to real sockets, device files and the virtual printer."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from printer.device import Printer, open_printer
from printer.job import Job, JobState
from printer.profiles import Profile, profile_for
from printer.reading import PaperCut, read
from printer.render import Printout
from printer.transports import FileTransport, TcpTransport
from printer.virtual import VirtualPrinter
from tests.printer.emulator import Faults, an_emulator
from tests.printer.makers import a_ticket, codes_on, typeface
from tests.printer.serial_emulator import a_serial_emulator

RASTER = profile_for(80)


@contextmanager
def a_printer(port: int, profile: Profile = RASTER, confirm_s: float = 5) -> Iterator[Printer]:
    printer = Printer(TcpTransport("127.0.0.1", port), profile, typeface(), confirm_s)
    try:
        yield printer
    finally:
        printer.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def test_a_printer_on_the_network_confirms_behind_the_cut() -> None:
    with an_emulator() as emulator, a_printer(emulator.port) as printer:
        assert printer.print_ticket(a_ticket()).wait(10) is JobState.CONFIRMED
    assert read(emulator.papers[0])[-1] == PaperCut(full=False)


def test_every_job_has_a_connection_of_its_own() -> None:
    with an_emulator() as emulator, a_printer(emulator.port) as printer:
        jobs = [printer.print_ticket(a_ticket(number=f"B{n:03}")) for n in range(1, 6)]
        assert {job.wait(10) for job in jobs} == {JobState.CONFIRMED}
    assert (emulator.jobs, emulator.connections) == (5, 5)


def test_a_status_byte_is_not_taken_for_the_answer() -> None:
    faults = Faults(through=b"\x12\x14")
    with an_emulator(faults) as emulator, a_printer(emulator.port, confirm_s=0.3) as printer:
        assert printer.print_ticket(a_ticket()).wait(10) is JobState.UNKNOWN


def test_the_answer_is_found_among_status_bytes() -> None:
    with an_emulator(Faults(through=b"\x12\x0c")) as emulator, a_printer(emulator.port) as printer:
        assert printer.print_ticket(a_ticket()).wait(10) is JobState.CONFIRMED


def test_a_refused_connection_fails_the_job_at_once() -> None:
    with a_printer(free_port()) as printer:
        job = printer.print_ticket(a_ticket())
        assert job.wait(10) is JobState.FAILED
        assert "refused" in job.reason


def test_after_a_failure_the_next_job_prints() -> None:
    port = free_port()
    with a_printer(port) as printer:
        assert printer.print_ticket(a_ticket()).wait(10) is JobState.FAILED
        with an_emulator(port=port):
            assert printer.print_ticket(a_ticket()).wait(10) is JobState.CONFIRMED


def test_printing_never_keeps_the_caller_waiting() -> None:
    with an_emulator(Faults(through=b"")) as emulator, a_printer(emulator.port, confirm_s=0.3) as printer:
        start = time.monotonic()
        jobs = [printer.print_ticket(a_ticket()) for _ in range(3)]
        assert time.monotonic() - start < 0.1
        assert [job.wait(10) for job in jobs] == [JobState.UNKNOWN] * 3


def test_a_printer_that_takes_no_more_bytes_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection = TcpTransport("127.0.0.1", door.getsockname()[1], send_s=0.3).open("B012")
        with pytest.raises(Exception, match="timed out"):
            connection.send(bytes(20_000_000))
        connection.close()


def test_a_printer_that_cannot_answer_only_gets_it_sent() -> None:
    mute = Profile("mute", RASTER.paper, RASTER.form, status=False)
    with an_emulator() as emulator, a_printer(emulator.port, mute) as printer:
        job = printer.print_ticket(a_ticket())
        assert (job.wait(10), job.settled) == (JobState.SENT, True)


def test_the_caller_is_told_when_a_job_is_settled() -> None:
    told: list[Job] = []
    with an_emulator() as emulator, a_printer(emulator.port) as printer:
        job = printer.print_ticket(a_ticket(), told.append)
        job.wait(10)
    assert told == [job]


def test_a_ticket_that_cannot_be_laid_out_fails_alone() -> None:
    with an_emulator() as emulator, a_printer(emulator.port) as printer:
        bad = printer.print_ticket(a_ticket(link="x" * 2500))
        good = printer.print_ticket(a_ticket())
        assert (bad.wait(10), good.wait(10)) == (JobState.FAILED, JobState.CONFIRMED)


def test_a_closed_printer_takes_no_tickets() -> None:
    with a_printer(free_port()) as printer:
        printer.close()
        assert printer.print_ticket(a_ticket()).wait(0) is JobState.FAILED


def test_a_device_file_collects_what_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    printer = open_printer(f"file:{path}", RASTER)
    assert printer.print_ticket(a_ticket()).wait(10) is JobState.SENT
    printer.close()
    assert isinstance(read(path.read_bytes())[-1], PaperCut)


def test_a_device_that_answers_confirms() -> None:
    """A pseudo terminal stands for /dev/usb/lp0."""
    with a_serial_emulator() as emulator:
        printer = Printer(FileTransport(Path(emulator.path)), RASTER, typeface(), confirm_s=5)
        assert printer.print_ticket(a_ticket()).wait(10) is JobState.CONFIRMED
        printer.close()


def test_a_missing_folder_of_a_device_fails_the_job(tmp_path: Path) -> None:
    printer = open_printer(str(tmp_path / "none" / "lp0"), RASTER)
    assert printer.print_ticket(a_ticket()).wait(10) is JobState.FAILED
    printer.close()


def test_the_virtual_printer_files_bytes_and_picture(tmp_path: Path) -> None:
    printer = open_printer(f"virtual:{tmp_path}", RASTER)
    jobs = [printer.print_ticket(a_ticket(number=number)) for number in ("B012", "A-K1-07")]
    assert {job.wait(10) for job in jobs} == {JobState.CONFIRMED}
    printer.close()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["0001-B012.bin", "0001-B012.png", "0002-A-K1-07.bin", "0002-A-K1-07.png"]


def test_the_picture_of_the_virtual_printer_can_be_scanned(tmp_path: Path) -> None:
    printer = open_printer("virtual", RASTER, out_folder=tmp_path)
    printer.print_ticket(a_ticket()).wait(10)
    printer.close()
    with Image.open(tmp_path / "0001-B012.png") as paper:
        assert len(codes_on_picture(paper)) == 1


def test_the_virtual_printer_goes_on_counting_and_forgets_the_oldest(tmp_path: Path) -> None:
    for _ in range(4):
        connection = VirtualPrinter(tmp_path, RASTER.paper, typeface(), keep=2).open("B012")
        connection.send(b"\x1b@hello\n")
        connection.close()
    assert sorted(path.stem[:4] for path in tmp_path.glob("*.bin")) == ["0003", "0004"]


@pytest.mark.parametrize("address", ["", "printer", "host:99999", "host:0", "http://host:9100", "virtual"])
def test_an_address_that_is_none_is_refused_at_once(address: str) -> None:
    with pytest.raises(ValueError, match="printer"):
        open_printer(address, RASTER)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{}", "127.0.0.1:{}"])
def test_both_ways_to_write_a_network_address_lead_to_the_printer(address: str) -> None:
    with an_emulator() as emulator:
        printer = open_printer(address.format(emulator.port), RASTER)
        assert printer.print_ticket(a_ticket()).wait(10) is JobState.CONFIRMED
        printer.close()
    assert emulator.jobs == 1


def test_the_brackets_around_a_long_address_are_no_part_of_it() -> None:
    printer = open_printer("tcp://[::1]:9100", RASTER)
    assert printer._transport == TcpTransport("::1", 9100)
    printer.close()


def codes_on_picture(paper: Image.Image) -> list[str]:
    return codes_on(Printout(paper))
