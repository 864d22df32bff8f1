"""The pulse: every two seconds each client hears how far its rooms have come, and knows if it is behind."""

from collections.abc import Callable
from time import monotonic

from queue_server.actions.ports import Clock
from queue_server.boards.envelope import encode

from .audience import Audience, Client
from .loop import Loop
from .push import Emitter, Encoded

EVERY_S = 2.0
AT_ONCE = 50
"""Clients told before others take their turn on the loop."""


class Pulse:
    """`seq_of` gives the seq of the last fact that touched a room, by the room's full name."""

    def __init__(
        self, loop: Loop, clock: Clock, audience: Audience, emitter: Emitter, seq_of: Callable[[str], int]
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._audience = audience
        self._emitter = emitter
        self._seq_of = seq_of

    def run(self) -> None:
        """Beat until the process ends, in step with the clock and not with the length of a beat."""
        due = monotonic()
        while True:
            due = max(due + EVERY_S, monotonic())
            self._loop.sleep(due - monotonic())
            self.beat()

    def beat(self) -> None:
        """Tell every client once."""
        for number, client in enumerate(self._audience.clients(), start=1):
            if client.rooms:
                self._emitter.to_client(client.sid, "pulse", self._message(client))
            if number % AT_ONCE == 0:
                self._loop.sleep(0)

    def _message(self, client: Client) -> Encoded:
        server_time = self._clock.real_now().isoformat(timespec="milliseconds")
        rooms = {room: self._seq_of(room) for room in list(client.rooms)}
        return Encoded(encode({"server_time": server_time, "rooms": rooms}))
