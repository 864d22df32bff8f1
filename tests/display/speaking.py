"""Voices, players and calls that stand in for real ones."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from display_client.calls import Call
from display_client.phrases import Phrase
from display_client.players import NotHeard
from display_client.sound import RATE, Sound


def a_tone(seconds: float, loud: int = 8000) -> Sound:
    """Something that is heard."""
    return Sound(array("h", [loud, -loud] * round(seconds * RATE / 2)))


def a_call(seq: int, number: str = "A012", window: int = 7, at: float = 0.0, *, recall: bool = False) -> Call:
    """A call of some second."""
    return Call(seq, number, window, recall, at)


@dataclass
class Speaker:
    """A voice that takes so long for each phrase, or fails."""

    name: str = "speaker"
    seconds: float = 2.0
    languages: tuple[str, ...] = ("cmn", "yue", "en")
    fails: bool = False
    said: list[str] = field(default_factory=list)

    def say(self, phrase: Phrase) -> bytes | None:
        self.said.append(phrase.text)
        if self.fails:
            raise OSError("the engine broke")
        return a_tone(self.seconds).wav() if phrase.language in self.languages else None


@dataclass
class Clock:
    """Time that somebody moves."""

    second: float = 1000.0

    def __call__(self) -> float:
        return self.second

    def pass_by(self, seconds: float) -> None:
        self.second += seconds


@dataclass
class Listening:
    """A loudspeaker that takes its time on a clock, and notices when two sounds overlap."""

    wait: Callable[[float], object]
    broken: bool = False
    playing: int = 0
    most_at_once: int = 0
    played: list[tuple[int, float]] = field(default_factory=list)

    def play(self, sound: Sound, call: Call) -> None:
        if self.broken:
            raise NotHeard("no such device")
        self.playing += 1
        self.most_at_once = max(self.most_at_once, self.playing)
        self.wait(sound.seconds)
        self.played.append((call.seq, sound.seconds))
        self.playing -= 1

    def stop(self) -> None:
        self.wait = lambda seconds: None
