"""A wire for hundreds of connections that can be cut, frozen, or swallow answers; one thread carries all.

tests/cuts/proxy.py does this for the few connections of browsers, with two threads for each.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum

from tests.cuts.proxy import RESET

PIECE = 64 * 1024


class Flow(StrEnum):
    """What the wire does: `cut` kills and refuses connections, `freeze` holds everything back and brings it
    late, `swallow` lets requests through and hangs up instead of bringing the answer."""

    PASS = "pass"
    CUT = "cut"
    FREEZE = "freeze"
    SWALLOW = "swallow"


class Wire:
    """The wire to the server at a port of this machine. `swallowed` counts answers that nobody got."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._flow = Flow.PASS
        self._open: set[asyncio.StreamWriter] = set()
        self.swallowed = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._moving = asyncio.Event()
        self._moving.set()
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._listening.wait()

    def turn(self, flow: Flow) -> None:
        """From now on the wire does this."""
        asyncio.run_coroutine_threadsafe(self._turn(flow), self._loop).result()

    def end(self) -> None:
        """Take the wire away."""
        self.turn(Flow.CUT)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _turn(self, flow: Flow) -> None:
        self._flow = flow
        if flow is Flow.FREEZE:
            self._moving.clear()
        else:
            self._moving.set()
        if flow is Flow.CUT:
            self._kill(*self._open)

    def _run(self) -> None:
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._join, "127.0.0.1", 0, backlog=4096)
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self._listening.set()
        self._loop.run_forever()
        self._server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry what the two say until one of them ends; while the wire is cut nobody gets through."""
        if self._flow is Flow.CUT:
            self._kill(writer)
            return
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            self._kill(writer)
            return
        self._open |= {writer, back}
        with suppress(OSError):
            await asyncio.gather(self._carry(reader, back), self._carry(there, writer, answers=True))
        self._kill(writer, back)

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        while piece := await source.read(PIECE):
            await self._moving.wait()
            if answers and self._flow is Flow.SWALLOW:
                self.swallowed += 1
                raise ConnectionAbortedError
            sink.write(piece)
            await sink.drain()
        raise ConnectionAbortedError

    def _kill(self, *writers: asyncio.StreamWriter) -> None:
        self._open -= set(writers)
        for writer in writers:
            if not writer.transport.is_closing():
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                writer.transport.abort()


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """A wire to the server on a port of this machine."""
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.end()
