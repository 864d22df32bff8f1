"""Real Socket.IO clients on real web sockets."""

import asyncio
import socket
import threading

import pytest
import socketio

from tests.runtime.driving import LittleServer, until

MANY = {"eventlet": 200, "gevent": 200, "threading": 40}  # four threads for each in `threading`
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)


def test_a_socket_asks_a_native_thread(shared: LittleServer) -> None:
    with socketio.SimpleClient() as client:
        client.connect(shared.address, transports=["websocket"])
        assert client.call("echo", "A012") == "A012 from writer"


def test_a_native_thread_calls_out_to_everybody(shared: LittleServer) -> None:
    with socketio.SimpleClient() as screen, socketio.SimpleClient() as pad:
        for client in (screen, pad):
            client.connect(shared.address, transports=["websocket"])
        pad.emit("call", "A013")
        assert screen.receive(timeout=5) == ["called", "A013"]


@pytest.mark.parametrize("page", ["hashed", "recorded"])
def test_many_sockets_hear_a_call_while_a_native_thread_works(shared: LittleServer, page: str) -> None:
    work = threading.Thread(target=shared.get, args=[page])
    work.start()
    heard = asyncio.run(connect_and_call(shared.address, MANY[shared.runtime]))
    work.join()
    assert heard == MANY[shared.runtime]


def test_coming_and_going_leaves_nothing_in_the_log(server: LittleServer) -> None:
    with socketio.SimpleClient() as client:
        client.connect(server.address, transports=["websocket"])
        client.call("echo", "A015")
    assert until(lambda: server.get("connected") == "0")
    assert server.errors == []


def test_those_who_leave_are_forgotten(shared: LittleServer) -> None:
    with socketio.SimpleClient() as client:
        client.connect(shared.address, transports=["websocket"])
        assert until(lambda: shared.get("connected") == "1")
    assert until(lambda: shared.get("connected") == "0")


def test_a_silent_socket_is_kept_by_its_pings(shared: LittleServer) -> None:
    with socketio.SimpleClient() as client:
        client.connect(shared.address, transports=["websocket"])
        client.client.sleep(2.5)  # longer than interval and time-out together
        assert client.call("echo", "still here") == "still here from writer"


def test_a_socket_that_answers_no_ping_is_let_go(shared: LittleServer) -> None:
    with raw_socket(shared) as dead:
        assert b"101" in dead.recv(4096)
        dead.sendall(frame(b"40"))
        assert until(lambda: shared.get("connected") == "1")
        assert until(lambda: shared.get("connected") == "0")


def test_frames_are_never_compressed(shared: LittleServer) -> None:
    with raw_socket(shared) as browser:
        assert b"permessage-deflate" not in browser.recv(4096)


def raw_socket(server: LittleServer) -> socket.socket:
    raw = socket.create_connection(("127.0.0.1", int(server.address.rpartition(":")[2])), timeout=5)
    raw.sendall(HANDSHAKE.encode())
    return raw


def frame(text: bytes) -> bytes:
    """A text frame as a browser sends it; its mask is all zeros."""
    return bytes([0x81, 0x80 | len(text)]) + bytes(4) + text


async def connect_and_call(address: str, number: int) -> int:
    """How many of so many clients hear a number that the last of them has called."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    clients = [socketio.AsyncClient() for _ in range(number)]
    for client in clients:
        client.on("called", heard.put)
        await client.connect(address, transports=["websocket"])
    await clients[-1].emit("call", "A014")
    try:
        async with asyncio.timeout(10):
            return len([await heard.get() for _ in clients])
    finally:
        await asyncio.gather(*(client.disconnect() for client in clients))
