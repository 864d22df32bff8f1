"""A line to the server that tells at once when a hall closes, opens, or has to be left.

The looks of the house go on without it: a line that is cut makes the kiosk slower, never wrong.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

import aiohttp
import socketio

ASK_AGAIN_S = 0.5
WAIT_S = 10
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 2.0

log = logging.getLogger(__name__)


class News:
    """Watches the rooms of all halls in a thread of its own; `on_state(hall, state)` is told how each is."""

    def __init__(
        self,
        server: str,
        token: str,
        halls: Callable[[], Iterable[str]],
        on_state: Callable[[str, str], None],
    ) -> None:
        self._server = server.rstrip("/")
        self._token = token
        self._halls = halls
        self._on_state = on_state
        self._stopping = threading.Event()
        self._end: Callable[[], object] = lambda: None
        self._thread = threading.Thread(target=self._listen, name="news", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._stopping.set()
        self._end()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def hear(self, envelope: object) -> None:
        """A hall's board as the server tells it; anything else is passed over."""
        board = envelope.get("board") if isinstance(envelope, Mapping) else None
        if isinstance(envelope, Mapping) and isinstance(board, Mapping) and "state" in board:
            self._on_state(str(envelope.get("room", "")).rpartition(":")[2], str(board["state"]))

    def _listen(self) -> None:
        try:
            asyncio.run(self._listen_on())
        except Exception:  # the kiosk looks every few seconds all the same
            log.exception("the line to the server ended")

    async def _listen_on(self) -> None:
        async with aiohttp.ClientSession() as session:  # ours: a try that is left does not close its own
            await self._follow(session)

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        ended = self._ended_here()
        line = socketio.AsyncClient(
            handle_sigint=False,
            http_session=session,
            reconnection_delay=FIRST_PAUSE_S,
            reconnection_delay_max=LONGEST_PAUSE_S,
        )

        async def watch() -> None:
            for hall in self._halls():
                self.hear(await self._watched(line, f"hall:{hall}"))

        line.on("connect", watch)
        line.on("board", self.hear)
        await self._until(lambda: bool(list(self._halls())), ended)
        if not self._stopping.is_set():
            auth = {"token": self._token}
            way = line.connect(
                self._server, auth=auth, transports=["websocket"], wait_timeout=WAIT_S, retry=True
            )
            await _as_long_as_wanted(way, ended)
        await self._until(lambda: False, ended)
        await line.shutdown()

    async def _watched(self, line: socketio.AsyncClient, room: str) -> Any:
        """The room's board; None where the line was cut meanwhile, for then it is asked for again."""
        try:
            return await line.call("watch", {"room": room}, timeout=WAIT_S)
        except (socketio.exceptions.TimeoutError, socketio.exceptions.BadNamespaceError) as problem:
            log.info("room %s is not watched: %r", room, problem)
            return None

    def _ended_here(self) -> asyncio.Event:
        """An event of this thread's loop that `stop` sets from another thread."""
        ended, loop = asyncio.Event(), asyncio.get_running_loop()

        def end() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(ended.set)

        self._end = end
        return ended

    async def _until(self, reached: Callable[[], bool], ended: asyncio.Event) -> None:
        while not self._stopping.is_set() and not reached():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), ASK_AGAIN_S)


async def _as_long_as_wanted(way: Coroutine[Any, Any, None], ended: asyncio.Event) -> None:
    """Go a way to its end, or leave it as soon as `ended` is set: a server that is away is tried for ever."""
    going, leaving = asyncio.create_task(way), asyncio.create_task(ended.wait())
    await asyncio.wait((going, leaving), return_when=asyncio.FIRST_COMPLETED)
    for each in (going, leaving):
        each.cancel()
    await asyncio.wait((going, leaving))
    if not ended.is_set():
        going.result()
