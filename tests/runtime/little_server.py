"""A little server on the runtime named in argv: what the tests of the runtime talk to.

It writes its port, and later what happens, as lines to standard output.
"""

import hashlib
import logging
import os
import queue
import sqlite3
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from queue_server import runtime
from queue_server.answers import Answer

ITERATIONS = 3_000_000  # about a second of computing
LONG_S = 5.0
PINGS = {"ping_interval": 1, "ping_timeout": 1}


def say(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def serve(name: runtime.RuntimeName, deadline_s: float, sockets: int | None) -> None:
    loop = runtime.start(name)
    from flask import Flask
    from flask_socketio import SocketIO

    app = Flask(__name__)
    # The stubs know neither a mode that is chosen at run time nor the options handed on to Engine.IO.
    options: dict[str, Any] = {"async_mode": loop.async_mode, "transports": ["websocket"], **PINGS}
    pages, events = Pages(loop), Events(loop, SocketIO(app, async_handlers=False, **options))
    for page in Pages.ALL:
        app.add_url_rule(f"/{page}", page, getattr(pages, page))
    app.add_url_rule("/connected", "connected", lambda: str(len(events.connected)))
    loop.serve(
        app, host="127.0.0.1", port=0, on_ready=say, on_stop=pages.end, deadline_s=deadline_s, sockets=sockets
    )


class Writer(threading.Thread):
    """A native thread that does what it is asked, one thing after another."""

    def __init__(self, loop: runtime.Runtime) -> None:
        super().__init__(name="writer", daemon=True)
        self.loop = loop
        self.work: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self.start()

    def run(self) -> None:
        while True:
            self.work.get()()

    def ask(self, fn: Callable[[], object], timeout_s: float = 5) -> str:
        answer: Answer[object] = self.loop.answer()

        def work() -> None:
            try:
                answer.set(fn())
            except ArithmeticError as failure:
                answer.fail(failure)

        self.work.put(work)
        return str(answer.get(timeout_s))


class Pages:
    """Each page does one thing with the runtime and says how it went."""

    ALL = (
        *("thread", "thread_asks_thread", "fails", "late", "posted", "posted_waits", "spawn_fails"),
        *(
            "rested",
            "cores",
            "fetch",
            "hashed",
            "recorded",
            "gap",
            "slow",
            "never",
            "crash",
            "stop",
            "hang_when_stopping",
        ),
    )

    def __init__(self, loop: runtime.Runtime) -> None:
        self.loop = loop
        self.writer = Writer(loop)
        self.hangs = threading.Lock()

    def end(self) -> None:
        with self.hangs:  # a native lock stops the whole loop: this is how a server hangs
            say("stopped in good order")

    def hang_when_stopping(self) -> str:
        self.hangs.acquire()
        say("will hang")
        return ""

    def thread(self) -> str:
        return self.writer.ask(lambda: threading.current_thread().name)

    def thread_asks_thread(self) -> str:
        return self.loop.offload(self.writer.ask, lambda: threading.current_thread().name)

    def fails(self) -> str:
        try:
            return self.writer.ask(lambda: 1 // 0)
        except ZeroDivisionError:
            return "divided by zero"

    def late(self) -> str:
        try:
            return self.writer.ask(lambda: time.sleep(0.5), timeout_s=0.05)
        except TimeoutError as failure:
            return str(failure)

    def posted(self) -> str:
        seen: list[int] = []
        done: Answer[None] = self.loop.answer()

        def post_all() -> None:
            for number in range(1000):
                self.loop.post(partial(seen.append, number))
            self.loop.post(partial(done.set, None))

        self.writer.work.put(post_all)
        done.get(5)
        return "in order" if seen == list(range(1000)) else str(seen)

    def posted_waits(self) -> str:
        outer: Answer[str] = self.loop.answer()
        self.loop.post(lambda: outer.set(self.writer.ask(lambda: "what is posted may wait")))
        return outer.get(5)

    def spawn_fails(self) -> str:
        self.loop.spawn(lambda number: 1 // number, 0)
        return "spawned"

    def slow(self) -> str:
        say("slow has begun")
        self.loop.sleep(1)
        return "slow has ended"

    def never(self) -> str:
        say("never has begun")
        self.loop.sleep(600)
        return ""

    def hashed(self) -> str:
        return self.loop.offload(hashlib.pbkdf2_hmac, "sha256", b"pin", b"salt", ITERATIONS).hex()

    def recorded(self) -> str:
        """A native thread writes a hundred transactions to SQLite, each synced."""
        return self.loop.offload(record_a_hundred)

    def gap(self) -> str:
        """The longest time in ms for which the loop did not come round during half a second."""
        longest, before = 0.0, time.monotonic()
        end = before + 0.5
        while before < end:
            self.loop.sleep(0.005)
            now = time.monotonic()
            longest, before = max(longest, now - before), now
        return str(round(longest * 1000))

    def rested(self) -> str:
        """Whether a native thread that waits for the loop's rest is let go before its time is up."""
        waited: Answer[float] = self.loop.answer()

        def wait() -> None:
            began = time.monotonic()
            self.loop.until_at_rest(LONG_S)
            waited.set(time.monotonic() - began)

        threading.Thread(target=wait).start()
        return "rested" if waited.get(LONG_S) < LONG_S else "never rested"

    def cores(self) -> str:
        """Where the loop may run, a thread that works in turns with it, and one that does not."""
        return f"{cores()} {self.writer.ask(self.come)} {self.loop.offload(cores)}"

    def come(self) -> str:
        self.loop.come_along()
        return cores()

    def fetch(self) -> str:
        """A native thread calls this server by HTTP, and sleeps a little."""
        from flask import request

        return self.loop.offload(read_slowly, request.host_url + "thread")

    def crash(self) -> str:
        raise LookupError("this page always fails")

    def stop(self) -> str:
        threading.Thread(target=self.loop.stop).start()
        return "stopping"


def cores() -> str:
    """Those that this thread may run on."""
    return ",".join(map(str, sorted(os.sched_getaffinity(0))))


def read_slowly(address: str) -> str:
    time.sleep(0.05)
    with urllib.request.urlopen(address, timeout=5) as response:
        return cast("bytes", response.read()).decode()


def record_a_hundred() -> str:
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        database = sqlite3.connect(file.name, isolation_level=None)
        database.executescript("PRAGMA synchronous=FULL; CREATE TABLE tickets (number TEXT)")
        for number in range(100):
            database.executescript(f"BEGIN IMMEDIATE; INSERT INTO tickets VALUES ('A{number:03}'); COMMIT")
        rows = database.execute("SELECT count(*) FROM tickets").fetchone()[0]
        database.close()
        return str(rows)


class Events:
    """What web sockets can ask for."""

    def __init__(self, loop: runtime.Runtime, io: Any) -> None:
        self.loop, self.io = loop, io
        self.writer = Writer(loop)
        self.connected: set[str] = set()
        io.on_event("connect", self.connect)
        io.on_event("disconnect", self.disconnect)
        io.on_event("echo", self.echo)
        io.on_event("call", self.call)

    def connect(self, _auth: object = None) -> None:
        from flask import request

        self.connected.add(getattr(request, "sid"))  # noqa: B009  Socket.IO's addition, unknown to the types

    def disconnect(self, _reason: str) -> None:
        from flask import request

        self.connected.discard(getattr(request, "sid"))  # noqa: B009

    def echo(self, words: str) -> str:
        return self.writer.ask(lambda: f"{words} from {threading.current_thread().name}")

    def call(self, number: str) -> None:
        """A native thread calls it out to everybody."""
        self.writer.work.put(lambda: self.loop.post(lambda: self.io.emit("called", number)))


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    serve(cast("runtime.RuntimeName", sys.argv[1]), float(sys.argv[2]), int(sys.argv[3] or 0) or None)
