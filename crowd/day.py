"""One played day: screens on, clerks to their windows, citizens through the doors, and a look at the end."""

import asyncio
import random
from collections.abc import Sequence

from wire.run import Run, RunClerk, RunKiosk

from .clerk import Clerk
from .phone import Phone
from .scene import Scene
from .screen import Screen
from .shift import shift_of
from .sweep import sweep
from .together import together
from .visitor import take_number, wait_and_see
from .visits import Visit

NEAR = 0.85
"""This share of visitors takes the number in the hall where it is served."""
SETTLE_S = 4.0
"""Real seconds for the last boards to arrive before they are compared: two pulses."""


class Day:
    """The actors of one day."""

    def __init__(self, scene: Scene, run: Run, visits: Sequence[Visit], until: float) -> None:
        self.scene = scene
        self.visits = visits
        self.until = until
        self.kiosks = run.kiosks
        self.screens = [Screen(room, scene) for room in scene.centre.rooms()]
        self.clerks = [self.clerk(badge) for badge in run.clerks if badge.window in scene.centre.windows]

    def clerk(self, badge: RunClerk) -> Clerk:
        """The clerk of a badge, with a shift drawn for this window."""
        window = badge.window or 0
        hall = self.scene.centre.halls[self.scene.centre.windows[window].hall]
        dice = random.Random(f"{self.scene.seed}/{badge.employee_no}")  # the crowd's dice are no secret  # nosec B311
        return Clerk(badge, window, shift_of(window, hall, self.scene.centre.pause_reasons, dice), self.scene)

    async def play(self) -> None:
        """From before the doors open until the last clerk has gone home."""
        await together([screen.open() for screen in self.screens])
        working = [self.scene.spawn(clerk.work()) for clerk in self.clerks]
        arriving = self.scene.spawn(self.let_in())
        ending = self.scene.spawn(self.send_home())
        await asyncio.wait([arriving, *working])
        ending.cancel()

    async def let_in(self) -> None:
        """Everybody comes at their time; who would have come before the play began does not."""
        begun = self.scene.clock.second()
        for visit in self.visits:
            if begun <= visit.at < self.until:
                await self.scene.clock.until(visit.at)
                self.scene.spawn(self.come(visit))

    async def come(self, visit: Visit) -> None:
        """One visitor at a kiosk."""
        visitor = await take_number(visit, self.kiosk_for(visit).token, self.scene)
        if visitor is None:
            return
        if visit.phone:
            self.scene.spawn(Phone(visitor, self.scene).follow())
        await wait_and_see(visitor, self.scene)

    def kiosk_for(self, visit: Visit) -> RunKiosk:
        """A kiosk of the visit's hall, or now and then any."""
        hall = self.scene.centre.queues[visit.queue].hall
        near = [kiosk for kiosk in self.kiosks if kiosk.hall == hall]
        return self.scene.dice.choice(near if near and self.scene.dice.random() < NEAR else self.kiosks)

    async def send_home(self) -> None:
        """At the end of the play every clerk comes to an end with the present visitor and goes."""
        await self.scene.clock.until(self.until)
        for clerk in self.clerks:
            clerk.sent_home.set()
            clerk.stirred.set()

    async def look_back(self) -> None:
        """Compare what everybody saw with what the server knows."""
        await asyncio.sleep(SETTLE_S)
        await together([screen.check() for screen in self.screens])
        for screen in self.screens:
            screen.check_calls()
        await together([phone.check() for phone in self.scene.phones])
        await sweep(self.scene)
