"""A printer that prints into a folder: each job as its bytes and as the picture they give.

`0007-B012.bin` and `0007-B012.png` are the seventh job, ticket B012. It answers as a real one does.
"""

import logging
import re
from dataclasses import dataclass
from pathlib import Path

from printer.fonts import Typeface
from printer.lines import Paper
from printer.reading import Question, read
from printer.render import render
from printer.transports import BrokenOff, NotReached

_log = logging.getLogger(__name__)

KEEP = 1000
"""Jobs kept in the folder; a hall that runs for weeks shall not fill its disk."""
_PAPER_FINE = b"\x00"
_STATUS_FINE = b"\x12"
_DLE_EOT = b"\x10\x04"
_JOB = re.compile(r"(\d{4,})-.*\.(bin|png)")
_UNSAFE = re.compile(r"[^0-9A-Za-z-]+")


@dataclass(frozen=True)
class VirtualPrinter:
    """A transport like the others, whose far end is a folder."""

    folder: Path
    paper: Paper
    typeface: Typeface
    keep: int = KEEP
    answers: bool = True
    lasts: bool = False

    def open(self, label: str) -> "_VirtualJob":
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise NotReached(f"{self.folder}: {trouble.strerror}") from trouble
        return _VirtualJob(self, label)

    def finish(self, job: bytes, label: str) -> None:
        """Files the job. The picture appears last and whole: whoever sees it may read both."""
        number = max(self._numbers(), default=0) + 1
        name = f"{number:04d}-{_UNSAFE.sub('-', label).strip('-') or 'job'}"
        (self.folder / f"{name}.bin").write_bytes(job)
        unfinished = self.folder / f"{name}.part"
        render(job, self.paper, self.typeface).picture.save(unfinished, format="PNG", compress_level=1)
        unfinished.rename(self.folder / f"{name}.png")
        self._forget_before(number - self.keep)

    def _numbers(self) -> list[int]:
        found = (_JOB.fullmatch(path.name) for path in self.folder.iterdir())
        return [int(match[1]) for match in found if match]

    def _forget_before(self, number: int) -> None:
        for path in self.folder.iterdir():
            match = _JOB.fullmatch(path.name)
            if match and int(match[1]) <= number:
                path.unlink(missing_ok=True)


class _VirtualJob:
    """Collects what is sent; the paper is there when the last question is answered, or at the close."""

    def __init__(self, printer: VirtualPrinter, label: str) -> None:
        self._printer = printer
        self._label = label
        self._job = b""
        self._answered = 0
        self._asked = 0
        self._filed = 0

    def send(self, data: bytes) -> None:
        """Questions about its state come by themselves, and are no part of what is printed."""
        if data.startswith(_DLE_EOT):
            self._asked += len(data) // 3
        else:
            self._job += data

    def receive(self, timeout_s: float) -> bytes:
        asked, self._asked = self._asked, 0
        if asked:
            return _STATUS_FINE * asked
        questions = [command for command in read(self._job) if isinstance(command, Question)]
        fresh, self._answered = questions[self._answered :], len(questions)
        if any(question.name == "GS r" for question in fresh):
            self._file()
        return b"".join(map(_answer, fresh))

    def close(self) -> None:
        try:
            self._file()
        except BrokenOff as trouble:
            _log.warning("virtual printer: job %s is lost: %s", self._label, trouble)

    def _file(self) -> None:
        if len(self._job) > self._filed:
            self._filed = len(self._job)
            try:
                self._printer.finish(self._job, self._label)
            except OSError as trouble:
                raise BrokenOff(f"{self._printer.folder}: {trouble.strerror}") from trouble


def _answer(question: Question) -> bytes:
    return _PAPER_FINE if question.name == "GS r" else _STATUS_FINE
