"""Bytes for a printer read back as commands: what the virtual printer and the tests see of a job.

Strict on purpose: a byte that no command explains raises `UnreadableJob`, where a real printer would print
it as rubbish.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NoReturn

from PIL import Image

ESC, FS, GS, DLE = 0x1B, 0x1C, 0x1D, 0x10


class UnreadableJob(ValueError):
    """The bytes contain something that is no known command; the message says where."""


@dataclass(frozen=True)
class Setup:
    """A command that changes how the following ones print: its name and its number."""

    name: str
    value: int = 0


@dataclass(frozen=True)
class Characters:
    """Text up to the next command, as GB18030 has it."""

    text: str


@dataclass(frozen=True)
class NewLine:
    pass


@dataclass(frozen=True)
class PaperFeed:
    dots: int


@dataclass(frozen=True)
class Picture:
    """A raster, mode 1, ones black; `across` and `down` multiply its dots."""

    ink: Image.Image = field(compare=False)
    across: int
    down: int


@dataclass(frozen=True)
class NativeCode:
    """A QR code that the printer draws. Level 48 is L, 49 M, 50 Q, 51 H; a module is so many dots."""

    link: str
    module: int
    level: int


@dataclass(frozen=True)
class PaperCut:
    full: bool


@dataclass(frozen=True)
class Question:
    """A command that wants an answer: `GS r` or `DLE EOT` with its number."""

    name: str
    number: int


Command = Setup | Characters | NewLine | PaperFeed | Picture | NativeCode | PaperCut | Question

_SETUPS = {
    (ESC, 0x40): ("start", 0),
    (FS, 0x26): ("kanji", 0),
    (FS, 0x2E): ("no kanji", 0),
    (GS, 0x21): ("size", 1),
    (GS, 0x42): ("inverse", 1),
    (GS, 0x4C): ("left margin", 2),
    (GS, 0x61): ("automatic status", 1),
    (GS, 0x50): ("motion units", 2),
    (GS, 0x57): ("print width", 2),
    (ESC, 0x33): ("line spacing", 1),
    (ESC, 0x45): ("bold", 1),
    (ESC, 0x61): ("align", 1),
}


def read(job: bytes) -> list[Command]:
    """The job's commands in order."""
    return list(_Reader(job).commands())


class _Reader:
    def __init__(self, job: bytes) -> None:
        self._job = job
        self._at = 0
        self._code = NativeCode(link="", module=3, level=48)
        self._special: dict[tuple[int, int], Callable[[], Command | None]] = {
            (ESC, 0x4A): lambda: PaperFeed(self._number()),
            (GS, 0x72): lambda: Question("GS r", self._number()),
            (DLE, 0x04): lambda: Question("DLE EOT", self._number()),
            (GS, 0x56): self._cut,
            (GS, 0x76): self._raster,
            (GS, 0x28): self._two_dimensional,
        }

    def commands(self) -> Iterator[Command]:
        while self._at < len(self._job):
            command = self._next()
            if command is not None:
                yield command

    def _next(self) -> Command | None:
        first = self._job[self._at]
        if first == 0x0A:
            self._at += 1
            return NewLine()
        if first not in {ESC, FS, GS, DLE}:
            return self._characters()
        key = (first, self._job[self._at + 1] if self._at + 1 < len(self._job) else -1)
        self._at += 2
        if key in _SETUPS:
            name, size = _SETUPS[key]
            return Setup(name, self._number(size))
        if key not in self._special:
            self._refuse(self._at - 2)
        return self._special[key]()

    def _refuse(self, start: int) -> NoReturn:
        raise UnreadableJob(f"byte {start}: {self._job[start : start + 6].hex(' ')} is no command")

    def _take(self, count: int) -> bytes:
        taken = self._job[self._at : self._at + count]
        if len(taken) < count:
            raise UnreadableJob(f"byte {self._at}: {count} bytes should follow, there are {len(taken)}")
        self._at += count
        return taken

    def _number(self, size: int = 1) -> int:
        return int.from_bytes(self._take(size), "little")

    def _characters(self) -> Characters:
        """Two bytes each, or four, or one of ASCII."""
        start = self._at
        while self._at < len(self._job) and self._job[self._at] >= 0x20:
            first = self._job[self._at]
            following = self._job[self._at + 1] if self._at + 1 < len(self._job) else 0
            self._at += 1 if first < 0x80 else 4 if 0x30 <= following <= 0x39 else 2
        if self._at == start:
            self._refuse(start)
        try:
            return Characters(self._job[start : self._at].decode("gb18030"))
        except UnicodeDecodeError as trouble:
            raise UnreadableJob(f"byte {start}: no GB18030 text") from trouble

    def _cut(self) -> PaperCut:
        mode = self._number()
        if mode in {65, 66}:
            self._number()
        return PaperCut(full=mode in {0, 48, 65})

    def _raster(self) -> Picture:
        self._take(1)
        mode, across, down = self._number(), self._number(2), self._number(2)
        ink = Image.frombytes("1", (across * 8, down), self._take(across * down))
        return Picture(ink, across=2 if mode & 1 else 1, down=2 if mode & 2 else 1)

    def _two_dimensional(self) -> NativeCode | None:
        """The parts of a code arrive one by one; only the last one prints it."""
        self._take(1)
        body = self._take(self._number(2))
        function, value = body[1], body[2:]
        if function == 67:
            self._code = replace(self._code, module=value[0])
        elif function == 69:
            self._code = replace(self._code, level=value[0])
        elif function == 80:
            self._code = replace(self._code, link=value[1:].decode())
        elif function == 81:
            return self._code
        return None
