"""Thousands of phones, screens or PADs, as a process of its own: they watch, and tell when boards come.

    python -m tests.benchmarks.phones HOST PORT PLAN

PLAN is JSON: `[[how many, the auth to connect with, [rooms]], ...]`. They speak Engine.IO 4 by hand, on plain
sockets and one epoll: a client library would cost more than what is measured. A line of JSON says when all of
them watch. Then the process does what standard input says, with one line of JSON as its answer:

- `listen N`: says so at once, and again when N boards have come to everybody: when the first and last came;
- `find TEXT`: when everybody has had a board with this text, also of late: when the last one had it;
- `back`: when everybody watches again after the server has gone;
- `leave`: ends all connections at once.
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

BOARDS_KEPT = 100


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
    auth: str
    rooms: list[str]
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

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._epoll = select.epoll()
        self._phones: dict[int, Phone] = {}
        self._lost: list[tuple[str, list[str]]] = []
        self._seen: dict[str, dict[int, float]] = {}
        self.ready = 0
        self.arrivals: list[float] = []

    def connect(self, wishes: list[tuple[str, list[str]]]) -> None:
        """Let so many more watch; returns when all of them do."""
        end, waiting = self.ready + len(wishes), wishes[::-1]
        while self.ready < end:
            while waiting and len(waiting) > end - self.ready - AT_ONCE:
                self._open(*waiting.pop())
            self.turn(0.05)

    def come_back(self) -> None:
        """Wait until the server has gone and everybody watches again."""
        everybody = len(self._phones)
        while len(self._lost) < everybody:
            self.turn(0.05)
        while self._lost or self.ready < everybody:
            for wish in [self._lost.pop() for _ in range(min(AT_ONCE, len(self._lost)))]:
                self._try_again(wish)
            self.turn(0.02)

    def _try_again(self, wish: tuple[str, list[str]]) -> None:
        try:
            self._open(*wish)
        except OSError:
            self._lost.append(wish)

    def _open(self, auth: str, rooms: list[str]) -> None:
        sock = socket.create_connection(self._address)
        key = b64encode(os.urandom(16)).decode()
        host = ":".join(map(str, self._address))
        sock.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        sock.setblocking(False)
        self._phones[sock.fileno()] = Phone(sock, auth, rooms)
        self._epoll.register(sock.fileno(), select.EPOLLIN)

    def turn(self, seconds: float) -> None:
        """Read what has come within so many seconds."""
        for number, _ in self._epoll.poll(seconds, 1000):
            phone = self._phones[number]
            try:
                got = phone.sock.recv(65536)  # what is left makes the next turn begin at once
            except ConnectionError:
                got = b""
            if not got:
                self._lose(number)
                continue
            phone.buffer += got
            if phone.open or phone.is_let_in():
                now = time.time()
                for frame in phone.frames():
                    self._take(phone, frame, now)

    def _lose(self, number: int) -> None:
        phone = self._phones.pop(number)
        self.ready -= phone.watching == len(phone.rooms)
        self._lost.append((phone.auth, phone.rooms))
        self._epoll.unregister(number)
        phone.sock.close()

    def find(self, text: str) -> float:
        """When the last of all had a board with this text."""
        while True:
            had: dict[int, float] = {}
            for frame, arrivals in self._seen.items():
                if text in frame:
                    for number, at in arrivals.items():
                        had[number] = min(at, had.get(number, at))
            if len(had) == len(self._phones):
                return max(had.values())
            self.turn(0.05)

    def _take(self, phone: Phone, frame: str, now: float) -> None:
        if frame.startswith('42["board"'):
            self.arrivals.append(now)
            self._seen.setdefault(frame, {}).setdefault(phone.sock.fileno(), now)
            if len(self._seen) > BOARDS_KEPT:
                del self._seen[next(iter(self._seen))]
        elif frame == "2":
            phone.sock.send(masked("3"))
        elif frame.startswith("0"):
            phone.sock.send(masked("40" + phone.auth))
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


def main(host: str, port: int, plan: list[tuple[int, str, list[str]]]) -> None:
    """Serve the lines of standard input until it ends."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    phones = Phones(host, port)
    everybody = [(auth, rooms) for how_many, auth, rooms in plan for _ in range(how_many)]
    phones.connect(everybody)
    say({"ready": len(everybody)})
    commands = select.poll()
    commands.register(sys.stdin, select.POLLIN)
    while True:
        phones.turn(0.01)
        if commands.poll(0):
            word, _, rest = sys.stdin.readline().rstrip("\n").partition(" ")
            if not word:
                return
            obey(phones, word, rest, len(everybody))


def obey(phones: Phones, word: str, rest: str, how_many: int) -> None:
    """Do what a line of standard input says."""
    if word == "listen":
        phones.arrivals.clear()
        say({"listening": True})
        while len(phones.arrivals) < int(rest) * how_many:
            phones.turn(0.2)
        say({"first": min(phones.arrivals), "last": max(phones.arrivals)})
    elif word == "find":
        say({"last": phones.find(rest)})
    elif word == "back":
        say({"waiting": True})
        phones.come_back()
        say({"back": time.time()})
    elif word == "leave":
        phones.leave()
        say({"left": time.time()})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]))
