"""A small hall, live on the runtime and by the fan-out named in argv: what the tests of live watch.

It writes its port to standard output. `POST /act` lets things happen in it, as the web would.
"""

import logging
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any, cast

from config.settings import Fanout
from queue_server import runtime
from queue_server.actions import access, calling, handing_in, issuing, moving, places, sessions, visitors
from queue_server.actions.alarms import acknowledge_alarm, raise_alarm
from queue_server.actions.desk import Seat
from queue_server.actions.ports import Committed, Tx
from queue_server.clock import Anchor, DemoClock
from queue_server.domain.catalogue import Kiosk
from queue_server.domain.hall import Hall
from queue_server.domain.names import Names
from queue_server.domain.refusals import Refusal
from queue_server.domain.tokens import Role, Token, TokenKind
from queue_server.store.memory import MemoryStore
from queue_server.store.writer import CentreWriter
from tests.boards.a_hall import NINE, a_catalogue

CENTRE = "dalang"
SESSION_S = 3600


def serve(name: runtime.RuntimeName, fanout: Fanout, backlog_bytes: int) -> None:
    loop = runtime.start(name)
    from flask import Flask, Response, request
    from socketio import base_manager

    from queue_server.live.door import open_door
    from queue_server.live.live import Live
    from queue_server.live.outgoing import Patience

    base_manager.bidict = type("Counted", (base_manager.bidict,), {"__contains__": counted})

    app = Flask(__name__)
    clock = DemoClock(Anchor(NINE, datetime.now(UTC)))
    kiosks = {"K1": Kiosk("K1", "N", "door", "80 mm", 80, "K1")}
    store = MemoryStore(clock, {CENTRE: replace(a_catalogue(), kiosks=kiosks)})

    def tell(committed: Committed, hall: Hall) -> None:
        live.committed(committed, hall)

    writer = CentreWriter(store, loop.answer, tell)
    live = Live(
        loop,
        writer,
        open_door(app, loop.async_mode),
        clock,
        "http://hall.example",
        SESSION_S,
        fanout=fanout,
        patience=Patience(backlog_bytes),
    )
    live.load(CENTRE, store.recent_calls(CENTRE))
    acts = Acts(writer)

    @app.post("/act")
    def act() -> Any:
        wish = request.get_json()
        try:
            return {"answer": getattr(acts, wish.pop("verb"))(**wish)}
        except Refusal as refusal:
            return {"refused": refusal.code}

    @app.get("/figures")
    def figures() -> Any:
        return {"looks": looks["rooms"], "sockets": live.connections, "dropped": live.figures.dropped}

    @app.get("/boards/<path:room>")
    def board(room: str) -> Any:
        token = request.headers.get("Authorization")
        after = request.args.get("calls_after", type=int)
        try:
            return Response(live.envelope(CENTRE, room, token, after), content_type="application/json")
        except Refusal as refusal:
            return {"refused": refusal.code}

    writer.start()
    live.start()
    loop.serve(
        app, host="127.0.0.1", port=0, on_ready=ready, on_stop=partial(stop, live, writer), deadline_s=5
    )


def ready(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


looks: Counter[str] = Counter()
"""How often Socket.IO looked for a client in a room."""


def counted(room: Any, sid: object) -> bool:
    looks["rooms"] += 1
    return sid in room.keys()  # noqa: SIM118  its own look is this one


def stop(live: Any, writer: CentreWriter) -> None:
    """As the server's own end."""
    live.parting.say()
    writer.stop()
    live.parting.wait(1.0)


class Acts:
    """The verbs of the hall with arguments that fit into JSON."""

    def __init__(self, writer: CentreWriter) -> None:
        self._writer = writer
        self._ids = count(1)

    def _act(self, work: Any) -> Any:
        return self._writer.act(CENTRE, "test", work)

    def issue(self, queue: str) -> str:
        public_id = f"id-{next(self._ids)}"
        self._act(lambda tx: issuing.issue(tx, issuing.Wanted(queue=queue), public_id))
        return public_id

    def hand_in(self, queue: str, number: str, minutes_ago: float) -> str:
        """What a kiosk issued offline so many minutes ago."""
        public_id, wanted = f"id-{next(self._ids)}", issuing.Wanted(queue=queue)

        def told(tx: Tx) -> None:
            issued_at = tx.now - timedelta(minutes=minutes_ago)
            handing_in.hand_in(tx, "K1", handing_in.Offline(public_id, number, issued_at, wanted))

        self._act(told)
        return public_id

    def sign_in(self, window: int, secret: str = "", clerk: str | None = None) -> None:
        employee_no, key = clerk or f"DL{window:03}", access.token_key(secret or f"secret of {window}")
        self._act(lambda tx: sessions.sign_in(tx, employee_no, window, True, key))

    def sign_out(self, window: int) -> None:
        self._act(lambda tx: sessions.sign_out(tx, self._seat(tx, window)))

    def next(self, window: int) -> str | None:
        return cast("str | None", self._act(lambda tx: self._next(tx, window)))

    def recall(self, window: int) -> None:
        self._act(lambda tx: calling.recall(tx, self._seat(tx, window), self._seen(tx, window)))

    def hold(self, window: int, note: str) -> None:
        self._act(lambda tx: moving.hold(tx, self._seat(tx, window), self._seen(tx, window), note))

    def reprint(self, public_id: str) -> None:
        self._act(lambda tx: visitors.reprint(tx, public_id))

    def alarm(self, window: int, alarm: str) -> None:
        """The window's clerk asks for help."""
        self._act(lambda tx: raise_alarm(tx, self._seat(tx, window), alarm))

    def acknowledge(self, alarm: str) -> None:
        self._act(lambda tx: acknowledge_alarm(tx, alarm, "guide"))

    def notice(self, hall: str, text: Names | None) -> None:
        self._act(lambda tx: places.put_notice(tx, hall, text))

    def manager(self, secret: str, left_s: float = SESSION_S) -> None:
        """A manager whose session goes on for so many seconds."""
        key = access.token_key(secret)
        since = datetime.now(UTC) - timedelta(seconds=SESSION_S - left_s)
        token = Token(key, TokenKind.STAFF, "manager", since, role=Role.MANAGER)
        self._act(lambda tx: access.give_token(tx, token))

    def device(self, code: str) -> None:
        token = Token(access.token_key(code), TokenKind.DEVICE, code, NINE, device_kind="kiosk")
        self._act(lambda tx: access.give_token(tx, token))

    def revoke(self, secret: str) -> None:
        self._act(lambda tx: access.revoke_token(tx, access.token_key(secret)))

    def storm(self, window: int, rounds: int) -> None:
        """Many small commits, one after another, as fast as they go."""
        for _ in range(rounds):
            self.issue("minsheng")
            self.next(window)

    def _next(self, tx: Tx, window: int) -> str | None:
        after = calling.call_next(tx, self._seat(tx, window), self._seen(tx, window))
        current = tx.hall.current(after)
        return current.public_id if current else None

    def _seat(self, tx: Tx, window: int) -> Seat:
        return Seat(window, tx.hall.windows[window].clerk or "nobody")

    def _seen(self, tx: Tx, window: int) -> str | None:
        current = tx.hall.current(tx.hall.windows[window])
        return current.public_id if current else None


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    serve(cast("runtime.RuntimeName", sys.argv[1]), cast("Fanout", sys.argv[2]), int(sys.argv[3]))
