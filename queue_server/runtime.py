"""How the server waits for many people at once: the one file that knows eventlet, gevent and threads.

The *loop* is where requests and web sockets are answered: greenlets taking turns in one native thread
(eventlet, gevent), or a thread each (threading). Only sockets and `time.sleep` are made to take turns.
Threads, locks, queues and sqlite3 stay native, so that the writer is a plain `threading.Thread` whose slow
commit holds up nobody. Hence the rule of this house: **code on the loop never waits for a native lock, queue,
event or future; it waits with `answer()` or `offload()`**. Native threads reach the loop with `post()`.
"""

import contextlib
import logging
import os
import queue
import socket
import sys
import threading
import time
import warnings
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, Protocol, TypeVar, TypeVarTuple
from wsgiref.types import WSGIApplication

from queue_server.answers import Answer
from queue_server.listening import PatientListener, WholeFrames, listen, most_sockets
from queue_server.one_core import OneCore
from queue_server.resting import Rest
from queue_server.stopping import Gate, hard_deadline, stop_signals

RuntimeName = Literal["eventlet", "gevent", "threading"]
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
WSGI = WSGIApplication
Call = Callable[[], object]
OnReady = Callable[[int], object]

CONNECTIONS = 60_000  # more than one process can have descriptors for: the limit is the machine's, not ours
BUFFER = 4096  # bytes read or written at a time over HTTP
IDLE_S = 75  # a silent HTTP connection is closed after this; web sockets have their own pings
REQUESTS_SHARE = 0.7  # of the deadline; the rest is for `on_stop`
LOOK_UP_S = 0.1  # between two looks whether to stop; a signal just before an endless wait would go unheard
TURN_S = 0.001  # beside a computing thread the loop then waits 1.4 ms for its turn, and 5.5 with Python's own

log = logging.getLogger(__name__)


class Runtime(Protocol):
    """What the rest of the server knows of the loop."""

    name: RuntimeName
    async_mode: str  # for flask_socketio.SocketIO

    def spawn(self, fn: Callable[[*Ts], object], *args: *Ts) -> None:
        """Run it in the background on the loop; what it raises is logged."""

    def sleep(self, seconds: float) -> None: ...

    def answer(self) -> Answer[T]:
        """A result that a native thread will give and the loop can wait for."""

    def post(self, fn: Callable[[], None]) -> None:
        """Run it on the loop soon, in the order posted. From any thread; cheap; what it raises is logged."""

    def until_at_rest(self, most_s: float) -> None:
        """Wait until the loop has nothing ready to do, at most so long. From native threads only."""

    def come_along(self) -> None:
        """Go to the loop's core of the machine, and stay: for native threads that work in turns with it."""

    def offload(self, fn: Callable[[*Ts], T], *args: *Ts) -> T:
        """Run work that blocks or computes in a native thread and wait without holding up the loop."""

    def serve(
        self,
        app: WSGI,
        *,
        host: str,
        port: int,
        on_ready: OnReady,
        on_stop: Call,
        deadline_s: float = 10,
        sockets: int | None = None,
        listener: socket.socket | None = None,
    ) -> None:
        """Serve until SIGTERM, SIGINT or `stop()`; let requests in flight finish, call `on_stop`, return.

        Port 0 means any free one; `on_ready` is told the real one. A process that has not stopped after
        `deadline_s` ends with exit status 1. No more than `sockets` web sockets stand at a time; unless it is
        given, as many as the system's descriptors allow. A `listener` listens there already.
        """

    def stop(self) -> None:
        """End `serve`. From any thread."""


def start(name: RuntimeName) -> Runtime:
    """Prepare this process for a runtime; it cannot be changed afterwards. Call it before other imports."""
    if not _started:
        early = ", ".join(sorted({"flask_socketio", "redis", "socketio"} & sys.modules.keys()))
        if early and name != "threading":
            raise RuntimeError(f"runtime.start({name!r}) must come before the import of {early}")
        kinds: dict[str, type[Runtime]] = {"eventlet": _Eventlet, "gevent": _Gevent, "threading": _Threading}
        _started.append(kinds[name]())
    if _started[0].name != name:
        raise RuntimeError(f"this process runs on {_started[0].name} and cannot change to {name}")
    return _started[0]


_started: list[Runtime] = []


