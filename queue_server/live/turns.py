"""Each centre is pushed by itself, so that nobody's screens wait for the record of another centre."""

import logging
from collections.abc import Callable
from functools import partial

from .loop import Loop

log = logging.getLogger(__name__)


class Turns:
    """The pushes of one centre come one after the other, beside those of all others.

    `ask` is called by what is posted on the loop, and never waits.
    """

    def __init__(self, loop: Loop, push: Callable[[str], None]) -> None:
        self._loop = loop
        self._push = push
        self._wanted: set[str] = set()
        self._busy: set[str] = set()

    def ask(self, centre: str) -> None:
        """Have a centre pushed soon; once more afterwards, if that is going on now."""
        self._wanted.add(centre)
        if centre not in self._busy:
            self._busy.add(centre)
            self._loop.spawn(partial(self._run, centre))

    def _run(self, centre: str) -> None:
        while centre in self._wanted:
            self._wanted.discard(centre)
            try:
                self._push(centre)
            except Exception:  # of whatever kind: the next one goes on from here
                log.exception("what is new in %s cannot be pushed now", centre)
            self._loop.sleep(0)  # the loop goes round between two
        self._busy.discard(centre)
        if centre in self._wanted:  # asked by another thread between the two lines above
            self._loop.post(partial(self.ask, centre))
