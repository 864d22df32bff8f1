"""Where sound comes out: an ALSA device, a folder that stands in for a loudspeaker, or nowhere.

A player plays one sound and returns when it has ended. It raises NotHeard when nobody can have heard it.
"""

import json
import logging
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from display_client.calls import Call
from display_client.sound import Sound
from ui.wrong import Wrong

APLAY = "aplay"
GRACE_S = 4.0
"""How long after its sound's end a player may still work before it counts as stuck and is killed."""
FILES_KEPT = 40

log = logging.getLogger(__name__)


class NotHeard(Exception):
    """The loudspeaker did not play; the text says why."""


class Player(Protocol):
    """One loudspeaker."""

    def play(self, sound: Sound, call: Call) -> None:
        """Play to the end. Raises NotHeard."""
        ...

    def stop(self) -> None:
        """End what is being played now, and play nothing more."""
        ...


class Alsa:
    """A sound card's device by its ALSA name, played by aplay (package alsa-utils)."""

    def __init__(self, device: str, program: str = APLAY, grace_s: float = GRACE_S) -> None:
        self._device = device
        self._program = program
        self._grace_s = grace_s
        self._playing: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def play(self, sound: Sound, call: Call) -> None:
        """Play; a program that does not end by itself is killed."""
        if self._stopped:
            raise NotHeard("stopped")
        try:
            self._playing = subprocess.Popen(  # noqa: S603  our own words; the sound goes in by its standard input
                [self._program, "-q", "-D", self._device, "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError as problem:
            raise NotHeard(f"{self._program}: {problem}") from problem
        with self._playing as playing:
            _, said = self._until_ended(playing, sound)
        if playing.returncode != 0:
            raise NotHeard(
                said.decode("utf-8", "replace").strip() or f"{self._program}: {playing.returncode}"
            )

    def _until_ended(self, playing: "subprocess.Popen[bytes]", sound: Sound) -> tuple[bytes, bytes]:
        try:
            return playing.communicate(sound.wav(), timeout=sound.seconds + self._grace_s)
        except subprocess.TimeoutExpired as late:
            playing.kill()
            playing.communicate()
            raise NotHeard(f"{self._program} is stuck") from late

    def stop(self) -> None:
        """Kill what plays."""
        self._stopped = True
        if self._playing is not None and self._playing.poll() is None:
            self._playing.kill()


class Folder:
    """A loudspeaker for demonstrations and tests: numbered WAV files, and a line of JSON for each.

    It takes as long as the sound does, divided by `speed`. The newest `kept` files stay.
    """

    def __init__(
        self,
        folder: Path,
        *,
        speed: float = 1.0,
        kept: int = FILES_KEPT,
        wait: Callable[[float], object] | None = None,
    ) -> None:
        self._folder = folder
        self._speed = speed
        self._kept = kept
        self._ended = threading.Event()
        self._wait = wait or self._ended.wait
        folder.mkdir(parents=True, exist_ok=True)
        self._count = max((int(file.stem) for file in self._numbered()), default=0)

    @property
    def lines(self) -> Path:
        """What was played, one line of JSON each."""
        return self._folder / "played.jsonl"

    def play(self, sound: Sound, call: Call) -> None:
        """Write the sound, and take its time."""
        self._count += 1
        name = f"{self._count:05d}.wav"
        try:
            (self._folder / name).write_bytes(sound.wav())
            with self.lines.open("a", encoding="utf-8") as file:
                file.write(json.dumps(_line(name, sound, call), ensure_ascii=False) + "\n")
            if self._count % self._kept == 0:
                self._make_room()
        except OSError as problem:
            raise NotHeard(str(problem)) from problem
        self._wait(sound.seconds / self._speed)

    def stop(self) -> None:
        """Wait no longer."""
        self._ended.set()

    def _numbered(self) -> list[Path]:
        return sorted(file for file in self._folder.glob("*.wav") if file.stem.isdecimal())

    def _make_room(self) -> None:
        for old in self._numbered()[: -self._kept]:
            old.unlink(missing_ok=True)
        newest = self.lines.read_text("utf-8").splitlines(keepends=True)[-self._kept :]
        self.lines.write_text("".join(newest), "utf-8")


def _line(name: str, sound: Sound, call: Call) -> dict[str, Any]:
    return {
        "file": name,
        "seq": call.seq,
        "number": call.number,
        "window": call.window,
        "recall": call.recall,
        "seconds": round(sound.seconds, 2),
        "loudness": round(sound.loudness, 4),
    }


@dataclass(frozen=True, slots=True)
class Address:
    """`alsa:DEVICE`, `folder:PATH` or `none`, as the command line says it."""

    text: str

    def open(self) -> Player | None:
        """The player; None for a screen without a loudspeaker. Raises ValueError, or OSError for a folder."""
        kind, _, rest = self.text.partition(":")
        if kind == "none" and not rest:
            return None
        if kind == "alsa" and rest:
            return Alsa(rest)
        if kind == "folder" and rest:
            return Folder(Path(rest))
        raise Wrong("programs.screen.no_loudspeaker", given=self.text)
