"""How a server stops in good order: the door shuts, those inside are served, then the process ends."""

import contextlib
import errno
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)


class Gate:
    """The door of the application: counts the requests inside, and once shut lets no more in.

    No more than `most_sockets` web sockets stand at a time, so that there are always descriptors left for
    commands and for the record.
    """

    def __init__(self, app: WSGIApplication, most_sockets: int) -> None:
        self._app = app
        self._most_sockets = most_sockets
        self._sockets = 0
        self._lock = threading.Lock()  # held for one addition only
        self.in_flight = 0
        self.shut = False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Compressing each frame costs 92 kB for every web socket.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if self.shut:
            start_response("503 Service Unavailable", [("Retry-After", "1"), ("Connection", "close")])
            return []
        if environ.get("HTTP_UPGRADE", "").lower() == "websocket":
            return self._web_socket(environ, start_response)
        return self._counted(environ, start_response)

    def _web_socket(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Lasts as long as the connection does, and so is not counted among the requests."""
        if self._sockets >= self._most_sockets:
            start_response("503 Service Unavailable", [("Retry-After", "5"), ("Connection", "close")])
            return []
        self._count_socket(1)
        try:
            return self._app(environ, start_response)
        except (
            ConnectionError
        ):  # Engine.IO's way to say that it has closed; an errno tells every server to close
            raise ConnectionResetError(errno.ECONNRESET, "the web socket has ended") from None
        finally:
            self._count_socket(-1)

    def _counted(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        from werkzeug.wsgi import ClosingIterator

        self._count(1)
        try:
            return ClosingIterator(self._app(environ, start_response), partial(self._count, -1))
        except BaseException:
            self._count(-1)
            log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            raise

    def _count_socket(self, change: int) -> None:
        with self._lock:
            self._sockets += change

    def _count(self, change: int) -> None:
        with self._lock:
            self.in_flight += change


@contextlib.contextmanager
def stop_signals(stop: Callable[[], object]) -> Iterator[None]:
    """Stop on SIGTERM and SIGINT. Elsewhere than in the main thread (tests) there are no signals to hear."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: stop()) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@contextlib.contextmanager
def hard_deadline(seconds: float) -> Iterator[None]:
    """End the process, hard, if the block takes longer."""

    def give_up() -> None:
        log.critical("not stopped within %s s: giving up", seconds)
        os._exit(1)

    timer = threading.Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    yield
    timer.cancel()
