"""A centre's server in a few lines, over real HTTP: for kiosks that run as programs of their own."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.clients.own_kiosk import opening, the_catalogue

HALL_TIME = datetime.fromisoformat("2026-11-23T09:00:00+08:00")


class Centre:
    """What the server knows; `away`: nobody is there, `lost`: it does what it is told and says nothing."""

    def __init__(self) -> None:
        self.away = False
        self.lost = False
        self.issued: dict[str, dict[str, Any]] = {}
        self.cancelled: set[str] = set()
        self.handed_in: dict[str, dict[str, Any]] = {}
        self.began = time.monotonic()
        self.lock = threading.Lock()

    def live(self) -> list[str]:
        """The numbers that somebody waits with."""
        with self.lock:
            mine = {t["public_id"]: t["number"] for t in self.issued.values()}
            mine |= {p: item["number"] for p, item in self.handed_in.items() if not item.get("cancelled")}
            return [number for public_id, number in mine.items() if public_id not in self.cancelled]

    def answer(self, method: str, path: str, body: Any, key: str) -> Any:
        """What the contract says, as far as a kiosk asks."""
        with self.lock:
            if path == "/tickets":
                return self._issued(key)
            if path == "/tickets/hand-in":
                return {item["public_id"]: self._taken(item) for item in body}
            if path.endswith("/cancel"):
                self.cancelled.add(path.split("/")[2])
                return {}
        if path == "/catalogue":
            return the_catalogue()
        if path == "/opening":
            now = HALL_TIME + timedelta(seconds=time.monotonic() - self.began)
            return opening(now.isoformat()) | {"server_time": datetime.now(UTC).isoformat()}
        if path.startswith("/boards/"):
            return {"room": path, "board": {"state": "open", "windows": [], "queues": []}}
        return {"catalogue_version": 1, "papers": []}

    def _issued(self, key: str) -> dict[str, Any]:
        if key not in self.issued:
            count = len(self.issued) + 1
            self.issued[key] = a_ticket(f"server-{count}", f"B{count:03d}", ahead=4)
        return self.issued[key]

    def _taken(self, item: dict[str, Any]) -> dict[str, Any]:
        known = self.handed_in.setdefault(item["public_id"], item)
        assert known == item, "sent again, a ticket says the same"
        return a_ticket(item["public_id"], item["number"], ahead=7)


def a_ticket(public_id: str, number: str, ahead: int) -> dict[str, Any]:
    told = {"public_id": public_id, "number": number, "series": "B", "queue": "zh-shangshi", "hall": "N"}
    told |= {"zone": "N2", "service": "SJ-0019", "issued_at": HALL_TIME.isoformat(), "missed_rule": ""}
    more = {"windows": [6], "state": "waiting", "steps": [], "ahead": ahead, "recalls": 0, "reprints": 0}
    unknown = dict.fromkeys(("scenario", "wait", "called_at", "window"))
    return told | more | unknown | {"link": f"http://hall.example/t/{public_id}"}


@contextmanager
def a_centre() -> Iterator[tuple[Centre, str]]:
    """The centre and its address while the context lasts."""
    centre = Centre()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._do("GET")

        def do_POST(self) -> None:
            self._do("POST")

        def _do(self, method: str) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"null")
            path = self.path.partition("/centres/town")[2].partition("?")[0]
            if centre.away:
                self._say(503, {"error": {"code": "away"}})
                return
            told = centre.answer(method, path, body, self.headers.get("Idempotency-Key", ""))
            if centre.lost and method == "POST":
                self.close_connection = True
            else:
                self._say(200, told)

        def _say(self, status: int, content: Any) -> None:
            said = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name in the library
            """Nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield centre, f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        http.server_close()
        thread.join(5)
