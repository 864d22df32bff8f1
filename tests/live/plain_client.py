"""A client on a plain socket, which does nothing by itself: it reads when it is told to."""

import socket
from base64 import b64encode
from collections.abc import Iterator
from json import dumps, loads
from os import urandom
from struct import pack, unpack
from typing import Any

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A


class PlainClient:
    """Connected and watching a room. Its buffer is small, so that it is soon behind when it does not read."""

    def __init__(self, address: str, room: str, headers: str = "") -> None:
        host, _, port = address.removeprefix("http://").partition(":")
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self._socket.settimeout(60)
        self._socket.connect((host, int(port)))
        self._buffer = b""
        self.pongs = 0
        self.head = self._shake_hands(host, headers)
        self._send("40")
        self._send("420" + dumps(["watch", {"room": room}]))
        for packet in self.packets():
            if packet.startswith("43"):
                break

    def packets(self) -> Iterator[str]:
        """What comes, for ever; ends when the server ends the connection. Raises what a broken frame is."""
        while (head := self._take(2)) is not None:
            opcode, size = head
            if size == 126:
                size = unpack("!H", self._whole(2))[0]
            elif size == 127:
                size = unpack("!Q", self._whole(8))[0]
            content = self._whole(size)
            assert opcode in {TEXT, PONG, CLOSE}, "a frame began inside another"
            self.pongs += opcode == PONG
            if opcode == TEXT:
                yield content.decode()

    def boards(self) -> Iterator[Any]:
        """The envelopes among the packets; pings are answered."""
        for packet in self.packets():
            if packet == "2":
                self._send("3")
            elif packet.startswith('42["board"'):
                yield loads(packet[2:])[1]

    def read(self, size: int) -> int:
        """Read some bytes and throw them away; 0 at the end."""
        return len(self._socket.recv(size))

    def ping(self) -> None:
        """Ask for a pong, as a web socket may at any moment."""
        self._socket.sendall(pack("!BBI4s", PING, 0x80 | 4, 0, b"ping"))

    def close(self) -> None:
        """Go without a word."""
        self._socket.close()

    def _shake_hands(self, host: str, headers: str) -> str:
        key = b64encode(urandom(16)).decode()
        wish = (
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\n"
            f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{headers}\r\n"
        )
        self._socket.sendall(wish.encode())
        while b"\r\n\r\n" not in self._buffer:
            self._buffer += self._socket.recv(4096)
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        return head.decode()

    def _send(self, packet: str) -> None:
        content = packet.encode()
        self._socket.sendall(pack("!BBI", TEXT, 0x80 | len(content), 0) + content)  # a mask of zeros

    def _whole(self, size: int) -> bytes:
        found = self._take(size)
        assert found is not None, "the connection ended inside a frame"
        return found

    def _take(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            got = self._socket.recv(65536)
            if not got:
                return None
            self._buffer += got
        found, self._buffer = self._buffer[:size], self._buffer[size:]
        return found
