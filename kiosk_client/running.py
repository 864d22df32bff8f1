"""One kiosk's agent from start to stop."""

import logging
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kiosk_client.agent import Kiosk, create_agent
from kiosk_client.device_orders import DeviceOrders, Ending
from kiosk_client.hall_clock import HallClock
from kiosk_client.hand_in import HandIn
from kiosk_client.house import House
from kiosk_client.news import News
from kiosk_client.orders import Orders, Remarks
from kiosk_client.own_series import OwnSeries
from kiosk_client.paper import Paper
from kiosk_client.reads import Reads
from kiosk_client.resuming import YOUNG_S, resume
from kiosk_client.server import Body, Server
from kiosk_client.spool.file import Spool, open_spool
from kiosk_client.spool.known import Known
from kiosk_client.spool.papers import KeptPapers
from kiosk_client.spool.tickets import KeptTickets
from kiosk_client.spool.touches import KeptTouches
from kiosk_client.touches import Touches
from kiosk_client.watchdog import Watchdog, answers
from printer.device import WATCH_S, Printer, open_printer
from printer.job import Job
from printer.profiles import Profile
from ui.wrong import Wrong

HOST = "127.0.0.1"
STOP_LOOK_S = 0.1
"""Between two looks whether to stop serving."""
WRONG_S = 1.0
"""A clock that is so far from the server's is told; a right one needs no word."""

log = logging.getLogger(__name__)


class Quiet(WSGIRequestHandler):
    """No line per request, for the page asks every few seconds; and no word about what serves it."""

    def version_string(self) -> str:
        """Nobody needs more."""
        return "yimen"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


def running_agent(
    server: str,
    centre: str,
    token: str,
    code: str,
    port: int,
    printer: str,
    profile: Profile,
    out: Path | None,
    data: Path | None = None,
    reads: Reads | None = None,
    ending: Ending | None = None,
) -> AbstractContextManager[str]:
    """An agent that serves while the context lasts; the context's value is the page's address.

    `data` is the folder of what must outlive a power cut; without it nothing does. Raises OSError when the
    port is taken, Wrong for a printer address that is none, ValueError for a token that cannot be sent,
    TooNew for a later version's data; nothing is left open then.
    """
    with ExitStack() as opened:
        spool = open_spool(data) if data is not None else Spool(None)
        opened.callback(spool.close)
        device = _printer(printer, profile, out)
        if device is not None:
            opened.callback(device.close)
        kiosk = make_kiosk(server, centre, token, code, device, spool, reads or Reads(), ending)
        opened.callback(kiosk.server.close)
        http = _listening(port, kiosk)
        opened.pop_all()
    return _serving(kiosk, spool, News(server, token, kiosk.house.halls, kiosk.house.hear), http)


def _printer(address: str, profile: Profile, out: Path | None) -> Printer | None:
    try:
        return open_printer(address, profile, out, watch_s=WATCH_S) if address else None
    except ValueError as problem:
        raise Wrong("programs.kiosk.no_printer", address=address) from problem


def _listening(port: int, kiosk: Kiosk) -> BaseWSGIServer:
    """Werkzeug ends the program where it cannot listen, with words of its own: so we listen ourselves."""
    with socket.create_server((HOST, port)) as listener:
        return make_server(
            HOST,
            port,
            create_agent(kiosk),
            threaded=True,
            request_handler=Quiet,
            fd=listener.fileno(),
        )


def make_kiosk(
    server: str,
    centre: str,
    token: str,
    code: str,
    device: Printer | None,
    spool: Spool,
    reads: Reads,
    ending: Ending | None = None,
) -> Kiosk:
    """The parts of a kiosk, tied together."""
    client, known = Server(server, centre, token), Known(spool)
    house = House(client, clock=HallClock(known), keeps=known)
    paper = Paper(device, code, KeptPapers(spool))
    own = OwnSeries(code, server, spool, house.clock, lambda: house.seen)

    def print_it(ticket: Body, language: str) -> Job | None:
        return paper.print(ticket, house.catalogue, language, kiosk.hall or "")

    def issued(ticket: Body, language: str) -> None:
        print_it(ticket, language)
        own.learn_link(ticket)

    def remarks() -> Remarks:
        return remarks_on(own.kept, house.clock, spool.trouble)

    def learn(heartbeat: Body) -> None:
        own.learn_key(heartbeat)
        house.learn(heartbeat)

    touches = Touches(client, issued, kept=KeptTouches(spool), own=own, away=lambda: house.away)
    device_orders = DeviceOrders(lambda: paper.test(code), ending.restart if ending else None)
    orders = Orders(
        *(client, paper, print_it, lambda: house.catalogue is not None),
        *(remarks, learn, device_orders, reads.states),
    )
    reads.when_changed = paper.when_doubtful = orders.hurry
    if device is not None:
        device.when_changed = orders.hurry
    hand_in = HandIn(
        client.hand_in, client.reprint, own.kept, house.clock, lambda: house.online, touches.renew
    )
    kiosk = Kiosk(code, client, house, touches, paper, orders, own, hand_in, reads=reads)
    return kiosk


def remarks_on(kept: KeptTickets, clock: HallClock, spool_trouble: str = "") -> Remarks:
    """What the devices desk should know: refused numbers, a disk that keeps nothing, a wrong clock."""
    numbers = ", ".join(f"{number} ({code})" for number, code in kept.troubles())
    refused = f"not taken by the server: {numbers}" if numbers else ""
    ahead = clock.ahead_s
    wrong = ahead if ahead is not None and abs(ahead) >= WRONG_S else None
    return Remarks("; ".join(filter(None, (spool_trouble, refused))), wrong)


@contextmanager
def _serving(kiosk: Kiosk, spool: Spool, news: News, http: BaseWSGIServer) -> Iterator[str]:
    _resume(kiosk, spool)
    working = [part for part in (kiosk.house, news, kiosk.orders, kiosk.hand_in) if part is not None]
    for part in working:
        part.start()
    thread = threading.Thread(target=http.serve_forever, args=(STOP_LOOK_S,), name="agent", daemon=True)
    thread.start()
    address = f"http://{HOST}:{http.port}"
    watchdog = Watchdog(lambda: is_well(kiosk, thread, address))
    watchdog.start()
    try:
        yield address
    finally:
        watchdog.stop()
        http.shutdown()
        thread.join(2.0)
        http.server_close()
        kiosk.touches.stop()
        for part in reversed(working):
            part.stop()
        kiosk.paper.close()
        kiosk.server.close()
        spool.close()


def _resume(kiosk: Kiosk, spool: Spool) -> None:
    """Go on where a power cut interrupted, before the page can ask for anything."""
    _as_far_as_kept(spool.forget_old)
    _as_far_as_kept(lambda: kiosk.paper.resume(kiosk.house.catalogue, kiosk.hall or "", YOUNG_S))
    own = kiosk.own
    if own is not None:
        _as_far_as_kept(lambda: resume(kiosk.touches, KeptTouches(spool), own.kept, KeptPapers(spool)))


def _as_far_as_kept(step: Callable[[], object]) -> None:
    """A full or broken disk must not keep a kiosk from starting."""
    try:
        step()
    except sqlite3.Error:
        log.exception("the spool could not be written at the start")


def is_well(kiosk: Kiosk, serving: threading.Thread, address: str) -> bool:
    """Whether all that must go on goes on, and the page would be answered."""
    parts = (kiosk.house, kiosk.orders, kiosk.hand_in, kiosk.paper)
    return (
        serving.is_alive() and all(part.is_alive for part in parts if part is not None) and answers(address)
    )
