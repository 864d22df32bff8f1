"""Screens that only listen, as a process of their own: they read what comes, so a push costs what it costs.

    python -m tests.benchmarks.listeners ADDRESS ROOM HOW_MANY

Each speaks Engine.IO 4 by hand: a client library would cost more than what is measured. One line is written
when all of them watch.
"""

import asyncio
import json
import sys

import aiohttp

SOCKET = "/socket.io/?EIO=4&transport=websocket"


async def watch(socket: aiohttp.ClientWebSocketResponse, room: str) -> None:
    """Say hello on a connection that was just opened, and watch a room."""
    await socket.receive()
    await socket.send_str("40")
    await socket.receive()
    await socket.send_str("420" + json.dumps(["watch", {"room": room}]))


async def listen(session: aiohttp.ClientSession, address: str, room: str, ready: asyncio.Queue[None]) -> None:
    """Connect, watch the room, and read for ever."""
    async with session.ws_connect(address + SOCKET) as socket:
        await watch(socket, room)
        ready.put_nowait(None)
        async for message in socket:
            if message.data == "2":
                await socket.send_str("3")


async def main(address: str, room: str, how_many: int) -> None:
    """Let them all listen until the process is ended."""
    ready: asyncio.Queue[None] = asyncio.Queue()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        tasks = [asyncio.create_task(listen(session, address, room, ready)) for _ in range(how_many)]
        for _ in tasks:
            await ready.get()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
