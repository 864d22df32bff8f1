"""A kiosk's real program that kills itself at one step: `python -m tests.clients.killed_at STEP kiosk ...`.

The step is named as a method, before or after it: `before:KeptPapers.add`. With a third part only a call with
this argument counts: `before:KeptPapers.move:printing`. `never` runs through.
"""

import os
import signal
import sys
from typing import Any

import config.command
from kiosk_client.hand_in import HandIn
from kiosk_client.server import Server
from kiosk_client.spool.papers import KeptPapers
from kiosk_client.spool.tickets import KeptTickets
from kiosk_client.spool.touches import KeptTouches

PLACES = {kind.__name__: kind for kind in (HandIn, Server, KeptPapers, KeptTickets, KeptTouches)}


def die_at(step: str) -> None:
    """Put the end of the process at a step."""
    when, place, *with_argument = step.split(":")
    kind, name = place.split(".")
    method = getattr(PLACES[kind], name)

    def wrapped(self: Any, *args: Any, **more: Any) -> Any:
        fits = not with_argument or with_argument[0] in [str(arg) for arg in args]
        if fits and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = method(self, *args, **more)
        if fits:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(PLACES[kind], name, wrapped)


if __name__ == "__main__":
    step = sys.argv.pop(1)
    if step != "never":
        die_at(step)
    config.command.main()
