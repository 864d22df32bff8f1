"""Everything that the actors share: the hall's clock, the server, who is who, and what was counted."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from .centre import Centre
from .chain import Called
from .clock import HallClock
from .feed import Feed
from .server import Server, Unreachable
from .tally import Tally
from .views import Envelope, WrongShape, envelope

if TYPE_CHECKING:
    from .clerk import Clerk
    from .phone import Phone
    from .visitor import Visitor

AT_THE_DOOR = 4
"""Clerks who sign in at the same time: checking a PIN is slow on purpose, and real time runs no faster."""


@dataclass
class Scene:
    """The stage of one played day. `visitors` are known by public id, `on_duty` by window number."""

    base_url: str
    centre: Centre
    clock: HallClock
    server: Server
    sockets: aiohttp.ClientSession
    tally: Tally
    seed: int
    dice: random.Random
    visitors: dict[str, "Visitor"] = field(default_factory=dict)
    on_duty: dict[int, "Clerk"] = field(default_factory=dict)
    calls: Counter[Called] = field(default_factory=Counter)
    phones: set["Phone"] = field(default_factory=set)
    few_at_the_door: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_THE_DOOR))
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def spawn(self, deed: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let something happen by itself; what goes wrong in it is counted."""
        task = asyncio.ensure_future(self.watched(deed))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def watched(self, deed: Coroutine[Any, Any, None]) -> None:
        """Do something, and count what it fails with."""
        try:
            await deed
        except WrongShape as error:
            self.tally.wrong("wrong_shape", str(error))
        except (Unreachable, aiohttp.ClientError, OSError) as error:
            self.tally.wrong("unreachable", repr(error))
        except Exception as error:  # noqa: BLE001  a mistake of the crowd must show in the table, not end the day
            self.tally.wrong("stumbled", repr(error))

    def feed(
        self, take_in: Callable[[Envelope], None], on_pulse: Callable[[Any], None] = lambda pulse: None
    ) -> Feed:
        """A socket whose boards are taken in by this."""
        return Feed(self.base_url, self.sockets, self.tally, self.hears(take_in), on_pulse)

    def hears(self, take_in: Callable[[Envelope], None]) -> Callable[[Any], None]:
        """A listener to boards: what it is told is counted and read before it is taken in."""

        def hear(message: Any) -> None:
            self.tally.boards += 1
            try:
                take_in(envelope(message))
            except WrongShape as error:
                self.tally.wrong("wrong_shape", str(error))

        return hear

    async def stop(self) -> None:
        """End everything that still happens by itself."""
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            await asyncio.wait(list(self.tasks))