class _Shared(ABC):
    """What the three have in common; each adds its way to wait, to spawn and to accept."""

    def __init__(self) -> None:
        self._told_to_stop = False
        self._jobs: queue.SimpleQueue[Call] = queue.SimpleQueue()
        names = [f"offload-{number}" for number in range(max(2, min(4, os.cpu_count() or 1)))]
        self._offloads = [threading.Thread(target=self._work, name=name, daemon=True) for name in names]
        for thread in self._offloads:
            thread.start()

    @abstractmethod
    def sleep(self, seconds: float) -> None: ...

    @abstractmethod
    def _event(self) -> Any:
        """Something with `set()` and `wait(timeout)`."""

    @abstractmethod
    def _wake(self, call: Call) -> None:
        """Call, on the loop, what only wakes somebody and never waits."""

    @abstractmethod
    def _spawn(self, call: Call) -> None: ...

    @abstractmethod
    def _accept(self, listener: socket.socket, app: WSGI) -> Call:
        """Begin to accept connections; what it returns ends that."""

    def spawn(self, fn: Callable[[*Ts], object], *args: *Ts) -> None:
        self._spawn(partial(_logged, partial(fn, *args)))

    def answer(self) -> Answer[T]:
        return Answer(self._event, self._wake)

    def until_at_rest(self, most_s: float) -> None:  # noqa: B027  what most of them do
        """Only eventlet's loop says when it rests: the others are not waited for."""

    def come_along(self) -> None:  # noqa: B027  threads have no loop
        """Where a thread answers each request, all go where the system puts them."""

    def offload(self, fn: Callable[[*Ts], T], *args: *Ts) -> T:
        answer: Answer[T] = self.answer()

        def work() -> None:
            try:
                answer.set(fn(*args))
            except BaseException as failure:  # noqa: BLE001  it belongs to the one who waits
                answer.fail(failure)

        self._jobs.put(work)
        return answer.get()

    def _work(self) -> None:
        while True:
            self._jobs.get()()

    def stop(self) -> None:
        self._told_to_stop = True  # a word and no lock, for a signal may come at any moment

    def serve(
        self,
        app: WSGI,
        *,
        host: str,
        port: int,
        on_ready: OnReady,
        on_stop: Call,
        deadline_s: float = 10,
        sockets: int | None = None,
        listener: socket.socket | None = None,
    ) -> None:
        listener = listener or listen(host, port)
        gate = Gate(app, sockets or most_sockets())
        with stop_signals(self.stop):
            close = self._accept(listener, gate)
            on_ready(listener.getsockname()[1])
            while not self._told_to_stop:
                self.sleep(LOOK_UP_S)
            with hard_deadline(deadline_s):
                gate.shut = True
                self._drain(gate, time.monotonic() + deadline_s * REQUESTS_SHARE)
                on_stop()
                close()

    def _drain(self, gate: Gate, until: float) -> None:
        while gate.in_flight and time.monotonic() < until:
            self.sleep(0.01)
        if gate.in_flight:
            log.warning("stopping although %d requests have not finished", gate.in_flight)


class _Greenlets(_Shared):
    """Greenlets in one native thread. Others reach it through a queue and a byte on a socket ("the bell")."""

    def __init__(self) -> None:
        super().__init__()
        self._near, self._far = socket.socketpair()  # made before patching: native threads write to it
        self._near.setblocking(False)
        self._far.setblocking(False)
        self._rung = False
        self._calls: deque[Call] = deque()
        self._posted: deque[Call] = deque()
        self._posting = False
        self._home = threading.get_ident()
        self._patch()
        self._spawn(self._listen)
        self._core = OneCore(self._offloads[0].native_id or 0)
        self.spawn(self._core.stay, self.sleep)
        sys.setswitchinterval(TURN_S)

    @abstractmethod
    def _patch(self) -> None: ...

    @abstractmethod
    def _green_event(self) -> Any: ...

    @abstractmethod
    def _wait_readable(self, sock: socket.socket) -> None: ...

    def come_along(self) -> None:
        self._core.come()

    def _event(self) -> Any:
        """Native threads may wait for each other's answers too, and then wait natively."""
        return self._green_event() if threading.get_ident() == self._home else threading.Event()

    def _wake(self, call: Call) -> None:
        self._calls.append(call)
        if not self._rung:  # one byte for many calls
            self._rung = True
            with contextlib.suppress(BlockingIOError):  # full: then it is being rung anyway
                self._far.send(b"\0")

    def _listen(self) -> None:
        while True:
            self._wait_readable(self._near)
            self._near.recv(4096)
            self._rung = False  # before taking the calls: whoever comes later rings again
            for _ in range(len(self._calls)):
                _logged(self._calls.popleft())

    def post(self, fn: Callable[[], None]) -> None:
        self._posted.append(fn)
        self._wake(self._begin_posted)

    def _begin_posted(self) -> None:
        if not self._posting and self._posted:
            self._posting = True
            self._spawn(self._run_posted)  # beside `_listen`: what is posted may itself wait for an answer

    def _run_posted(self) -> None:
        try:
            while self._posted:
                _logged(self._posted.popleft())
                self.sleep(0)  # the loop goes round between two
        finally:
            self._posting = False


