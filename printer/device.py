"""A printer as its callers see it: a ticket goes in at once, a job comes back, a thread does the rest."""

import logging
import queue
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from printer import commands
from printer.fonts import Typeface, find_typeface
from printer.job import Job, JobState
from printer.layout import layout
from printer.profiles import Form, Profile
from printer.raster_form import raster_form
from printer.status import is_paper_answer
from printer.text_form import text_form
from printer.ticket import PrintedTicket
from printer.transports import BrokenOff, Connection, FileTransport, NotReached, TcpTransport, Transport
from printer.typesetting import Setting
from printer.virtual import VirtualPrinter

_log = logging.getLogger(__name__)
_TCP = re.compile(r"(?:tcp://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^/:\s]+):(?P<port>\d{1,5})")
CONFIRM_S = 10.0
"""Longer than the slowest printer needs for the longest ticket, shorter than anyone waits at a kiosk."""

JobHook = Callable[[Job], None]


class Printer:
    """One printer with one worker: jobs print one after another, and no caller ever waits for paper."""

    def __init__(
        self, transport: Transport, profile: Profile, typeface: Typeface, confirm_s: float = CONFIRM_S
    ) -> None:
        self._transport = transport
        self._profile = profile
        self._setting = Setting(profile.paper, typeface)
        self._confirm_s = confirm_s
        self._orders: queue.SimpleQueue[tuple[Job, PrintedTicket, JobHook | None] | None] = (
            queue.SimpleQueue()
        )
        self._closing = threading.Lock()
        self._closed = False
        self._worker = threading.Thread(target=self._work, name="printer", daemon=True)
        self._worker.start()

    def print_ticket(self, ticket: PrintedTicket, when_settled: JobHook | None = None) -> Job:
        """Puts the ticket in line and returns at once; `when_settled` is called in the printer's thread.

        After `close` the job fails at once.
        """
        job = Job(ticket.number)
        with self._closing:
            if not self._closed:
                self._orders.put((job, ticket, when_settled))
                return job
        _settle(job, JobState.FAILED, "the printer was closed", when_settled)
        return job

    def close(self, timeout_s: float = 5.0) -> None:
        """Prints what is in line, then stops; what takes longer is left to itself. May be called twice."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._orders.put(None)
        if threading.current_thread() is not self._worker:
            self._worker.join(timeout_s)

    def _work(self) -> None:
        commands.load()  # takes up to a second, so it happens before the first ticket
        while (order := self._orders.get()) is not None:
            job, ticket, when_settled = order
            state, reason = self._print(job, ticket)
            _settle(job, state, reason, when_settled)

    def _print(self, job: Job, ticket: PrintedTicket) -> tuple[JobState, str]:
        """Never raises: the worker must outlive any single ticket, whatever is wrong with it."""
        state = JobState.FAILED
        try:
            data = self._bytes(ticket)
            connection = self._transport.open(ticket.number)
            state = JobState.UNKNOWN
            return self._deliver(job, data, connection)
        except (NotReached, BrokenOff) as trouble:
            return state, str(trouble)
        except Exception as trouble:  # noqa: BLE001 - see above; the log has the whole story
            _log.exception("ticket %s could not be printed", ticket.number)
            return state, repr(trouble)

    def _deliver(self, job: Job, data: bytes, connection: Connection) -> tuple[JobState, str]:
        asks = self._transport.answers and self._profile.status
        try:
            connection.send(data + commands.ASK_PAPER if asks else data)
            job.move(JobState.SENT)
            return self._confirmed(connection) if asks else (JobState.SENT, "this printer cannot answer")
        finally:
            connection.close()

    def _bytes(self, ticket: PrintedTicket) -> bytes:
        form = text_form if self._profile.form is Form.TEXT else raster_form
        return form(layout(ticket, self._profile.paper), self._profile, self._setting)

    def _confirmed(self, connection: Connection) -> tuple[JobState, str]:
        """Waits for the answer behind the cut; other bytes, such as status messages, are passed over."""
        end = time.monotonic() + self._confirm_s
        while (left := end - time.monotonic()) > 0:
            if any(map(is_paper_answer, connection.receive(left))):
                return JobState.CONFIRMED, ""
        return JobState.UNKNOWN, f"no answer within {self._confirm_s:g} s"


def _settle(job: Job, state: JobState, reason: str, when_settled: JobHook | None) -> None:
    job.settle(state, reason)
    if state in {JobState.UNKNOWN, JobState.FAILED}:
        _log.warning("ticket %s: %s: %s", job.number, state, reason)
    if when_settled is not None:
        try:
            when_settled(job)
        except Exception:  # noqa: BLE001 - a caller's mistake must not stop the printer
            _log.exception("the caller failed when ticket %s was %s", job.number, state)


def open_printer(
    address: str, profile: Profile, out_folder: Path | None = None, font: Path | None = None
) -> Printer:
    """The printer at `virtual:FOLDER`, `tcp://host:port`, `host:port`, `file:PATH` or a path.

    Nothing is connected yet, so a printer that is switched off can be opened. `out_folder` is where a
    virtual printer without a folder of its own prints to, and `font` the file to draw with. Raises
    `ValueError` for an address that is none, and `fonts.NoFont` when there is nothing to draw with.
    """
    typeface = find_typeface(font)
    return Printer(_transport(address, profile, typeface, out_folder), profile, typeface)


def _transport(address: str, profile: Profile, typeface: Typeface, out_folder: Path | None) -> Transport:
    if address == "virtual" or address.startswith("virtual:"):
        folder = address.removeprefix("virtual").removeprefix(":")
        if not folder and out_folder is None:
            raise ValueError("a virtual printer needs a folder: virtual:FOLDER")
        return VirtualPrinter(Path(folder) if folder else out_folder or Path(), profile.paper, typeface)
    if address.startswith(("file:", "/")):
        return FileTransport(Path(address.removeprefix("file:")))
    found = _TCP.fullmatch(address)
    if not found or not 0 < int(found["port"]) < 65536:
        raise ValueError(
            f"{address!r} is no printer: virtual:FOLDER, tcp://host:port, host:port, file:PATH or a path"
        )
    return TcpTransport(found["host"].strip("[]"), int(found["port"]))
