"""Before the play: read the centre, and set the demonstration's clock to a morning."""

from datetime import date, datetime, timedelta
from typing import Any

from wire.catalogue import CatalogueAnswer, OpeningAnswer
from wire.run import Run
from wire.sessions import StaffSession

from .centre import Centre, centre_of, moment
from .clock import HallClock
from .morning import begins, next_morning
from .server import Answer, Server
from .views import WrongShape, read

EARLY = timedelta(minutes=10)
"""The day begins so long before the first hall opens, for the clerks to sign in."""


class CannotBegin(Exception):
    """The server does not give what a play needs."""


async def read_centre(server: Server) -> Centre:
    """The centre from the server's own catalogue."""
    return centre_of(read(CatalogueAnswer, expected(await server.ask("/catalogue"), "the catalogue")))


async def read_clock(server: Server, centre: Centre) -> HallClock:
    """The hall's clock as it is."""
    opening = read(OpeningAnswer, expected(await server.ask("/opening"), "the opening state"))
    return HallClock(opening.hall_time, opening.speed, centre.zone)


class Hand:
    """The hand on the demonstration's clock: an administrator's, and only forward."""

    def __init__(self, server: Server, clock: HallClock, token: str) -> None:
        self.server = server
        self.clock = clock
        self.token = token

    async def to_day(
        self, centre: Centre, weekday: int | None, holidays: frozenset[date], speed: float
    ) -> None:
        """To the next morning of this weekday, unless it just began; without one, on with today."""
        opens = datetime.combine(self.clock.now(), min(moment(hall.open) for hall in centre.halls.values()))
        closes = max(moment(hall.close) for hall in centre.halls.values())
        now = self.clock.now()
        if weekday is None and begins(now, None, holidays) and (opens - EARLY).time() <= now.time() < closes:
            await self.turn(speed)
            return
        morning = next_morning(
            self.clock.now(), weekday, holidays, wakes=(opens - EARLY).time(), latest=opens.time()
        )
        await self.turn(speed, morning)

    async def close_day(self, centre: Centre) -> None:
        """On to a minute after the end of the business date."""
        now = self.clock.now()
        ends = now.replace(hour=centre.day_close.hour, minute=centre.day_close.minute, second=0)
        await self.turn(1.0, max(now, ends + timedelta(minutes=1)))

    async def turn(self, speed: float, hall_time: datetime | None = None) -> None:
        """Set the speed, and the time if it is given."""
        body: dict[str, Any] = {"speed": speed}
        if hall_time is not None:
            body["hall_time"] = hall_time.isoformat()
        answer = await self.server.plainly("PUT", "/clock", body, self.token)
        content = expected(answer, "the demonstration's clock")
        self.clock.set(datetime.fromisoformat(content["hall_time"]), float(content["speed"]))


async def hand_on_clock(server: Server, clock: HallClock, run: Run) -> Hand:
    """Sign in as the demonstration's administrator."""
    who = {"user": run.administrator.user, "password": run.administrator.password}
    answer = await server.plainly("POST", "/staff-sessions", who, None)
    return Hand(server, clock, read(StaffSession, expected(answer, "an administrator's session")).token)


def expected(answer: Answer, what: str) -> Any:
    """The content of an answer without which there is no play."""
    if not answer.ok:
        raise CannotBegin(f"{what}: {answer.status} {answer.error}")
    if answer.body is None:
        raise WrongShape(f"{what}: nothing")
    return answer.body
