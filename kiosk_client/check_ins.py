"""Checking in at a kiosk: a booking's code, a phone number or a document becomes the ticket of the booking.

Nothing of it is kept here. Whoever is told that the network is down shows the same again later: the server
gives one booking one ticket, however often it is asked for.
"""

from collections.abc import Mapping
from typing import Any

from kiosk_client.paper import Paper
from kiosk_client.server import Body, Server, Unreached
from kiosk_client.touches import Touch, Touches

SHOWN = ("public_id", "phone", "id_number", "id_kind")
TRIES = 2


class CheckIns:
    """Asks the server for the ticket of a booking, and prints it."""

    def __init__(self, server: Server, touches: Touches, paper: Paper) -> None:
        self._server = server
        self._touches = touches
        self._paper = paper

    def ask(self, asked: Mapping[str, Any], key: str, language: str) -> Body:
        """The server's answer. Raises Refused, or Unreached when it does not answer in time."""
        shown = {name: asked[name] for name in SHOWN if name in asked}
        for left in reversed(range(TRIES)):
            try:
                return self._server.check_in(shown, key, language)
            except Unreached:
                if not left:
                    raise
        raise AssertionError("the last try answers or raises")

    def known(self, answer: Body, language: str, catalogue: Body | None, hall: str) -> Touch:
        """The ticket as if it had been taken here. Its paper comes out, unless it had one before."""
        ticket = answer["ticket"]
        touch = self._touches.hold(ticket, language)
        if not answer.get("again"):
            self._paper.print(ticket, catalogue, language, hall)
        return touch
