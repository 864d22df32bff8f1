"""The paper of a ticket: names from the catalogue, one printer, and what became of each print."""

import threading
from typing import Any

from kiosk_client.server import Body
from printer.device import Printer, Seen
from printer.job import Job
from printer.ticket import Language
from printer.wire_ticket import Names, ticket_from_wire
from ui.words import say

NOT_PRINTED = "none"


class Paper:
    """Prints tickets and remembers the newest print of each."""

    def __init__(self, printer: Printer | None, kiosk: str) -> None:
        self._printer = printer
        self._kiosk = kiosk
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self.newest: Job | None = None

    @property
    def can_print(self) -> bool:
        """Whether the kiosk has a printer at all."""
        return self._printer is not None

    @property
    def seen(self) -> Seen | None:
        """How the printer was when last asked; None without one, or when it cannot answer."""
        return self._printer.seen if self._printer else None

    def trouble(self, public_id: str) -> str | None:
        """What is wrong with the printer, where that is why the newest print of a ticket did not come out."""
        job = self._jobs.get(public_id)
        return job.trouble.value if job and job.trouble else None

    def print(self, ticket: Body, catalogue: Body | None, language: str, hall: str) -> Job | None:
        """Give a ticket to the printer and return at once; None without a printer."""
        if self._printer is None:
            return None
        names = names_of(catalogue, language)
        spoken = Language.ENGLISH if language == "en" else Language.CHINESE
        way = "" if ticket["hall"] == hall else say("kiosk.paper.other_hall", language)
        job = self._printer.print_ticket(ticket_from_wire(ticket, names, spoken, self._kiosk, way=way))
        with self._lock:
            self._jobs[ticket["public_id"]] = self.newest = job
            while len(self._jobs) > 200:
                del self._jobs[next(iter(self._jobs))]
        return job

    def state(self, public_id: str) -> str:
        """queued, sent, confirmed, unknown, failed; "none" where nothing was given to a printer."""
        job = self._jobs.get(public_id)
        return job.state.value if job else NOT_PRINTED

    def close(self) -> None:
        """Print what is in line, then let go of the printer."""
        if self._printer is not None:
            self._printer.close()


def names_of(catalogue: Body | None, language: str) -> Names:
    """What the codes on a ticket are called; without a catalogue they stand for themselves."""
    if catalogue is None:
        return Names()
    return Names(
        centre=catalogue["centre"]["names"],
        halls=_names(catalogue["halls"]),
        zones=_names(catalogue["zones"]),
        queues=_names(catalogue["queues"]),
        services=_names(catalogue["services"]),
        scenarios=_names(catalogue["scenarios"]),
        classes={
            row["code"]: {language: say(f"kiosk.class.{row['code']}", language)}
            for row in catalogue["classes"]
            if row["code"] != "ordinary"
        },
        materials={row["code"]: row["materials"] for row in catalogue["services"]},
        time_zone=catalogue["centre"]["time_zone"],
    )


def _names(rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    return {row["code"]: row["names"] for row in rows}
