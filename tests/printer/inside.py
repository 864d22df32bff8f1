"""The inside of a printer, with everything that can be wrong with one; TCP, serial and USB stand before it.

It does what a real one does: questions about its state are answered at once, wherever they stand in the
stream; all else goes through a buffer and onto paper in order; what lies in the buffer when the paper ends
comes out when somebody loads a new roll, also after the connection is gone.
"""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

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
    broken: bool = False
    """An error that nobody but its maker can mend: DLE EOT 3 calls it unrecoverable."""
    silent: bool = False
    """Prints, and answers nothing."""
    garbage: bool = False
    """Answers every question with bytes that are no answer."""
    stall: bool = False
    """Takes connections and reads nothing."""
    reset_after: int | None = None
    """Resets the connection when so many bytes came in: its power fails, its plug is pulled."""
    busy: bool = False
    """Says that all is well, and keeps what it gets in its buffer until it is told to `come_out`."""
    swallow: bool = False
    """Says that all is well, and prints nothing."""
    bytes_per_s: int | None = None
    """A slow line: the sender meets a full buffer."""
    through: bytes = b"\x00"
    """What is said behind the cut; nothing: it is never said that a ticket is through."""
    stray: bytes = b""
    """Said at the beginning of each connection, as if left from an earlier one."""
    late: bytes = b""
    """Said with the first answer of each connection: what an earlier job is owed, and comes late."""

    @property
    def stopped(self) -> bool:
        """Whether it prints nothing, though there may be paper."""
        return self.cover_open or self.cutter_error or self.broken or self.offline


class Line(Protocol):
    """One end of a connection, as the printer holds it."""

    def recv(self, most: int, /) -> bytes: ...
    def sendall(self, data: bytes, /) -> None: ...


class Inside:
    """Paper, buffer, knife and sensors."""

    def __init__(self, faults: Faults | None = None, seed: int = 1) -> None:
        self.faults = faults or Faults()
        self.papers: list[bytes] = []
        """Jobs that came out whole, in their order."""
        self.pieces: list[bytes] = []
        """What came out of a job before the paper ended; its rest is in the buffer."""
        self.asked = 0
        """How many GS r behind jobs were heard, empty jobs included."""
        self.ended = threading.Event()
        self._buffer: list[bytes] = []
        self._chance = random.Random(seed)
        self._lock = threading.RLock()

    @property
    def jobs(self) -> int:
        """How many jobs came out whole."""
        return len(self.papers)

    @property
    def waiting(self) -> int:
        """How many jobs lie in the buffer."""
        return len(self._buffer)

    def load_paper(self) -> None:
        """Somebody loads a roll: what lay in the buffer comes out."""
        with self._lock:
            self.faults.paper_out, self.faults.out_after = False, None
            self.come_out(len(self._buffer))

    def come_out(self, jobs: int) -> None:
        """So many of what lies in the buffer come out, the oldest first."""
        with self._lock:
            out, self._buffer = self._buffer[:jobs], self._buffer[jobs:]
            self.papers += filter(None, out)
            self.is_through(len(out))

    def is_through(self, jobs: int) -> None:
        """Jobs came out of the buffer: on the network nobody listens any more."""

    def status(self, question: int) -> int:
        """The byte that DLE EOT asks for."""
        faults = self.faults
        out = faults.paper_out
        stopped = out or faults.stopped
        bits = {
            1: 0x08 if stopped else 0,
            2: (0x04 if faults.cover_open else 0)
            | (0x20 if out else 0)
            | (0x40 if faults.cutter_error or faults.broken else 0),
            3: (0x08 if faults.cutter_error else 0) | (0x20 if faults.broken else 0),
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
            if faults.paper_out or faults.stopped or faults.busy:
                self._buffer.append(job)
                return False
            self.papers += filter(None, (job,))
            return True


class Talk:
    """One connection: what came in and is not printed yet."""

    def __init__(self, printer: Inside, line: Line, reset: Callable[[], None]) -> None:
        self._printer = printer
        self._line = line
        self._reset = reset
        self._read = 0
        self._job = b""
        self._looked_at = 0
        self._late = printer.faults.late

    def go_on(self) -> None:
        """Until the other side goes, or the fault that ends it."""
        faults = self._printer.faults
        if faults.stray:
            self._line.sendall(faults.stray)
        if faults.stall:
            self._printer.ended.wait()
            return
        while piece := self._line.recv(_PIECE):
            self.hear(piece)
            faults = self._printer.faults
            if faults.reset_after is not None and self._read >= faults.reset_after:
                self._reset()
                return
            if faults.bytes_per_s and self._printer.ended.wait(len(piece) / faults.bytes_per_s):
                return
        self.end()

    def hear(self, piece: bytes) -> None:
        """Answer what is asked in it, and print when the question behind the cut is there."""
        self._read += len(piece)
        self._job += piece
        self._answer_questions()
        if self._job.endswith(ASK_PAPER):
            self._print()

    def end(self) -> None:
        """The connection is over: what came is printed; questions, also a part of one, are no paper."""
        if _DLE_EOT.sub(b"", self._job).rstrip(b"\x10\x04"):
            self._printer.put_on_paper(self._job)
        self._job = b""

    def _answer_questions(self) -> None:
        """At once, and also where a picture's dots happen to look like one."""
        for found in _DLE_EOT.finditer(self._job, max(0, self._looked_at - 2)):
            if found.end() > self._looked_at:
                self._say(self._late + bytes((self._printer.status(found[1][0]),)))
                self._late = b""
        self._looked_at = len(self._job)
        if _DLE_EOT.fullmatch(self._job):
            self._job, self._looked_at = b"", 0

    def _print(self) -> None:
        self._printer.asked += 1
        if self._printer.put_on_paper(self._job.removesuffix(ASK_PAPER)):
            self._say(self._printer.faults.through)
        self._job, self._looked_at = b"", 0

    def _say(self, answer: bytes) -> None:
        if not self._printer.faults.silent:
            self._line.sendall(self._printer.noise() if self._printer.faults.garbage else answer)


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + PATIENCE_S
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()
