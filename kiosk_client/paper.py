"""The paper of a ticket: names from the catalogue, one printer, and what became of each print.

Papers stand in a line of ours and go to the printer one by one: only the one that is being printed can be
doubtful after a power cut. Each copy of a ticket is printed once, whoever asks for it again.
"""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass

from kiosk_client.names import names_of
from kiosk_client.server import Body
from kiosk_client.spool.file import Spool
from kiosk_client.spool.papers import KeptPaper, KeptPapers, PaperState
from printer.device import Printer, Seen
from printer.job import Job, JobState
from printer.samples import trial
from printer.status import Status
from printer.ticket import Language, PrintedTicket
from printer.wire_ticket import ticket_from_wire
from ui.words import say

NOT_PRINTED = "none"
MIRRORED_EVERY_S = 0.1
LAST_ONES_S = 5.0
REMEMBERED = 200

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _InLine:
    """A paper that waits for the printer; `row` is its place in the spool, None where there is none."""

    row: int | None
    job: Job
    ticket: PrintedTicket


class Paper:
    """Prints tickets and remembers the newest print of each."""

    def __init__(self, printer: Printer | None, kiosk: str, kept: KeptPapers | None = None) -> None:
        self._printer = printer
        self._kiosk = kiosk
        self._kept = kept or KeptPapers(Spool(None))
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._line: queue.SimpleQueue[_InLine | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="papers", daemon=True)
        self.newest: Job | None = None
        self.when_doubtful: Callable[[], None] = lambda: None
        """Called in a thread of ours when a paper did not come out, or perhaps not."""
        if printer is not None:
            self._worker.start()

    @property
    def can_print(self) -> bool:
        """Whether the kiosk has a printer at all."""
        return self._printer is not None

    @property
    def is_alive(self) -> bool:
        """Whether papers can still go to the printer."""
        return self._printer is None or self._worker.is_alive()

    @property
    def seen(self) -> Seen | None:
        """How the printer was when last asked; None without one, or when it cannot answer."""
        return self._printer.seen if self._printer else None

    def trouble(self, public_id: str) -> str | None:
        """What is wrong with the printer, where that is why the newest print of a ticket did not come out."""
        job = self._jobs.get(public_id)
        return job.trouble.value if job and job.trouble else None

    def print(self, ticket: Body, catalogue: Body | None, language: str, hall: str) -> Job | None:
        """Put a ticket in line and return at once; None without a printer.

        A copy that has been in line before is not printed again: its job is answered.
        """
        if self._printer is None:
            return None
        printed = self._laid_out(ticket, catalogue, language, hall)
        try:
            row = self._kept.add(ticket, language)
        except sqlite3.Error:
            log.exception(
                "the spool could not be written; ticket %s is printed all the same", ticket["number"]
            )
            return self._in_line(ticket, None, printed)
        if row is None:
            log.info("ticket %s is not printed twice", ticket["number"])
            return self._known(ticket["public_id"])
        return self._in_line(ticket, row, printed)

    def resume(self, catalogue: Body | None, hall: str, young_s: float) -> None:
        """Print what was in line when the kiosk was stopped, as far as somebody still waits for it."""
        if self._printer is None:
            return
        for paper in self._kept.begin_again(young_s):
            log.warning("ticket %s was in line when the kiosk stopped: printed now", paper.ticket["number"])
            printed = self._laid_out(paper.ticket, catalogue, paper.language, hall)
            self._in_line(paper.ticket, paper.id, printed)

    def test(self, where: str) -> Job | None:
        """Print a page that nobody can take for a ticket; None without a printer."""
        if self._printer is None:
            return None
        self.newest = self._printer.print_ticket(trial(Language.CHINESE, where))
        return self.newest

    def state(self, public_id: str) -> str:
        """queued, sent, confirmed, unknown, failed; "none" where nothing was given to a printer."""
        job = self._known(public_id)
        return job.state.value if job else NOT_PRINTED

    def close(self) -> None:
        """Print what is in line, then let go of the printer."""
        if self._printer is not None:
            self._line.put(None)
            self._worker.join(LAST_ONES_S)
            self._printer.close()

    def _known(self, public_id: str) -> Job | None:
        """The newest job of a ticket, also of one that was printed before the kiosk was started."""
        job = self._jobs.get(public_id)
        if job is not None:
            return job
        kept = self._kept.newest_of(public_id)
        return None if kept is None else _job_of(kept)

    def _in_line(self, ticket: Body, row: int | None, printed: PrintedTicket) -> Job:
        job = Job(ticket["number"])
        with self._lock:
            self._jobs.pop(ticket["public_id"], None)
            self._jobs[ticket["public_id"]] = self.newest = job
            while len(self._jobs) > REMEMBERED:
                del self._jobs[next(iter(self._jobs))]
        self._line.put(_InLine(row, job, printed))
        return job

    def _laid_out(self, ticket: Body, catalogue: Body | None, language: str, hall: str) -> PrintedTicket:
        names = names_of(catalogue, language)
        spoken = Language.ENGLISH if language == "en" else Language.CHINESE
        way = "" if ticket["hall"] == hall else say("kiosk.paper.other_hall", language)
        offline = bool(ticket.get("offline"))
        return ticket_from_wire(ticket, names, spoken, self._kiosk, way=way, offline=offline)

    def _work(self) -> None:
        while (one := self._line.get()) is not None:
            try:
                self._print(one)
            except Exception as problem:  # the line must outlive any single paper
                log.exception("ticket %s could not be printed", one.job.number)
                one.job.settle(JobState.UNKNOWN, repr(problem))

    def _print(self, one: _InLine) -> None:
        """One paper to its end. That it is being printed is kept before the first byte leaves."""
        assert self._printer is not None
        self._note(one, PaperState.PRINTING)
        job = self._printer.print_ticket(one.ticket)
        while not job.settled:
            job.wait(MIRRORED_EVERY_S)
            if not job.settled:
                one.job.move(job.state)
        self._note(one, PaperState(job.state.value), job.reason, job.trouble)
        one.job.settle(job.state, job.reason, job.trouble)
        if job.state in {JobState.FAILED, JobState.UNKNOWN}:
            self.when_doubtful()

    def _note(self, one: _InLine, state: PaperState, reason: str = "", trouble: Status | None = None) -> None:
        if one.row is None:
            return
        try:
            self._kept.move(one.row, state, reason, trouble.value if trouble else None)
        except sqlite3.Error:
            log.exception("the spool could not be written")


def _job_of(kept: KeptPaper) -> Job:
    job = Job(kept.ticket["number"])
    if kept.state is not PaperState.QUEUED:
        state = JobState.UNKNOWN if kept.state is PaperState.PRINTING else JobState(kept.state.value)
        job.settle(state, kept.reason, Status(kept.trouble) if kept.trouble else None)
    return job
