"""Thousands of phones, as a process of its own: they watch one room each, and tell when boards come.

    python -m tests.benchmarks.phones HOST PORT HOW_MANY AUTH ROOM [ROOM ...]

Each phone watches every ROOM; "{n}" in one stands for the phone's number. It speaks Engine.IO 4 by hand, on
plain sockets and one epoll: a client library would cost more than what is measured. A line of JSON says when
all of them watch. Then it does what standard input says: "listen COUNT" answers when COUNT boards came to
every phone, with the seconds since 1970 of the first and the last; "leave" ends all connections at once.
"""

import json
import os
import resource
import select
import socket
import sys
import time
from base64 import b64encode
from dataclasses import dataclass, field
from struct import pack, unpack
from typing import Any

AT_ONCE = 100
"""Phones that are connecting at a time."""


def masked(text: str) -> bytes:
    """A text frame as clients send it."""
    content = text.encode()
    if len(content) <= 125:
        head = pack("!BB", 0x81, 0x80 | len(content))
    else:
        head = pack("!BBH", 0x81, 0x80 | 126, len(content))
    return head + b"\0\0\0\0" + content  # a mask of zeros leaves it as it is


@dataclass(slots=True)
class Phone:
    """One connection and what has come in on it."""

    sock: socket.socket
    rooms: tuple[str, ...]
    buffer: bytearray = field(default_factory=bytearray)
    open: bool = False
    watching: int = 0

    def is_let_in(self) -> bool:
        """Whether the server's answer to the request for a web socket is there; it must be yes."""
        head, found, rest = bytes(self.buffer).partition(b"\r\n\r\n")
        if found:
            assert b" 101 " in head.splitlines()[0], head
            self.open, self.buffer = True, bytearray(rest)
        return bool(found)

    def frames(self) -> "list[str]":
        """The text frames that are whole."""
        found, buffer = [], self.buffer
        while len(buffer) >= 2:
            size, at = buffer[1] & 127, 2
            if size == 126:
                if len(buffer) < 4:
                    break
                size, at = unpack("!H", buffer[2:4])[0], 4
            elif size == 127:
                if len(buffer) < 10:
                    break
                size, at = unpack("!Q", buffer[2:10])[0], 10
            if len(buffer) < at + size:
                break
            if buffer[0] == 0x81:
                found.append(buffer[at : at + size].decode())
            del buffer[: at + size]
        return found


class Phones:
    """All phones of this process."""

    def __init__(self, host: str, port: int, auth: str, rooms: list[str]) -> None:
        self._address = (host, port)
        self._auth = auth
        self._rooms = rooms
        self._epoll = select.epoll()
        self._phones: dict[int, Phone] = {}
        self.ready = 0
        self.arrivals: list[float] = []

    def connect(self, how_many: int) -> None:
        """Let so many more watch; returns when all of them do."""
        end, begun = self.ready + how_many, self.ready
        while self.ready < end:
            while begun < min(end, self.ready + AT_ONCE):
                self._open(begun)
                begun += 1
            self.turn(0.05)

    def _open(self, number: int) -> None:
        sock = socket.create_connection(self._address)
        key = b64encode(os.urandom(16)).decode()
        host = ":".join(map(str, self._address))
        sock.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        sock.setblocking(False)
        self._phones[sock.fileno()] = Phone(
            sock, tuple(room.replace("{n}", str(number)) for room in self._rooms)
        )
        self._epoll.register(sock.fileno(), select.EPOLLIN)

    def turn(self, seconds: float) -> None:
        """Read what has come within so many seconds."""
        for number, _ in self._epoll.poll(seconds, 1000):
            phone = self._phones[number]
            got = phone.sock.recv(65536)  # what is left makes the next turn begin at once
            if not got:
                raise ConnectionError(f"the server let phone {number} go")
            phone.buffer += got
            if phone.open or phone.is_let_in():
                now = time.time()
                for frame in phone.frames():
                    self._take(phone, frame, now)

    def _take(self, phone: Phone, frame: str, now: float) -> None:
        if frame.startswith('42["board"'):
            self.arrivals.append(now)
        elif frame == "2":
            phone.sock.send(masked("3"))
        elif frame.startswith("0"):
            phone.sock.send(masked("40" + self._auth))
        elif frame.startswith("40"):
            for ack, room in enumerate(phone.rooms):
                phone.sock.send(masked(f"42{ack}" + json.dumps(["watch", {"room": room}])))
        elif frame.startswith("43"):
            phone.watching += 1
            self.ready += phone.watching == len(phone.rooms)

    def leave(self) -> None:
        """End all connections at once."""
        for phone in self._phones.values():
            phone.sock.close()


def say(what: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(host: str, port: int, how_many: int, auth: str, rooms: list[str]) -> None:
    """Serve the lines of standard input until it ends."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    phones = Phones(host, port, auth, rooms)
    phones.connect(how_many)
    say({"ready": how_many})
    commands = select.poll()
    commands.register(sys.stdin, select.POLLIN)
    while True:
        phones.turn(0.02)
        if not commands.poll(0):
            continue
        words = sys.stdin.readline().split()
        if not words:
            return
        if words[0] == "listen":
            count = int(words[1]) * how_many
            phones.arrivals.clear()
            say({"listening": True})
            while len(phones.arrivals) < count:
                phones.turn(0.2)
            say({"first": min(phones.arrivals), "last": max(phones.arrivals), "count": len(phones.arrivals)})
        elif words[0] == "leave":
            phones.leave()
            say({"left": time.time()})
            return


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:])
