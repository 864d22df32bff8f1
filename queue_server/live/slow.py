"""Clients that read more slowly than they are told: one round for all of them, until nobody is behind."""

import logging

from .figures import Figures
from .loop import Loop
from .outgoing import Outgoing, Patience

ROUND_S = 0.02
"""Between two looks at those who are behind."""

log = logging.getLogger(__name__)


class Slow:
    """`outgoing.Behind`, on the loop. Greenlets take turns, so nothing of it needs a lock."""

    def __init__(self, loop: Loop, figures: Figures, patience: Patience) -> None:
        self.patience = patience
        self._loop = loop
        self._figures = figures
        self._clients: list[Outgoing] = []

    def add(self, client: Outgoing) -> None:
        """Come back for a client until it has everything or has ended."""
        self._clients.append(client)
        self._figures.behind = len(self._clients)
        if len(self._clients) == 1:
            self._loop.spawn(self._go_round)

    def dropped(self, why: str) -> None:
        """A client read so little that it was let go."""
        self._figures.dropped += 1
        log.info("a client was dropped: %s", why)

    def _go_round(self) -> None:
        while self._clients:
            self._loop.sleep(ROUND_S)
            clients, self._clients = self._clients, []
            # Nobody is added between these two lines, and whoever is added in the loop below is kept.
            self._clients = [client for client in clients if client.go_on()]
            self._figures.behind = len(self._clients)
