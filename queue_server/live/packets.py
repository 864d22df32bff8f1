"""Engine.IO's queue of packets to one client, in which nothing waits: each packet becomes a frame at once."""

from queue import Empty
from typing import Any

from .frames import frame_of
from .outgoing import Outgoing


class Packets:
    """What `engineio.socket.Socket` asks of a queue.

    Its writer, a greenlet that would wait here for every client, is told that the queue has ended and goes.
    """

    __slots__ = ("_early", "_outgoing")

    def __init__(self) -> None:
        self._early: list[Any] = []
        self._outgoing: Outgoing | None = None

    @property
    def outgoing(self) -> Outgoing | None:
        """Where packets go; None before the web socket stands."""
        return self._outgoing

    def lead_to(self, outgoing: Outgoing) -> None:
        """The web socket stands: send what came before, and everything from now on."""
        self._outgoing = outgoing
        early, self._early = self._early, []
        for packet in early:
            self.put(packet)

    def put(self, packet: Any) -> None:
        """Send a packet; None ends the connection."""
        if self._outgoing is None:
            self._early.append(packet)
        elif packet is None:
            self._outgoing.finish()
        else:
            self._outgoing.put(frame_of(packet.encode()))

    def get(self, block: bool = True, timeout: float | None = None) -> None:
        """None, which tells the one who waits that there is nothing for it to do."""
        if not block:
            raise Empty

    def task_done(self) -> None:
        """Nothing waits for it."""

    def join(self) -> None:
        """Everything is done already."""
