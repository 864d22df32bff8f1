"""How a kiosk is, and how its printer and its readers are, in the words of the devices' board."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from kiosk_client.readers.watching import Presence, ReaderState
from kiosk_client.server import Body
from printer.device import Seen
from printer.job import Job, JobState
from printer.status import BLOCKING, Status
from wire.telling import one_line

PRINTER_STATES = {
    Status.UNREACHABLE: "printer_unreachable",
    Status.PAPER_OUT: "paper_out",
    Status.COVER_OPEN: "cover_open",
    Status.CUTTER_ERROR: "cutter_error",
    Status.DEVICE_ERROR: "printer_error",
    Status.OFFLINE: "printer_offline",
    Status.UNKNOWN: "printer_silent",
    Status.PAPER_NEAR_END: "paper_near_end",
}
"""What the devices board calls the states of a printer; one that is ready is as its newest print was."""
NAMED = BLOCKING | {Status.UNREACHABLE}
"""What a printer can be seen to have no longer."""
READER_STATES = {Presence.STARTING: "unknown", Presence.READY: "ok", Presence.LOST: "reader_lost"}
LONGEST_DETAIL = 200


class Prints(Protocol):
    """What is asked of the printer.

    `newest` is the last job, None before the first; `seen` how the printer was when last asked.
    """

    @property
    def can_print(self) -> bool: ...
    @property
    def newest(self) -> Job | None: ...
    @property
    def seen(self) -> Seen | None: ...


def printer_part(paper: Prints, state: str, detail: str) -> Body:
    """The kiosk's printer as a part of it: the kiosk is as its printer is."""
    seen = paper.seen.states if paper.seen else frozenset()
    asked = seen - {Status.UNKNOWN, Status.UNREACHABLE}
    ends = {Status.PAPER_OUT: "out", Status.PAPER_NEAR_END: "near_end"}
    roll = next((word for status, word in ends.items() if status in seen), "ok" if asked else None)
    return {"code": "printer", "kind": "printer", "state": state, "detail": detail, "paper": roll}


def kiosk_state(paper: Prints) -> tuple[str, str]:
    """How the kiosk is: a code for the devices board, and a detail for the engineer.

    What the printer says of itself now counts; one that is ready, or cannot say, is judged by its last job,
    until another comes out. A job that ended by what the printer named is over when it names that no more.
    """
    if not paper.can_print:
        return "no_printer", ""
    seen, job = paper.seen, paper.newest
    if seen is not None and seen.worst in PRINTER_STATES:
        return PRINTER_STATES[seen.worst], ", ".join(sorted(seen.states))
    if job is None or not job.settled or job.state in {JobState.SENT, JobState.CONFIRMED}:
        return "ok", ""
    if seen is not None and job.trouble in NAMED:
        return "ok", ""
    said = one_line(job.reason, LONGEST_DETAIL)
    return ("printer_failed" if job.state is JobState.FAILED else "printer_unsure"), said


def reader_parts(readers: Iterable[ReaderState]) -> list[Body]:
    """The kiosk's own readers as parts of it, called by what they read: `id_card`, `qr`, `qr-2`."""
    seen: Counter[str] = Counter()
    parts = []
    for reader in readers:
        kind = reader.name.rpartition("=")[2]
        seen[kind] += 1
        code = kind if seen[kind] == 1 else f"{kind}-{seen[kind]}"
        parts.append(_reader_part(code, reader))
    return parts


def _reader_part(code: str, reader: ReaderState) -> Body:
    detail = one_line(": ".join(filter(None, (reader.name, reader.reason))), LONGEST_DETAIL)
    return {"code": code, "kind": "reader", "state": READER_STATES[reader.presence], "detail": detail}
