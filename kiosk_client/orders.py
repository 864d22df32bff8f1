"""The kiosk's heartbeat: it says how the kiosk is, and prints what a guide ordered from it, each paper once.

An order is told by every answer until the kiosk has said that it begins: only when that word has reached the
server does anything come out. So a kiosk that is killed prints nothing twice; what became of the paper is
then unsure, and its guide looks. The server stops telling an order after ten minutes, and the kiosk lets go
of one that it could not begin by then.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Protocol

from kiosk_client.device_orders import DeviceOrders
from kiosk_client.parts import Prints, kiosk_state, printer_part, reader_parts
from kiosk_client.readers.watching import ReaderState
from kiosk_client.server import Body, Refused, Unreached
from printer.job import Job, JobState
from wire.telling import one_line

BEAT_EVERY_S = 5.0
SOON_S = 1.0
"""While a paper is on its way: somebody stands with the guide and waits for it."""
REFUSED_S = 15.0
"""After a refusal, whatever is on its way: a revoked token stays revoked."""
KNOWN = 500
PRINTING = "printing"
VERSION = version("yimen")

RESULTS = {
    JobState.SENT: "printed",
    JobState.CONFIRMED: "printed",
    JobState.UNKNOWN: "unsure",
    JobState.FAILED: "failed",
}
log = logging.getLogger(__name__)


class Hears(Protocol):
    """What the heartbeat needs of the server."""

    def heartbeat(self, state: str, detail: str, papers: list[Body], watched: Body) -> Body: ...


@dataclass(frozen=True, slots=True)
class Remarks:
    """What else the heartbeat says: a detail for the engineer, and how wrong this machine's clock is."""

    detail: str = ""
    clock_ahead_s: float | None = None


class Orders:
    """Beats in a thread of its own. `print_it(ticket, language)` puts a paper in line; None: no printer.

    Until `knows_names()` a paper would bear codes: orders stay with the server, which tells them again.
    `remarks` and `readers` are asked at every beat, `learn` is told every answer.
    """

    def __init__(
        self,
        server: Hears,
        paper: Prints,
        print_it: Callable[[Body, str], Job | None],
        knows_names: Callable[[], bool] = lambda: True,
        remarks: Callable[[], Remarks] = Remarks,
        learn: Callable[[Body], object] = lambda answer: None,
        device_orders: DeviceOrders | None = None,
        readers: Callable[[], Iterable[ReaderState]] = tuple,
    ) -> None:
        self._server = server
        self._paper = paper
        self._print_it = print_it
        self._knows_names = knows_names
        self._remarks = remarks
        self._learn = learn
        self._device_orders = device_orders or DeviceOrders(lambda: None)
        self._readers = readers
        self._started = time.monotonic()
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._keep_beating, name="orders", daemon=True)
        self._wanted: dict[str, tuple[Body, float]] = {}
        self._under_way: dict[str, Job | None] = {}
        self._known: dict[str, None] = {}

    def start(self) -> None:
        """Begin to beat."""
        self._thread.start()

    def stop(self) -> None:
        """Stop beating."""
        self._stopping.set()
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join(1.0)

    @property
    def is_alive(self) -> bool:
        """Whether the heart beats."""
        return self._thread.is_alive()

    def hurry(self) -> None:
        """Beat at once: a part is not as it was."""
        self._hurry.set()

    @property
    def waiting(self) -> bool:
        """Whether the server has not yet been told what became of a paper."""
        return bool(self._wanted or self._under_way or self._device_orders.waiting)

    def beat(self) -> None:
        """One heartbeat, and at once a second one for papers that are new.

        Raises Unreached or Refused; then the same is told again next time.
        """
        self._exchange()
        if self._wanted or self._device_orders.waiting:
            self._exchange()

    def _exchange(self) -> None:
        """Tell what became of papers and which ones begin; print those, and learn of new ones."""
        results, begun = self._results(), self._begun()
        told = results | dict.fromkeys(begun, PRINTING)
        orders_told = self._device_orders.to_tell()
        answer = self._beat(
            [{"order": order, "state": became} for order, became in told.items()], orders_told
        )
        self._device_orders.told(orders_told)
        self._device_orders.note_new(answer.get("orders", ()))
        for order in results:
            del self._under_way[order]
        for order, paper in begun.items():
            del self._wanted[order]
            self._under_way[order] = self._printed(paper)
        if self._knows_names():
            self._note_new(answer.get("papers", ()))
        self._learned(answer)

    def _learned(self, answer: Body) -> None:
        try:
            self._learn(answer)
        except Exception:  # what cannot be learned must not hold up papers
            log.exception("what the heartbeat's answer tells could not be learned")

    def _beat(self, papers: list[Body], orders_told: list[Body]) -> Body:
        """Say how the kiosk and its parts are, with what became of papers and orders."""
        (state, detail), remarks = kiosk_state(self._paper), self._remarks()
        watched = {
            "parts": [*self._printers(state, detail), *reader_parts(self._readers())],
            "orders_told": orders_told,
            "up_s": round(time.monotonic() - self._started, 1),
            "version": VERSION,
        }
        if remarks.clock_ahead_s is not None:
            watched["clock_ahead_s"] = remarks.clock_ahead_s
        told = one_line("; ".join(filter(None, (detail, remarks.detail))))
        return self._server.heartbeat(state, told, papers, watched)

    def _printers(self, state: str, detail: str) -> list[Body]:
        return [printer_part(self._paper, state, detail)] if self._paper.can_print else []

    def _results(self) -> dict[str, str]:
        """What became of papers, as far as it is known by now."""
        settled = {order: job for order, job in self._under_way.items() if job is None or job.settled}
        return {order: RESULTS[job.state] if job else "failed" for order, job in settled.items()}

    def _begun(self) -> Mapping[str, Body]:
        """What is printed as soon as the server knows that it begins; what came too late is let go."""
        now = time.monotonic()
        self._wanted = {order: wanted for order, wanted in self._wanted.items() if now <= wanted[1]}
        return {order: paper for order, (paper, _) in self._wanted.items()}

    def _note_new(self, papers: Iterable[Body]) -> None:
        for paper in papers:
            order = paper["order"]
            if order in self._known:
                continue
            self._known[order] = None
            self._wanted[order] = (paper, time.monotonic() + paper["good_for_s"])
        while len(self._known) > KNOWN:
            del self._known[next(iter(self._known))]

    def _printed(self, paper: Body) -> Job | None:
        try:
            return self._print_it(paper["ticket"], paper["language"])
        except Exception:  # an order that cannot be laid out must not end the heartbeat
            log.exception("order %s could not be given to the printer", paper["order"])
            return None

    def beat_whatever_comes(self) -> float:
        """One heartbeat; says after how many seconds comes the next. A server that refuses is not hurried."""
        try:
            self.beat()
        except Unreached as problem:
            log.debug("no heartbeat: %s", problem)
        except Refused as problem:
            log.warning("the heartbeat was refused: %s", problem)
            return REFUSED_S
        except Exception:  # the kiosk must outlive an answer that is not as the contract says
            log.exception("the heartbeat's answer was not understood")
            return BEAT_EVERY_S
        return SOON_S if self.waiting else BEAT_EVERY_S

    def _keep_beating(self) -> None:
        while not self._stopping.is_set():
            self._hurry.wait(self.beat_whatever_comes())
            self._hurry.clear()
