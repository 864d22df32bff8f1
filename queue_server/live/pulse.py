"""The pulse: every two seconds each client hears how far its rooms have come, and knows if it is behind.

A pulse leaves after the boards that it speaks of, so that nobody seems to be behind who is not: a room whose
board has not left yet is told the seq of the board before.
"""

from collections.abc import Callable, Mapping
from functools import partial
from time import monotonic

from queue_server.actions.ports import Clock
from queue_server.boards.envelope import encode

from .audience import Audience, Client
from .loop import Loop
from .push import Emits, Encoded

EVERY_S = 2.0
AT_ONCE = 50
"""Clients told before others take their turn on the loop."""

WAY_S = 0.005
LONGEST_WAY_S = 1.0
"""A pulse gives way to boards for crowds, but for no longer in all: clients wait six seconds for one."""


class Pulse:
    """`seq_of` gives the seq of the last fact whose board of a room has left.

    `settle` has pushed soon what waits for it, and never waits itself; `is_telling` says whether a crowd is
    still being told.
    """

    def __init__(
        self,
        loop: Loop,
        clock: Clock,
        audience: Audience,
        emitter: Emits,
        seq_of: Callable[[str], int],
        settle: Callable[[], None],
        is_telling: Callable[[], bool] = lambda: False,
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._audience = audience
        self._emitter = emitter
        self._seq_of = seq_of
        self._settle = settle
        self._is_telling = is_telling

    def run(self) -> None:
        """Beat until the process ends, in step with the clock and not with the length of a beat."""
        due = monotonic()
        while True:
            due = max(due + EVERY_S, monotonic())
            self._loop.sleep(due - monotonic())
            self._loop.post(self.beat)

    def beat(self) -> None:
        """Tell every client once. Among what is posted on the loop, where pushes are asked for."""
        clients = self._audience.clients()
        seqs = {room: self._seq_of(room) for room in {room for each in clients for room in list(each.rooms)}}
        self._settle()
        self._loop.spawn(partial(self._tell, clients, seqs))

    def _tell(self, clients: list[Client], seqs: Mapping[str, int]) -> None:
        way_s = self._give_way(LONGEST_WAY_S)
        for number, client in enumerate(clients, start=1):
            rooms = {room: seqs[room] for room in list(client.rooms) if room in seqs}
            if rooms:
                server_time = self._clock.real_now().isoformat(timespec="milliseconds")
                message = Encoded(encode({"server_time": server_time, "rooms": rooms}))
                self._emitter.to_client(client.sid, "pulse", message)
            if number % AT_ONCE == 0:
                self._loop.sleep(0)
                way_s = self._give_way(way_s)

    def _give_way(self, seconds: float) -> float:
        """Wait while boards are on their way to a crowd. What is left of the seconds."""
        while self._is_telling() and seconds > 0:
            self._loop.sleep(WAY_S)
            seconds -= WAY_S
        return seconds
