"""A clerk: signs in, calls, serves, rests, has lunch, and serves those who still wait after closing."""

import asyncio
import contextlib
from typing import Any

from wire.run import RunClerk
from wire.windows import WindowBoard

from .attending import attend
from .desk import Desk, TakenAway
from .feed import Feed
from .scene import Scene
from .shift import Break, Shift
from .views import Envelope, read, waiting
from .visitor import Visitor, come_late
from .visits import Course

LOOK_S = 60.0
"""An idle clerk looks up at least once in a minute of the hall, should nothing stir."""
WEARY_S = 5.0
LINGER_S = 120.0
"""Clerks stay two minutes longer than the doors are open: the last number may just be printing."""


class Clerk:
    """One clerk at one window for a day."""

    def __init__(self, badge: RunClerk, window: int, shift: Shift, scene: Scene) -> None:
        self.desk = Desk(badge, window, scene)
        self.window = window
        self.shift = shift
        self.breaks = list(shift.breaks)
        self.scene = scene
        self.feed: Feed | None = None
        self.waiting = 0
        self.stirred = asyncio.Event()
        self.attended: str | None = None
        self.outcome = "finished"
        self.returned: list[Visitor] = []
        self.sent_home = asyncio.Event()

    @property
    def over(self) -> bool:
        """Whether the day's work is done: sent home, or closed with nobody left."""
        closed = self.scene.clock.second() >= self.shift.closes + LINGER_S
        return self.sent_home.is_set() or (closed and not self.waiting and not self.returned)

    async def work(self) -> None:
        """The whole day."""
        await self.scene.clock.until(self.shift.starts)
        try:
            await self.arrive()
            while self.desk.current or not self.over:
                await self.turn()
            await self.leave()
        except TakenAway:
            self.scene.tally.deeds["clerks replaced"] += 1
        finally:
            self.scene.on_duty.pop(self.window, None)

    async def turn(self) -> None:
        """One round: whoever is here, the way home, a break, somebody who came back, or the next one."""
        if self.desk.current is None:
            self.attended = None
        elif self.desk.current != self.attended:
            await self.look_after()
            return
        if self.over:
            await self.end_current()
        elif pause := self.due_break():
            await self.take(pause)
        elif self.returned:
            await self.welcome_back()
        elif self.desk.current or self.waiting:
            await self.call_next()
        else:
            await self.look_up()

    async def look_after(self) -> None:
        """Attend to whoever is at the window; what is left to press is `outcome`."""
        self.attended, self.outcome = self.desk.current, "finished"
        await attend(self)

    async def call_next(self) -> None:
        """The one key: ends the current visit and calls the next one."""
        if not self.desk.current:
            await self.scene.clock.sleep(self.scene.dice.uniform(1, 10))
            if not self.waiting:
                return
        left, outcome, self.outcome = self.desk.current, self.outcome, "finished"
        more = {"outcome": outcome} if outcome != "finished" else {}
        if not await self.press("next", **more):
            return
        if outcome == "missed":
            self.missed(left)
        if self.desk.current:
            self.called()
        else:
            await self.look_up()

    def called(self) -> None:
        """Remember the call that was just made: every listener must have seen it in the end."""
        current = self.desk.board.current if self.desk.board else None
        if current is None:
            return
        self.scene.calls[self.window, current.number, False] += 1
        self.scene.tally.deeds["calls"] += 1
        visitor = self.scene.visitors.get(current.public_id or "")
        if visitor:
            visitor.called(current.since, self.scene)

    def missed(self, public_id: str | None) -> None:
        """Somebody did not come; they may come later."""
        visitor = self.scene.visitors.get(public_id or "")
        self.scene.tally.deeds["not come"] += 1
        if visitor and visitor.course is Course.COMES_LATE:
            self.scene.spawn(come_late(visitor, self.scene))

    async def end_current(self) -> bool:
        """End the current visit without calling anybody."""
        left, outcome, self.outcome = self.desk.current, self.outcome, "finished"
        if left is None:
            return True
        if outcome == "missed" and await self.press("missed"):
            self.missed(left)
            return True
        return outcome == "finished" and await self.press("finish")

    async def welcome_back(self) -> None:
        """Go on with somebody who fetched what was missing."""
        if not await self.end_current():
            return
        visitor = self.returned.pop(0)
        self.attended = None
        await self.press("resume", public_id=visitor.public_id)

    def due_break(self) -> Break | None:
        """The break that should have begun."""
        now = self.scene.clock.second()
        return next((each for each in self.breaks if each.starts <= now), None)

    async def take(self, pause: Break) -> None:
        """Go away for a while, paused or signed out, unless the break is over already."""
        if not await self.end_current():
            return
        self.breaks.remove(pause)
        if pause.ends <= self.scene.clock.second():
            return
        if pause.reason is None:
            await self.leave()
            await self.scene.clock.until(pause.ends)
            await self.arrive()
        elif await self.press("pause", reason=pause.reason):
            await self.scene.clock.until(pause.ends)
            await self.press("unpause")

    async def press(self, verb: str, **more: Any) -> bool:
        """Press a key; after a refusal, breathe before going on with the board that came with it."""
        done = await self.desk.press(verb, **more)
        self.waiting = waiting(self.desk.board) if self.desk.board else 0
        if not done:
            await self.scene.clock.sleep(WEARY_S)
        return done

    async def spend(self, hall_s: float) -> None:
        """Serve for so long; sent home, come to an end at once."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.sent_home.wait(), hall_s / self.scene.clock.speed)

    async def look_up(self) -> None:
        """Wait until something stirs at the queues of this window."""
        self.stirred.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stirred.wait(), LOOK_S / self.scene.clock.speed)

    def heard(self, envelope: Envelope) -> None:
        """A board of this window: what waits is news, what is current the clerk knows from the own keys."""
        self.waiting = waiting(read(WindowBoard, envelope.board))
        self.stirred.set()

    async def arrive(self) -> None:
        """Sign in and watch the window."""
        await self.desk.sign_in()
        self.waiting = waiting(self.desk.board) if self.desk.board else 0
        self.scene.on_duty[self.window] = self
        self.feed = self.scene.feed(self.heard)
        await self.feed.open(f"{self.scene.centre.code}/window:{self.window}", token=self.desk.token)

    async def leave(self) -> None:
        """Sign out; a ticket that turns out to be here still is served first."""
        while not await self.desk.sign_out():
            await self.look_after()
            await self.end_current()
        self.scene.on_duty.pop(self.window, None)
        if self.feed:
            await self.feed.close()
