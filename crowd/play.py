"""The whole play: connect, set the clock, play the day, compare, close."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console

from wire.run import Run

from .arrivals import Arrivals, folder_of, read_arrivals, read_holidays
from .day import Day
from .opening import CannotBegin, Hand, hand_on_clock, read_centre, read_clock
from .plan import plan_day
from .progress import show_progress
from .report import figures
from .scene import Scene
from .server import Server, Unreachable
from .tally import Tally

REAL_TIMEOUT_S = 20
AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be played. `until` is in seconds after midnight, hall time."""

    weekday: int | None
    speed: float
    seed: int
    until: float
    scale: float
    arrivals: Path | None
    language: str
    close_day: bool


async def play(run: Run, wish: Wish, console: Console) -> dict[str, Any]:
    """Play a day and return what was counted."""
    async with scene_of(run, wish) as scene:
        hand = await hand_on_clock(scene.server, scene.clock, run)
        holidays = read_holidays(folder_of(scene.centre.code))
        await hand.to_day(scene.centre, wish.weekday, holidays, wish.speed)
        try:
            return await play_day(scene, run, wish, hand, console)
        finally:
            await scene.stop()
            with contextlib.suppress(CannotBegin, Unreachable):
                await hand.turn(1.0)


async def play_day(scene: Scene, run: Run, wish: Wish, hand: Hand, console: Console) -> dict[str, Any]:
    """The day itself, from the morning that the clock shows."""
    today = scene.clock.now().date()
    arrivals = arrivals_of(scene.centre.code, wish.arrivals)
    visits = plan_day(arrivals, scene.centre, today, seed=wish.seed, scale=wish.scale)
    expected = sum(scene.clock.second() <= visit.at < wish.until for visit in visits)
    day = Day(scene, run, visits, wish.until)
    showing = scene.spawn(show_progress(scene, expected, console, wish.language))
    await day.play()
    if wish.close_day:
        await hand.close_day(scene.centre)
    await day.look_back()
    showing.cancel()
    await asyncio.wait([showing])
    about = {
        "day": today.isoformat(),
        "speed": wish.speed,
        "seed": wish.seed,
        "scale": wish.scale,
        "planned": expected,
        "ended_at": scene.clock.now().isoformat(),
    }
    return figures(scene.tally, about)


def arrivals_of(centre: str, given: Path | None) -> list[Arrivals]:
    """The arrivals table that was given, or the one that comes along for the centre."""
    table = given or folder_of(centre) / "arrivals.csv"
    try:
        return read_arrivals(table)
    except (OSError, KeyError, ValueError) as error:
        raise CannotBegin(f"{table}: {error!r}") from error


@contextlib.asynccontextmanager
async def scene_of(run: Run, wish: Wish) -> AsyncIterator[Scene]:
    """The stage, connected to the server."""
    timeout = aiohttp.ClientTimeout(total=REAL_TIMEOUT_S)
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE), timeout=timeout) as session,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as sockets,
    ):
        tally = Tally()
        dice = random.Random(wish.seed)  # the crowd's dice are no secret  # nosec B311
        server = Server(run.api, session, tally, dice)
        centre = await read_centre(server)
        clock = await read_clock(server, centre)
        yield Scene(run.base_url, centre, clock, server, sockets, tally, wish.seed, dice)
