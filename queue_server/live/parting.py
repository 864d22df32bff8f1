"""Goodbye: a server that is about to stop tells everybody to hang up and to come back, not all at once."""

from time import monotonic

from .audience import Audience
from .loop import Loop
from .push import Emits, Encoded

COMING_BACK_PER_S = 1_000
"""Clients that a server that has just started can take in a second, with room for their boards."""
SHORTEST_S = 1.0
LONGEST_S = 30.0
AT_ONCE = 200
"""Clients told before others take their turn on the loop."""
LOOK_EVERY_S = 0.02


class Parting:
    """The end of all connections of this process."""

    def __init__(self, loop: Loop, audience: Audience, emitter: Emits) -> None:
        self._loop = loop
        self._audience = audience
        self._emitter = emitter

    def say(self) -> None:
        """Tell every client once within how many seconds, spread by chance, it may come back."""
        clients = self._audience.clients()
        word = Encoded(f'{{"within_s":{within_s(len(clients)):.1f}}}')
        for number, client in enumerate(clients, 1):
            self._emitter.to_client(client.sid, "goodbye", word)
            if number % AT_ONCE == 0:
                self._loop.sleep(0)

    def wait(self, at_most_s: float) -> bool:
        """Wait until everybody has hung up; whether they all have."""
        until = monotonic() + at_most_s
        while self._audience.connections and monotonic() < until:
            self._loop.sleep(LOOK_EVERY_S)
        return not self._audience.connections


def within_s(clients: int) -> float:
    """Seconds over which so many clients should spread their return."""
    return min(LONGEST_S, max(SHORTEST_S, clients / COMING_BACK_PER_S))
