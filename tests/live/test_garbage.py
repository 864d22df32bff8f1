"""Packets that no client of ours would send: the connection may end, but the server goes on."""

import json

import pytest
import websocket

from .driving import HallServer, listening


def opened(server: HallServer, auth: object = None) -> websocket.WebSocket:
    address = server.address.replace("http", "ws")
    socket = websocket.create_connection(f"{address}/socket.io/?EIO=4&transport=websocket", timeout=5)
    socket.recv()
    socket.send("40" + ("" if auth is None else json.dumps(auth)))
    assert str(socket.recv()).startswith("40")
    return socket


@pytest.mark.parametrize(
    "packet",
    [
        "42[",
        "42",
        "42{}",
        '42[{"a":1}]',
        '42["watch"',
        "9",
        "",
        "43[]",
        '451-["x"]',
        "4",
        "42[]",
        "²",
        "b!",
        "x" * 20_000,
    ],
)
def test_the_server_survives(server: HallServer, packet: str) -> None:
    socket = opened(server)
    socket.send(packet)
    socket.close()
    with listening(server) as screen:
        assert screen.watch("hall:N")["board"]


@pytest.mark.parametrize("auth", ["token", 7, [], {"token": 7}, {"token": "x" * 5000}, {"token": None}])
def test_whatever_somebody_connects_with_they_see_what_everybody_sees(
    server: HallServer, auth: object
) -> None:
    socket = opened(server, auth)
    socket.send('421["watch",{"room":"dalang/window:1"}]')
    answer = json.loads(str(socket.recv()).removeprefix("431"))[0]
    assert answer["board"]["can"] == []
    socket.close()
