"""The whole crowd of a working day, patient, and listened to by every screen of the centre."""

from dataclasses import dataclass

from crowd.day import Day
from crowd.opening import Hand, hand_on_clock
from crowd.plan import plan_day
from crowd.play import arrivals_of
from crowd.server import Mood
from tests.faults.house import CENTRE
from tests.faults.people import Listener, People
from wire.run import Run

FASTEST = 60.0
HALL_HOURS = 7.5
"""From nine o'clock; the halls close an hour later."""
SCALE = 0.6
"""So much of a Monday: its crowd, a wire and a server share two cores."""
IMPATIENT = {Mood.ONCE: 80, Mood.AGAIN: 7, Mood.TWICE: 6, Mood.CUT: 7}


@dataclass
class Monday(People):
    """Citizens, clerks, phones and all screens for so many real minutes."""

    minutes: float = 10.0
    _day: Day | None = None

    @property
    def speed(self) -> float:
        """Hall seconds in a real one."""
        return min(FASTEST, HALL_HOURS * 60 / self.minutes)

    async def _act(self, run: Run) -> None:
        """The day until its time is over, the last clerk has gone home, and nothing more goes wrong."""
        scene = self.scene
        hand: Hand = await hand_on_clock(scene.server, scene.clock, run)
        await hand.to_day(scene.centre, None, frozenset(), self.speed)
        until = scene.clock.second() + self.minutes * 60 * self.speed
        arrivals = arrivals_of(CENTRE, None)
        today = scene.clock.now().date()
        visits = plan_day(arrivals, scene.centre, today, seed=self.seed, scale=SCALE)
        self._day = Day(scene, run, visits, until)
        self.listeners += [Listener(room, scene) for room in scene.centre.rooms()]
        self._day.screens = list(self.listeners)
        self._ready.set()
        await self._day.play()
        await self._stay()
        await hand.turn(1.0)

    async def _look_back(self) -> None:
        """Every screen, every phone and every ticket against the server."""
        assert self._day is not None
        await self._day.look_back()