class _Eventlet(_Greenlets):
    name: RuntimeName = "eventlet"
    async_mode = "eventlet"

    def _patch(self) -> None:
        # Its authors discourage new use and say so at import; the way out is the setting YIMEN_RUNTIME.
        warnings.filterwarnings("ignore", message=r"(?s).*Eventlet is deprecated")
        # Its resolver of names takes a fifth of a second to import; nobody on the loop looks up a name.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        import eventlet.event
        import eventlet.hubs
        import eventlet.wsgi

        native = threading.RLock, queue.SimpleQueue  # replaced by slow twins whatever one asks for
        eventlet.monkey_patch(socket=True, time=True)
        # To put them back is to assign to types, which mypy forbids.
        threading.RLock, queue.SimpleQueue = native  # type: ignore[misc]
        self._rest = Rest()
        eventlet.hubs.use_hub(_resting_hub(eventlet.hubs.get_default_hub().Hub, self._rest))
        self._eventlet = eventlet
        self._settable_event = type("Event", (eventlet.event.Event,), {"set": eventlet.event.Event.send})

    def until_at_rest(self, most_s: float) -> None:
        self._rest.wait(most_s)

    def _green_event(self) -> Any:
        return self._settable_event()

    def _spawn(self, call: Call) -> None:
        self._eventlet.spawn(call)

    def sleep(self, seconds: float) -> None:
        self._eventlet.sleep(seconds)

    def _wait_readable(self, sock: socket.socket) -> None:
        self._eventlet.hubs.trampoline(sock, read=True)

    def _accept(self, listener: socket.socket, app: WSGI) -> Call:
        class Small(self._eventlet.wsgi.HttpProtocol):  # type: ignore[name-defined,misc]
            """Each phone keeps these buffers for as long as its web socket stands: 24 kB, left alone."""

            rbufsize = wbufsize = BUFFER

        patient = PatientListener(listener, self.sleep)
        accepting = self._eventlet.spawn(
            self._eventlet.wsgi.server, patient, app,
            protocol=Small, max_size=CONNECTIONS, socket_timeout=IDLE_S, log_output=False, debug=False,
        )  # fmt: skip
        return partial(self._eventlet.kill, accepting)


def _resting_hub(hub: Any, rest: Rest) -> Any:
    """Eventlet's hub, telling when it rests. Where it has no poll of its own, it never does."""

    class Resting(hub):  # type: ignore[misc]
        def do_poll(self, seconds: float) -> Any:
            return rest.poll(super().do_poll, seconds)

    return Resting


class _Gevent(_Greenlets):
    name: RuntimeName = "gevent"
    async_mode = "gevent"

    def _patch(self) -> None:
        import gevent.event
        import gevent.monkey
        import gevent.socket

        gevent.monkey.patch_socket()
        gevent.monkey.patch_ssl()
        gevent.monkey.patch_time()
        self._gevent = gevent

    def _green_event(self) -> Any:
        return self._gevent.event.Event()

    def _spawn(self, call: Call) -> None:
        self._gevent.spawn(call)

    def sleep(self, seconds: float) -> None:
        self._gevent.sleep(seconds)

    def _wait_readable(self, sock: socket.socket) -> None:
        self._gevent.socket.wait_read(sock.fileno())

    def _accept(self, listener: socket.socket, app: WSGI) -> Call:
        from gevent.pywsgi import WSGIHandler, WSGIServer

        class Handler(WSGIHandler):
            def get_environ(self) -> Any:
                environ = super().get_environ()
                environ["werkzeug.socket"] = WholeFrames(self.socket)  # where simple-websocket looks for it
                return environ

        server = WSGIServer(listener, app, log=None, error_log=log, handler_class=Handler)
        server.start()
        return server.close


class _Threading(_Shared):
    """A native thread for every request and four for every web socket: for development and small sites."""

    name: RuntimeName = "threading"
    async_mode = "threading"

    def __init__(self) -> None:
        super().__init__()
        self._posted: queue.SimpleQueue[Call] = queue.SimpleQueue()
        self._spawn(self._run_posted)

    def _event(self) -> Any:
        return threading.Event()

    def _wake(self, call: Call) -> None:
        call()

    def _spawn(self, call: Call) -> None:
        threading.Thread(target=call, daemon=True).start()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def post(self, fn: Callable[[], None]) -> None:
        self._posted.put(fn)

    def _run_posted(self) -> None:
        while True:
            _logged(self._posted.get())

    def _accept(self, listener: socket.socket, app: WSGI) -> Call:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """No access log."""

            def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
                self.close_connection = True

        host, port = listener.getsockname()[:2]
        server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno())
        self._spawn(partial(server.serve_forever, poll_interval=0.05))
        return server.shutdown


def _logged(call: Call) -> None:
    try:
        call()
    except Exception:  # nobody waits for the result, so the log is the only one to tell
        log.exception("a background task failed")
