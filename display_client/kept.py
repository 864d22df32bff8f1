"""What voices have said before, kept as WAV files by voice, language and text; the least used go first."""

import contextlib
import hashlib
import logging
import os
from pathlib import Path

from display_client.phrases import Phrase
from display_client.sound import Unreadable, heard_of
from display_client.voices import Voice

LIMIT_BYTES = 200 * 1024 * 1024
"""A thousand hours of calls need less: a phrase of three seconds takes 130 kB."""

log = logging.getLogger(__name__)


class Kept:
    """A voice with a memory on disk. A disk that is full or broken makes it slower, never silent.

    A file that cannot be heard, as a power cut leaves it, is made anew.
    """

    def __init__(self, voice: Voice, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._voice = voice
        self._folder = folder
        self._limit = limit_bytes
        self._bytes: int | None = None

    @property
    def name(self) -> str:
        """The voice's own name."""
        return self._voice.name

    def say(self, phrase: Phrase) -> bytes | None:
        """What was kept and can be heard, else what the voice says now."""
        path = self._path(phrase)
        with contextlib.suppress(OSError):
            kept = path.read_bytes()
            if _is_heard(kept):
                os.utime(path)
                return kept
            log.warning("%s cannot be heard and is made anew", path)
            path.unlink()
        said = self._voice.say(phrase)
        if said is not None and _is_heard(said):
            with contextlib.suppress(OSError):
                self._keep(path, said)
        return said

    def _path(self, phrase: Phrase) -> Path:
        key = "\n".join((self._voice.name, phrase.language, phrase.text))
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.wav"

    def _keep(self, path: Path, said: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(said)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        if self._bytes is None:
            self._bytes = sum(file.stat().st_size for file in self._folder.glob("*.wav"))
        else:
            self._bytes += len(said)
        if self._bytes > self._limit:
            self._make_room()

    def _make_room(self) -> None:
        """Down to nine tenths of the limit, so that not every new sound has to look through the folder."""
        sounds = ((file.stat(), file) for file in self._folder.glob("*.wav"))
        files = sorted((stat.st_mtime_ns, stat.st_size, file) for stat, file in sounds)
        left = sum(size for _, size, _ in files)
        for _, size, file in files:
            if left <= self._limit * 0.9:
                break
            file.unlink(missing_ok=True)
            left -= size
        self._bytes = left


def _is_heard(wav: bytes) -> bool:
    try:
        heard_of(wav)
    except Unreadable:
        return False
    return True
