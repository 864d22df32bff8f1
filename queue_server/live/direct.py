"""Direct fan-out: a board is packed once, and the same bytes are written to the socket of each watcher.

Socket.IO encodes once too, but then it queues, wakes a writer and packs a frame for every client. This is the
one place where Engine.IO is given parts of ours, through its table of parts (`_async`); tests notice when a
release changes what is relied on (test_parts.py). `YIMEN_FANOUT=stock` leaves it alone.
"""

from collections.abc import Callable
from functools import partial
from queue import Empty
from time import monotonic
from typing import Any, Literal

from .figures import Figures
from .frames import frame_of
from .loop import Loop
from .outgoing import Outgoing, Patience
from .packets import Packets
from .push import Encoded
from .slow import Slow

Fanout = Literal["direct", "stock"]
CROWD = 200
TURN_S = 0.003
"""For so long a board is written to its watchers before others take their turn on the loop."""


def may_be_direct(fanout: Fanout, async_mode: str) -> bool:
    """Threads write each on its own, so that frames of two could mix: they keep to the stock path."""
    return fanout == "direct" and async_mode in {"eventlet", "gevent"}


class DirectEmitter:
    """`push.Emitter` without Socket.IO's rooms and queues; on the loop only."""

    def __init__(self, server: Any, loop: Loop, figures: Figures, patience: Patience) -> None:
        self._server = server
        self._loop = loop
        self._forms: dict[str, dict[str, Outgoing]] = {}
        self._clients: dict[str, Outgoing] = {}
        _give_parts(server.eio, Slow(loop, figures, patience))

    def come(self, sid: str) -> None:
        """A connection was made."""
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        self._clients[sid] = self._server.eio.sockets[eio_sid].queue.outgoing

    def go(self, sid: str) -> None:
        """A connection ended; it has left its forms before."""
        self._clients.pop(sid, None)

    def enter(self, sid: str, form: str) -> None:
        """Let a client have what is told in a form. Raises KeyError when it has gone."""
        self._forms.setdefault(form, {})[sid] = self._clients[sid]

    def leave(self, sid: str, form: str) -> None:
        """Tell a client nothing more of a form."""
        members = self._forms.get(form, {})
        members.pop(sid, None)
        if not members:
            self._forms.pop(form, None)

    def is_crowd(self, form: str) -> bool:
        """Whether telling it may take longer than a turn."""
        return len(self._forms.get(form, ())) > CROWD

    def board(self, form: str, envelope: Encoded) -> None:
        """The same bytes to everybody who watches a form of a room; others take their turns meanwhile."""
        members = self._forms.get(form)
        if not members:
            return
        frame, turn_ends = frame_of(f'42["board",{envelope}]'), monotonic() + TURN_S
        for sid in list(members):
            client = members.get(sid)  # it may have left while others took their turn
            if client is not None:
                client.put(frame)
            if monotonic() > turn_ends:
                self._loop.sleep(0)
                turn_ends = monotonic() + TURN_S

    def to_client(self, sid: str, event: str, message: Encoded) -> None:
        """One message to one client."""
        client = self._clients.get(sid)
        if client is not None:
            client.put(frame_of(f'42["{event}",{message}]'))


def _give_parts(engine: Any, slow: Slow) -> None:
    parts = engine._async  # noqa: SLF001  Engine.IO has no public place for parts of one's own
    web_socket = partial(_web_socket, parts["websocket"], slow)
    engine._async = parts | {"queue": Packets, "queue_empty": Empty, "websocket": web_socket}  # noqa: SLF001


def _web_socket(stock: Callable[..., Any], slow: Slow, handler: Callable[[Any], Any], server: Any) -> Any:
    """A web socket for Engine.IO's handler, a method of the connection whose packets it is to carry."""
    packets: Packets = handler.__self__.queue  # type: ignore[attr-defined]

    def handle(socket: Any) -> Any:
        outgoing = put_between(socket.web_socket, slow)
        packets.lead_to(outgoing)
        try:
            return handler(Reading(socket))
        finally:
            outgoing.finish()

    return stock(handle, server)


def put_between(web_socket: Any, slow: Slow) -> Outgoing:
    """Let a web socket of eventlet or of simple-websocket write through an `Outgoing`."""
    holder, place = (web_socket.ws, "sock") if hasattr(web_socket, "ws") else (web_socket, "socket")
    patient = getattr(holder, place)
    outgoing = Outgoing(patient, native(patient).send, slow)
    setattr(holder, place, outgoing)
    return outgoing


def native(patient: Any) -> Any:
    """The system's socket, which does not wait, below one that lets others take their turn."""
    if hasattr(patient, "fd"):  # eventlet
        return patient.fd
    while hasattr(patient, "_sock"):  # gevent
        patient = patient._sock  # noqa: SLF001
    return patient


class Reading:
    """A web socket that its writer cannot close, for the writer has gone long before the end."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def close(self) -> None:
        """The connection ends when nothing more is read."""
