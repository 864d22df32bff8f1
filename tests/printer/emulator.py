"""A printer on the network with everything that can be wrong with one.

It does what a real one does: questions about its state are answered at once, wherever they stand in the
stream; all else goes through a buffer and onto paper in order; what lies in the buffer when the paper ends
comes out when somebody loads a new roll, also after the connection is gone.
"""

import random
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from printer.commands import ASK_PAPER

_DLE_EOT = re.compile(rb"\x10\x04([\x01-\x04])")
_FINE = 0x12
_PIECE = 1024
PATIENCE_S = 20.0


@dataclass
class Faults:
    """What is wrong now; may be changed while it prints. Numbers of bytes count within a connection."""

    offline: bool = False
    cover_open: bool = False
    near_end: bool = False
    paper_out: bool = False
    out_after: int | None = None
    """The paper ends when so many bytes of a job are printed."""
    cutter_error: bool = False
    silent: bool = False
    """Prints, and answers nothing."""
    garbage: bool = False
    """Answers every question with bytes that are no answer."""
    stall: bool = False
    """Takes connections and reads nothing."""
    reset_after: int | None = None
    """Resets the connection when so many bytes came in."""
    swallow: bool = False
    """Says that all is well, and prints nothing."""
    bytes_per_s: int | None = None
    """A slow line: the sender meets a full buffer."""
    stray: bytes = b""
    """Said at the beginning of each connection, as if left from an earlier one."""


@dataclass
class Emulator:
    """Listens on loopback until `close`."""

    faults: Faults = field(default_factory=Faults)
    seed: int = 1
    port: int = 0

    def __post_init__(self) -> None:
        self.papers: list[bytes] = []
        """Jobs that came out whole, in their order."""
        self.pieces: list[bytes] = []
        """What came out of a job before the paper ended; its rest is in the buffer."""
        self.connections = 0
        self._buffer: list[bytes] = []
        self._chance = random.Random(self.seed)
        self._lock = threading.RLock()
        self._ended = threading.Event()
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", self.port))
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.port = int(self._door.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="emulator", daemon=True)
        self._thread.start()

    @property
    def jobs(self) -> int:
        """How many jobs came out whole."""
        return len(self.papers)

    def load_paper(self) -> None:
        """Somebody loads a roll: what lay in the buffer comes out."""
        with self._lock:
            self.faults.paper_out, self.faults.out_after = False, None
            self.papers += self._buffer
            self._buffer.clear()

    def close(self) -> None:
        self._ended.set()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in list(self._open):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._thread.join(2)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(line)
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        try:
            with line, suppress(OSError):
                _Talk(self, line).go_on()
        finally:
            self._open.discard(line)

    def status(self, question: int) -> int:
        """The byte that DLE EOT asks for."""
        faults = self.faults
        out = faults.paper_out
        stopped = out or faults.cover_open or faults.cutter_error or faults.offline
        bits = {
            1: 0x08 if stopped else 0,
            2: (0x04 if faults.cover_open else 0)
            | (0x20 if out else 0)
            | (0x40 if faults.cutter_error else 0),
            3: 0x08 if faults.cutter_error else 0,
            4: (0x0C if faults.near_end or out else 0) | (0x60 if out else 0),
        }
        return _FINE | bits[question]

    def noise(self) -> bytes:
        """Bytes that are no answer to anything."""
        return bytes(self._chance.choice((0x91, 0xB1, 0xFF, 0x80)) for _ in range(3))

    def put_on_paper(self, job: bytes) -> bool:
        """Whether the job came out to its end. What does not is kept in the buffer."""
        with self._lock:
            faults = self.faults
            if faults.swallow:
                return True
            if faults.out_after is not None and faults.out_after < len(job):
                faults.paper_out = True
                self.pieces.append(job[: faults.out_after])
            if faults.paper_out or faults.cover_open or faults.cutter_error or faults.offline:
                self._buffer.append(job)
                return False
            self.papers.append(job)
            return True


class _Talk:
    """One connection: what came in and is not printed yet."""

    def __init__(self, printer: Emulator, line: socket.socket) -> None:
        self._printer = printer
        self._line = line
        self._read = 0
        self._job = b""
        self._looked_at = 0

    def go_on(self) -> None:
        faults = self._printer.faults
        if faults.stray:
            self._line.sendall(faults.stray)
        if faults.stall:
            self._printer._ended.wait()
            return
        while piece := self._line.recv(_PIECE):
            self._read += len(piece)
            self._job += piece
            self._answer_questions()
            if faults.reset_after is not None and self._read >= faults.reset_after:
                self._reset()
                return
            if faults.bytes_per_s and self._printer._ended.wait(len(piece) / faults.bytes_per_s):
                return
            if self._job.endswith(ASK_PAPER):
                self._print()
        if self._job:
            self._printer.put_on_paper(self._job)

    def _answer_questions(self) -> None:
        """At once, and also where a picture's dots happen to look like one."""
        for found in _DLE_EOT.finditer(self._job, max(0, self._looked_at - 2)):
            if found.end() > self._looked_at:
                self._say(bytes((self._printer.status(found[1][0]),)))
        self._looked_at = len(self._job)
        if _DLE_EOT.fullmatch(self._job):
            self._job, self._looked_at = b"", 0

    def _print(self) -> None:
        if self._printer.put_on_paper(self._job.removesuffix(ASK_PAPER)):
            self._say(b"\x00")
        self._job, self._looked_at = b"", 0

    def _say(self, answer: bytes) -> None:
        if not self._printer.faults.silent:
            self._line.sendall(self._printer.noise() if self._printer.faults.garbage else answer)

    def _reset(self) -> None:
        """As when its power fails: no orderly end."""
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextmanager
def an_emulator(faults: Faults | None = None, port: int = 0) -> Iterator[Emulator]:
    printer = Emulator(faults or Faults(), port=port)
    try:
        yield printer
    finally:
        printer.close()


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_S
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()
