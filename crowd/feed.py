"""One socket to the server: watches rooms, watches them again after a reconnect, hands on what comes."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import engineio
import socketio

from .tally import Tally

WAIT_S = 10
AGAIN_S = 1.0
FIRST_PAUSE_S = 0.5
PASSING = {"record_failed"}
"""Refusals after which a room is asked for again, as by pages; `internal` no play forgives."""
SOON_S, SOON_FOR_S, SELDOM_S = 1.0, 8.0, 8.0
"""Between two tries to come back: soon, then seldom, no sooner than pages (ui/browser/live_model.js)."""


class CountingJson:
    """The json module, counting what comes in: Socket.IO takes one for the whole process."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally

    dumps = staticmethod(json.dumps)

    def loads(self, text: str) -> Any:
        """Decode a packet."""
        self.tally.bytes += len(text)
        return json.loads(text)


class PunctualEngine(engineio.AsyncClient):  # type: ignore[misc]  # the library is not typed
    """Gives up a connection that does not come in time, as pages do; the library would wait for minutes."""

    async def connect(self, *args: Any, **ways: Any) -> None:
        """Connect within `WAIT_S`. Raises ConnectionError of engineio."""
        try:
            async with asyncio.timeout(WAIT_S):
                await super().connect(*args, **ways)
        except TimeoutError as error:
            await self._reset()
            raise engineio.exceptions.ConnectionError("no answer in time") from error


class PunctualClient(socketio.AsyncClient):  # type: ignore[misc]
    """The library's client on that engine."""

    def _engineio_client_class(self) -> type[engineio.AsyncClient]:
        return PunctualEngine


class Feed:
    """A connection of a screen, clerk or phone; `on_board` gets every board, the first one too."""

    def __init__(
        self,
        base_url: str,
        session: aiohttp.ClientSession,
        tally: Tally,
        on_board: Callable[[Any], None],
        on_pulse: Callable[[Any], None] = lambda pulse: None,
    ) -> None:
        self.base_url = base_url
        self.tally = tally
        self.on_board = on_board
        self.rooms: set[str] = set()
        self.resting: set[str] = set()
        self.token: str | None = None
        self.seldom_s = SELDOM_S
        self.keeper: asyncio.Task[None] | None = None
        self.socket = PunctualClient(
            http_session=session,
            handle_sigint=False,
            reconnection_delay=FIRST_PAUSE_S,
            reconnection_delay_max=SOON_S,
            json=CountingJson(tally),
        )
        self.socket.on("connect", self.watch_all)
        self.socket.on("board", on_board)
        self.socket.on("pulse", on_pulse)

    async def open(self, *rooms: str, token: str | None = None) -> None:
        """Connect and watch these rooms."""
        self.rooms = set(rooms)
        self.token = token
        await self.connect()
        self.keeper = asyncio.create_task(self.keep())

    async def connect(self) -> None:
        """Connect; a connection that is lost in the middle of this is made again."""
        while not self.socket.connected:
            try:
                await self.socket.connect(
                    self.base_url,
                    auth={"token": self.token} if self.token else None,
                    transports=["websocket"],
                    wait_timeout=WAIT_S,
                    retry=True,
                )
            except (socketio.exceptions.ConnectionError, ValueError) as error:  # ValueError: it is connecting
                self.tally.wrong("no_answer", f"connect: {error!r}")
                await asyncio.sleep(AGAIN_S)

    async def keep(self) -> None:
        """Connect again where the library never would.

        A connection that is lost in the moment in which it was made stands for python-socketio 5; any other
        loss it notices, and connects again by itself; the longer nobody is there, the less often.
        """
        there_at = time.monotonic()
        while True:
            await asyncio.sleep(AGAIN_S)
            if self.socket.connected:
                there_at = time.monotonic()
            away_s = time.monotonic() - there_at
            self.socket.reconnection_delay_max = SOON_S if away_s < SOON_FOR_S else self.seldom_s
            if self.socket.connected and self.socket.eio.state == "disconnected":
                self.socket.connected = False
                await self.connect()

    async def watch_all(self) -> None:
        """Watch every room again: after a connect, or when a board seems to be late."""
        for room in sorted(self.rooms):
            await self.ask_for(room)

    async def watch(self, room: str) -> None:
        """Watch one more room."""
        self.rooms.add(room)
        await self.ask_for(room)

    async def unwatch(self, room: str) -> None:
        """Leave a room."""
        self.rooms.discard(room)
        await self.socket.emit("unwatch", {"room": room})

    async def ask_for(self, room: str) -> None:
        """Emit `watch` and hand on the acknowledgement, which is the room's board.

        Without an answer it asks again, unless the connection is gone: the next one watches by itself. Where
        the record was away it rests first, once for all who ask for the room.
        """
        while room in self.rooms:
            try:
                board = await self.socket.call("watch", {"room": room}, timeout=WAIT_S)
            except socketio.exceptions.TimeoutError as error:
                self.tally.wrong("no_answer", f"watch {room}: {error!r}")
                continue
            except socketio.exceptions.BadNamespaceError as error:
                self.tally.wrong("no_answer", f"watch {room}: {error!r}")
                return
            if isinstance(board, dict) and "error" in board:
                passing = board["error"].get("code") in PASSING
                self.tally.wrong("no_answer" if passing else "watch_refused", f"{room}: {board['error']}")
                if not passing or room in self.resting:  # another one asks again already
                    return
                self.resting.add(room)
                await asyncio.sleep(AGAIN_S)
                self.resting.discard(room)
                continue
            self.on_board(board)
            return

    async def close(self) -> None:
        """Leave for good."""
        self.rooms.clear()
        if self.keeper:
            self.keeper.cancel()
        await self.socket.disconnect()
