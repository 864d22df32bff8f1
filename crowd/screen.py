"""A screen: watches a room, proves that it missed no call, compares its last board with the server's."""

import asyncio
import contextlib
import time
from typing import Any

from pydantic import ValidationError

from wire.boards import Pulse

from .chain import Chain, missed
from .scene import Scene
from .views import Envelope, envelope

LOOKS, LOOK_EVERY_S = 10, 1.0
"""At the end: the last pushes of a busy machine are on their way for some seconds."""
LATE_S = 3.0
"""A screen that is behind for so long, in real seconds, watches again."""
SILENCE_S = 6.0
FIRST_BOARD_S = 30.0
FOUND_OUT_LATER = frozenset({"wait", "oldest_arrived_at"})
"""What a board says about waits is estimated anew whenever it is made; the rest changes by facts only."""


class Screen:
    """One hall, zone or window screen."""

    def __init__(self, room: str, scene: Scene) -> None:
        self.room = room
        self.scene = scene
        self.feed = scene.feed(self.heard, self.felt)
        self.chain = Chain()
        self.seq = 0
        self.board: dict[str, Any] = {}
        self.filling = False
        self.behind_since: float | None = None
        self.last_pulse: float | None = None
        self.lit = asyncio.Event()

    async def open(self) -> None:
        """Switch on; it is on when its first board is there, and misses nothing from then on."""
        await self.feed.open(f"{self.scene.centre.code}/{self.room}")
        with contextlib.suppress(TimeoutError):  # what it never shows is found out in the end
            await asyncio.wait_for(self.lit.wait(), FIRST_BOARD_S)

    def heard(self, envelope: Envelope) -> None:
        """Newest wins; its calls must follow those that are known, else the gap is filled."""
        self.lit.set()
        if envelope.seq < self.seq:
            self.scene.tally.deeds["older boards ignored"] += 1
            return
        self.seq, self.board = envelope.seq, envelope.board
        if not self.filling and not self.chain.accept(envelope):
            self.filling = True
            self.scene.spawn(self.fill())

    async def fill(self) -> None:
        """Ask for the calls between; a gap that stays is wrong."""
        self.scene.tally.deeds["gaps filled"] += 1
        path = f"/boards/{self.room}?calls_after={self.chain.known}"
        try:
            answer = await self.scene.server.ask(path)
            if not answer.ok or not self.chain.accept(envelope(answer.body)):
                self.scene.tally.wrong("gap_not_filled", f"{self.room} after {self.chain.known}")
        finally:
            self.filling = False

    def felt(self, message: Any) -> None:
        """A pulse: whether this screen is behind, and since when."""
        self.scene.tally.pulses += 1
        try:
            rooms = Pulse.model_validate(message).rooms
        except ValidationError as error:
            self.scene.tally.wrong("wrong_shape", f"pulse: {error}, in {message}")
            return
        now = time.monotonic()
        if self.last_pulse and now - self.last_pulse > SILENCE_S:
            self.scene.tally.deeds["silences"] += 1
        self.last_pulse = now
        if rooms.get(f"{self.scene.centre.code}/{self.room}", 0) <= self.seq:
            self.behind_since = None
        elif self.behind_since is None:
            self.behind_since = now
        elif now - self.behind_since > LATE_S:
            self.behind_since = None
            self.scene.tally.deeds["watched again"] += 1
            self.scene.spawn(self.feed.watch_all())

    async def check(self) -> None:
        """At the end: the pulse was felt, and the last board is the server's."""
        if self.last_pulse is None:
            self.scene.tally.wrong("no_pulse", self.room)
        difference = await self._difference()
        for _ in range(LOOKS):
            if not difference:
                return
            await asyncio.sleep(LOOK_EVERY_S)
            difference = await self._difference()
        self.scene.tally.wrong("board_differs", difference)

    async def _difference(self) -> str:
        """What stands on the server's board now and not on this one; empty when they are the same."""
        answer = await self.scene.server.ask(f"/boards/{self.room}")
        if not answer.ok:
            return f"{self.room}: {answer.status}"
        there = envelope(answer.body)
        if lasting(there.board) == lasting(self.board):
            return ""
        return f"{self.room}: {self.seq} {self.board}, server {there}"

    def check_calls(self) -> int:
        """How many of the calls of this screen's windows it never saw."""
        places = self.scene.centre.windows
        kind, _, key = self.room.partition(":")
        mine = {
            number
            for number, place in places.items()
            if key == {"hall": place.hall, "zone": place.zone, "window": str(number)}[kind]
        }
        made = type(self.scene.calls)({call: n for call, n in self.scene.calls.items() if call[0] in mine})
        never_seen = missed(made, self.chain.seen)
        for call in never_seen:
            self.scene.tally.wrong("call_missed", f"{self.room}: {call}")
        return never_seen.total()


def lasting(board: Any) -> Any:
    """A board without what is estimated anew each time."""
    if isinstance(board, dict):
        return {key: lasting(value) for key, value in board.items() if key not in FOUND_OUT_LATER}
    if isinstance(board, list):
        return [lasting(each) for each in board]
    return board
