"""A printer as its callers see it: a ticket goes in at once, a job comes back, a thread does the rest."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from printer import commands
from printer.addresses import transport_at
from printer.conversation import Conversation
from printer.debt import Debt
from printer.fonts import Typeface, find_typeface
from printer.forms import job_of
from printer.job import Job, JobState
from printer.profiles import Profile
from printer.status import BLOCKING, Status, worst
from printer.ticket import PrintedTicket
from printer.transports import BrokenOff, Connection, NotReached, Transport
from printer.typesetting import Setting

_log = logging.getLogger(__name__)
CONFIRM_S = 10.0
"""Longer than the slowest printer needs for the longest ticket, shorter than anyone waits at a kiosk."""

WATCH_S = 3.0
"""How often an idle printer is asked how it is, so that an open cover is known on every desk within 5 s."""
LISTEN_S = 1.0
"""How long the answer behind the cut is awaited before the printer is asked what is wrong."""

JobHook = Callable[[Job], None]


@dataclass(frozen=True)
class Outcome:
    """The end of a job: its state, why for the engineer, and what is wrong with the printer."""

    state: JobState
    reason: str = ""
    trouble: Status | None = None


@dataclass(frozen=True)
class Seen:
    """How a printer was when it was last asked, and since when it is so (seconds since 1970)."""

    states: frozenset[Status]
    since: float

    @property
    def worst(self) -> Status:
        return worst(self.states)


class Printer:
    """One printer with one worker: jobs print one after another, and no caller ever waits for paper."""

    def __init__(
        self,
        transport: Transport,
        profile: Profile,
        typeface: Typeface,
        confirm_s: float = CONFIRM_S,
        watch_s: float | None = None,
    ) -> None:
        """With `watch_s` the printer is asked so often how it is while nothing is printed."""
        self._transport = transport
        self._profile = profile
        self._setting = Setting(profile.paper, typeface)
        self._confirm_s = confirm_s
        self._watch_s = watch_s if transport.answers and profile.status else None
        self._debt = Debt()
        self._seen: Seen | None = None
        self.when_changed: Callable[[], None] | None = None
        """Called in the printer's thread when it is no longer as it was."""
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
        _settle(job, Outcome(JobState.FAILED, "the printer was closed"), when_settled)
        return job

    def close(self, timeout_s: float = 5.0) -> None:
        """Prints what is in line, then stops; what takes longer is left to itself. May be called twice."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._orders.put(None)
        if threading.current_thread() is not self._worker:
            self._worker.join(timeout_s)

    @property
    def seen(self) -> Seen | None:
        """How it was when last asked; None before that, and for a printer that cannot answer."""
        return self._seen

    def _work(self) -> None:
        commands.load()  # takes up to a second, so it happens before the first ticket
        while (order := self._next()) is not None:
            job, ticket, when_settled = order
            _settle(job, self._print(job, ticket), when_settled)

    def _next(self) -> tuple[Job, PrintedTicket, JobHook | None] | None:
        """The next order; until it comes the printer is watched."""
        while True:
            try:
                return self._orders.get(timeout=self._watch_s)
            except queue.Empty:
                self._look()

    def _look(self) -> None:
        """Ask how the printer is, between jobs."""
        try:
            connection = self._transport.open("status")
            try:
                self._note(self._begun(connection).how_it_is())
            finally:
                connection.close()
        except NotReached:
            self._note(frozenset({Status.UNREACHABLE}))
        except BrokenOff:
            self._note(frozenset({Status.UNKNOWN}))
        except Exception:  # noqa: BLE001 - the worker must outlive whatever a connection does
            _log.exception("the printer could not be asked how it is")

    def _note(self, found: frozenset[Status]) -> frozenset[Status]:
        if self._seen is None or self._seen.states != found:
            self._seen = Seen(found, time.time())
            self._tell()
        return found

    def _tell(self) -> None:
        if self.when_changed is not None:
            try:
                self.when_changed()
            except Exception:  # noqa: BLE001 - a caller's mistake must not stop the printer
                _log.exception("the caller failed when the printer was %s", self._seen)

    def _print(self, job: Job, ticket: PrintedTicket) -> Outcome:
        """Never raises: the worker must outlive any single ticket, whatever is wrong with it."""
        state = JobState.FAILED
        try:
            data = job_of(ticket, self._profile, self._setting)
            connection = self._transport.open(ticket.number)
            try:
                if not self._asks:
                    state = JobState.UNKNOWN
                    return self._handed_over(job, data, connection)
                talk = self._begun(connection)
                found = self._note(talk.how_it_is())
                if found & BLOCKING:
                    return Outcome(JobState.FAILED, ", ".join(sorted(found)), worst(found))
                if talk.debt.is_open:
                    talk.settle()
                talk.drain()
                state = JobState.UNKNOWN
                talk.print(data)
                job.move(JobState.SENT)
                return self._confirmed(talk)
            finally:
                connection.close()
        except NotReached as trouble:
            self._note(frozenset({Status.UNREACHABLE}))
            return Outcome(state, str(trouble), Status.UNREACHABLE)
        except BrokenOff as trouble:
            return Outcome(state, str(trouble), Status.UNKNOWN)
        except Exception as trouble:  # noqa: BLE001 - see above; the log has the whole story
            _log.exception("ticket %s could not be printed", ticket.number)
            return Outcome(state, repr(trouble))

    def _begun(self, connection: Connection) -> Conversation:
        """A conversation that knows what the printer owes to earlier ones on the same line."""
        talk = Conversation(connection, debt=self._debt if self._transport.lasts else None)
        talk.drain()
        return talk

    @property
    def _asks(self) -> bool:
        return self._transport.answers and self._profile.status

    def _handed_over(self, job: Job, data: bytes, connection: Connection) -> Outcome:
        connection.send(data)
        job.move(JobState.SENT)
        return Outcome(JobState.SENT, "this printer cannot answer")

    def _confirmed(self, talk: Conversation) -> Outcome:
        """Awaits the answer behind the cut; a printer that is silent is asked what is wrong.

        With an empty roll nobody is kept waiting: what lies in the printer may come out when it is mended,
        so the job is unknown.
        """
        end = time.monotonic() + self._confirm_s
        while (left := end - time.monotonic()) > 0:
            talk.listen(min(left, LISTEN_S))
            if talk.is_through:
                return Outcome(JobState.CONFIRMED)
            found = self._note(talk.how_it_is())
            if talk.is_through:
                return Outcome(JobState.CONFIRMED)
            if found & BLOCKING:
                return Outcome(JobState.UNKNOWN, ", ".join(sorted(found)), worst(found))
        return Outcome(JobState.UNKNOWN, f"no answer within {self._confirm_s:g} s", Status.UNKNOWN)


def _settle(job: Job, outcome: Outcome, when_settled: JobHook | None) -> None:
    job.settle(outcome.state, outcome.reason, outcome.trouble)
    if outcome.state in {JobState.UNKNOWN, JobState.FAILED}:
        _log.warning("ticket %s: %s: %s", job.number, outcome.state, outcome.reason)
    if when_settled is not None:
        try:
            when_settled(job)
        except Exception:  # noqa: BLE001 - a caller's mistake must not stop the printer
            _log.exception("the caller failed when ticket %s was %s", job.number, outcome.state)


def open_printer(
    address: str,
    profile: Profile,
    out_folder: Path | None = None,
    font: Path | None = None,
    watch_s: float | None = None,
) -> Printer:
    """The printer at an address as `addresses` knows them.

    Nothing is connected yet, so a printer that is switched off can be opened. `out_folder` is where a
    virtual printer without a folder of its own prints to, `font` the file to draw with, and `watch_s` how
    often it is asked how it is while nothing is printed. Raises
    `ValueError` for an address that is none, and `fonts.NoFont` when there is nothing to draw with.
    """
    typeface = find_typeface(font)
    return Printer(
        transport_at(address, profile.paper, lambda: typeface, out_folder), profile, typeface, watch_s=watch_s
    )
