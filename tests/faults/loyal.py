"""Plain sockets by the hundred or ten thousand that come back whenever they are dropped, in one thread."""

import asyncio
import json
import random
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import aiohttp

from tests.benchmarks.listeners import SOCKET, watch
from tests.faults.house import LONG_S, until

SOONEST_S, LATEST_S = 0.2, 1.0
"""A socket that was dropped comes back after so long."""


@dataclass
class Loyal:
    """A context: so many watchers of a room. `boards`: the newest envelope of each, by its place."""

    address: str
    room: str
    count: int
    boards: dict[int, dict[str, Any]] = field(default_factory=dict)
    heard_at: dict[int, float] = field(default_factory=dict)
    drops: int = 0

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        self.all_hear(time.monotonic() - LONG_S, 4 * LONG_S)
        return self

    def __exit__(self, _: type[BaseException] | None, __: object, ___: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._all.cancel)
        self._thread.join(LONG_S)

    def all_hear(self, since: float, within_s: float = LONG_S) -> float:
        """Seconds from a moment of the monotonic clock until each has heard a board since."""
        until(lambda: self._fresh(since) == self.count, "every socket has heard a board", within_s)
        return max(self.heard_at.values()) - since

    def _fresh(self, since: float) -> int:
        return sum(at > since for at in list(self.heard_at.values()))

    def _live(self) -> None:
        self._all = self._loop.create_task(self._be_there())
        try:
            self._loop.run_until_complete(self._all)
        except asyncio.CancelledError:
            self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _be_there(self) -> None:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            await asyncio.gather(*(self._one(session, number) for number in range(self.count)))

    async def _one(self, session: aiohttp.ClientSession, number: int) -> None:
        """One watcher, which never gives up."""
        while True:
            try:
                async with session.ws_connect(self.address + SOCKET) as socket:
                    await watch(socket, self.room)
                    async for message in socket:
                        await self._hear(socket, number, str(message.data))
            except (aiohttp.ClientError, OSError, TimeoutError):
                pass
            self.drops += 1
            await asyncio.sleep(random.uniform(SOONEST_S, LATEST_S))

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, number: int, text: str) -> None:
        if text == "2":
            await socket.send_str("3")
        elif text.startswith(("430[", '42["board",')):
            envelope = json.loads(text[text.index("[") :])[-1]
            self.heard_at[number] = time.monotonic()
            if envelope["seq"] >= self.boards.get(number, envelope)["seq"]:
                self.boards[number] = envelope
