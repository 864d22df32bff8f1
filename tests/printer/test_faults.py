"""Everything that can be wrong with a printer, and what is said of the ticket."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from printer.device import Printer
from printer.job import Job, JobState
from printer.profiles import Form, profile_for
from printer.reading import NativeCode, read
from printer.status import Status
from printer.transports import TcpTransport
from tests.exhaustive import also
from tests.printer.emulator import PATIENCE_S, Emulator, Faults, an_emulator, until
from tests.printer.makers import a_ticket, typeface

TEXT = profile_for(80, Form.TEXT)
AUTOMATIC = b"\x14\x00\x0c\x0f"
"""What a printer tells by itself while its automatic status is on: online, and its roll at the end."""


@contextmanager
def at(emulator: Emulator, confirm_s: float = 3, watch_s: float | None = None) -> Iterator[Printer]:
    way = TcpTransport("127.0.0.1", emulator.port, connect_s=1, send_s=2)
    printer = Printer(way, TEXT, typeface(), confirm_s, watch_s)
    try:
        yield printer
    finally:
        printer.close()


def printed(emulator: Emulator, confirm_s: float = 3) -> Job:
    with at(emulator, confirm_s) as printer:
        job = printer.print_ticket(a_ticket())
        job.wait(PATIENCE_S)
    return job


@pytest.mark.parametrize(
    ("faults", "trouble"),
    [
        (Faults(paper_out=True), Status.PAPER_OUT),
        (Faults(cover_open=True), Status.COVER_OPEN),
        (Faults(cutter_error=True), Status.CUTTER_ERROR),
        (Faults(broken=True), Status.DEVICE_ERROR),
        (Faults(offline=True), Status.OFFLINE),
    ],
    ids=lambda value: str(value) if isinstance(value, Status) else "",
)
def test_nothing_is_sent_to_a_printer_that_says_what_is_wrong(faults: Faults, trouble: Status) -> None:
    with an_emulator(faults) as emulator:
        job = printed(emulator)
        emulator.load_paper()
        assert (job.state, job.trouble, emulator.papers) == (JobState.FAILED, trouble, [])


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("cover_open", Status.COVER_OPEN),
        ("cutter_error", Status.CUTTER_ERROR),
        ("broken", Status.DEVICE_ERROR),
        ("offline", Status.OFFLINE),
    ],
)
def test_what_goes_wrong_while_it_prints_leaves_the_ticket_unknown_and_says_why(
    fault: str, trouble: Status
) -> None:
    with an_emulator(Faults(bytes_per_s=3000)) as emulator, at(emulator, confirm_s=15) as printer:
        job = printer.print_ticket(a_ticket())
        assert until(lambda: job.state is JobState.SENT)
        setattr(emulator.faults, fault, True)
        assert (job.wait(PATIENCE_S), job.trouble) == (JobState.UNKNOWN, trouble)


def test_a_roll_that_ends_soon_prints_and_is_told() -> None:
    with an_emulator(Faults(near_end=True)) as emulator, at(emulator) as printer:
        job = printer.print_ticket(a_ticket())
        assert job.wait(PATIENCE_S) is JobState.CONFIRMED
        assert printer.seen is not None
        assert printer.seen.worst is Status.PAPER_NEAR_END


def test_paper_that_ends_in_the_middle_leaves_the_ticket_unknown_and_says_why() -> None:
    with an_emulator(Faults(out_after=100)) as emulator:
        job = printed(emulator, confirm_s=15)
        assert (job.state, job.trouble) == (JobState.UNKNOWN, Status.PAPER_OUT)
        emulator.load_paper()
        assert emulator.jobs == 1, "what lay in the printer comes out with the new roll, and only that"


def test_a_printer_that_answers_nothing_is_never_taken_for_fine() -> None:
    with an_emulator(Faults(silent=True)) as emulator:
        job = printed(emulator, confirm_s=0.8)
        assert (job.state, job.trouble) == (JobState.UNKNOWN, Status.UNKNOWN)
        assert emulator.jobs == 1, "it was tried once, and not again"


def test_garbage_is_no_answer() -> None:
    with an_emulator(Faults(garbage=True)) as emulator:
        assert printed(emulator, confirm_s=0.8).state is JobState.UNKNOWN


def test_what_an_earlier_job_left_on_the_line_confirms_nothing() -> None:
    with an_emulator(Faults(stray=b"\x00\x00\x12", paper_out=True)) as emulator:
        assert printed(emulator).state is JobState.FAILED


def test_what_an_earlier_job_is_owed_and_comes_late_confirms_nothing() -> None:
    with an_emulator(Faults(late=b"\x00", through=b"")) as emulator:
        assert printed(emulator, confirm_s=0.5).state is JobState.UNKNOWN


def test_a_printer_that_tells_by_itself_how_it_is_confirms_nothing_by_that() -> None:
    with an_emulator(Faults(through=AUTOMATIC)) as emulator:
        assert printed(emulator, confirm_s=0.5).state is JobState.UNKNOWN


@pytest.mark.parametrize("through", [AUTOMATIC + b"\x00", b"\x00" + AUTOMATIC, AUTOMATIC * 2 + b"\x0f"])
def test_the_answer_is_found_among_what_a_printer_tells_by_itself(through: bytes) -> None:
    with an_emulator(Faults(through=through)) as emulator:
        assert printed(emulator).state is JobState.CONFIRMED


def test_a_connection_that_is_reset_on_the_way_leaves_the_ticket_unknown() -> None:
    with an_emulator(Faults(reset_after=60)) as emulator:
        assert printed(emulator).state is JobState.UNKNOWN


def test_a_printer_that_takes_a_connection_and_reads_nothing_holds_nobody_up_for_long() -> None:
    with an_emulator(Faults(stall=True)) as emulator:
        start = time.monotonic()
        assert printed(emulator, confirm_s=0.8).state is JobState.UNKNOWN
        assert time.monotonic() - start < PATIENCE_S


def test_a_printer_that_is_gone_is_unreachable_and_nothing_was_printed() -> None:
    with an_emulator() as emulator:
        emulator.close()
        job = printed(emulator)
    assert (job.state, job.trouble) == (JobState.FAILED, Status.UNREACHABLE)


def test_a_printer_that_is_switched_off_refuses_and_prints_when_it_is_on_again() -> None:
    with an_emulator() as emulator, at(emulator) as printer:
        emulator.switch_off()
        job = printer.print_ticket(a_ticket())
        assert (job.wait(PATIENCE_S), job.trouble) == (JobState.FAILED, Status.UNREACHABLE)
        emulator.switch_on()
        assert printer.print_ticket(a_ticket()).wait(PATIENCE_S) is JobState.CONFIRMED


def test_a_buffer_that_stays_full_is_given_up_and_the_ticket_is_unknown() -> None:
    with an_emulator(Faults(bytes_per_s=400)) as emulator:
        way = TcpTransport("127.0.0.1", emulator.port, send_s=0.5)
        printer = Printer(way, profile_for(80), typeface(), confirm_s=1)
        job = printer.print_ticket(a_ticket(materials=("材料",) * 400))
        assert (job.wait(PATIENCE_S), job.trouble) == (JobState.UNKNOWN, Status.UNKNOWN)
        printer.close()


def test_a_slow_line_is_waited_for() -> None:
    with an_emulator(Faults(bytes_per_s=2000)) as emulator:
        assert printed(emulator, confirm_s=PATIENCE_S).state is JobState.CONFIRMED


def test_a_printer_that_swallows_all_and_says_fine_cannot_be_found_out() -> None:
    """The answer behind the cut does not prove that ink is on the paper: the screen shows the number too."""
    with an_emulator(Faults(swallow=True)) as emulator:
        assert (printed(emulator).state, emulator.jobs) == (JobState.CONFIRMED, 0)


def test_an_idle_printer_is_watched() -> None:
    with an_emulator() as emulator, at(emulator, watch_s=0.05) as printer:
        assert until(lambda: printer.seen is not None and printer.seen.worst is Status.READY)
        emulator.faults.cover_open = True
        assert until(lambda: printer.seen is not None and printer.seen.worst is Status.COVER_OPEN)
        emulator.faults.cover_open = False
        assert until(lambda: printer.seen is not None and printer.seen.worst is Status.READY)
        emulator.close()
        assert until(lambda: printer.seen is not None and printer.seen.worst is Status.UNREACHABLE)


def test_since_when_a_printer_is_as_it_is_does_not_move_while_nothing_changes() -> None:
    with an_emulator(Faults(near_end=True)) as emulator, at(emulator, watch_s=0.02) as printer:
        assert until(lambda: printer.seen is not None)
        first = printer.seen
        asked = emulator.connections
        assert until(lambda: emulator.connections > asked + 2)
        assert printer.seen is first


@pytest.mark.parametrize("tickets", [40, also(500)])
def test_tickets_under_random_faults_are_each_printed_once_or_known_to_be_unsure(tickets: int) -> None:
    """A person loads paper and closes covers all the while; every ticket's end is held against the paper."""
    with an_emulator() as emulator, at(emulator, confirm_s=0.4) as printer:
        ended = threading.Event()
        trouble = threading.Thread(target=_trouble, args=(emulator, ended), daemon=True)
        trouble.start()
        jobs = {f"{n:04}": printer.print_ticket(a_ticket(link=f"http://h/t/{n:04}")) for n in range(tickets)}
        states = {key: job.wait(240) for key, job in jobs.items()}
        ended.set()
        trouble.join(5)
        emulator.load_paper()
    came_out = Counter(link_of(paper) for paper in emulator.papers)
    assert all(job.settled for job in jobs.values())
    assert set(came_out.values()) <= {1}, "no ticket came out twice"
    assert {key for key, state in states.items() if state is JobState.CONFIRMED} <= came_out.keys()
    assert came_out.keys().isdisjoint(key for key, state in states.items() if state is JobState.FAILED)
    assert set(states.values()) == {JobState.CONFIRMED, JobState.FAILED, JobState.UNKNOWN}


def _trouble(emulator: Emulator, ended: threading.Event) -> None:
    chance = random.Random(7)
    kinds: list[Callable[[Faults], None]] = [
        lambda faults: setattr(faults, "paper_out", True),
        lambda faults: setattr(faults, "out_after", chance.randrange(1, 400)),
        lambda faults: setattr(faults, "cover_open", True),
        lambda faults: setattr(faults, "cutter_error", True),
        lambda faults: setattr(faults, "reset_after", chance.randrange(1, 600)),
        lambda faults: setattr(faults, "silent", True),
    ]
    while not ended.is_set():
        chance.choice(kinds)(emulator.faults)
        ended.wait(0.05)
        emulator.faults = Faults()
        emulator.load_paper()
        ended.wait(0.05)


def link_of(paper: bytes) -> str:
    """Which ticket it is, by the code on it."""
    return next(part.link[-4:] for part in read(paper) if isinstance(part, NativeCode))
