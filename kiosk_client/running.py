"""One kiosk's agent from start to stop."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kiosk_client.agent import Kiosk, create_agent
from kiosk_client.house import House
from kiosk_client.news import News
from kiosk_client.orders import Orders
from kiosk_client.paper import Paper
from kiosk_client.server import Body, Server
from kiosk_client.touches import Touches
from printer.device import WATCH_S, Printer, open_printer
from printer.job import Job
from printer.profiles import profile_for

HOST = "127.0.0.1"


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
    paper_mm: int,
    out: Path | None,
) -> AbstractContextManager[str]:
    """An agent that serves while the context lasts; the context's value is the page's address.

    Raises OSError when the port is taken, ValueError for a printer address that is none.
    """
    device = open_printer(printer, profile_for(paper_mm), out, watch_s=WATCH_S) if printer else None
    kiosk = make_kiosk(server, centre, token, code, device)
    http = make_server(HOST, port, create_agent(kiosk), threaded=True, request_handler=Quiet)
    return _serving(kiosk, News(server, token, kiosk.house.halls, kiosk.house.hear), http)


def make_kiosk(server: str, centre: str, token: str, code: str, device: Printer | None) -> Kiosk:
    """The parts of a kiosk, tied together."""
    client = Server(server, centre, token)
    house = House(client)
    paper = Paper(device, code)

    def print_it(ticket: Body, language: str) -> Job | None:
        return paper.print(ticket, house.catalogue, language, kiosk.hall or "")

    orders = Orders(client, paper, print_it, lambda: house.catalogue is not None)
    if device is not None:
        device.when_changed = orders.hurry
    kiosk = Kiosk(code, client, house, Touches(client, print_it), paper, orders)
    return kiosk


@contextmanager
def _serving(kiosk: Kiosk, news: News, http: BaseWSGIServer) -> Iterator[str]:
    kiosk.house.start()
    news.start()
    if kiosk.orders is not None:
        kiosk.orders.start()
    thread = threading.Thread(target=http.serve_forever, name="agent", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{http.server_port}"
    finally:
        http.shutdown()
        thread.join(2.0)
        http.server_close()
        news.stop()
        kiosk.house.stop()
        kiosk.touches.stop()
        if kiosk.orders is not None:
            kiosk.orders.stop()
        kiosk.paper.close()
        kiosk.server.close()
