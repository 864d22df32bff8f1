"""Sound in memory: one channel, 16 bits, 22,050 samples a second, which is what speech engines give."""

import io
import math
import sys
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

RATE = 22_050
LOUDEST = 32_767
QUIET = 200
"""Samples below this are the hush before and after a word."""
BYTES = 2
SLOWEST = 4000
"""Samples a second; with fewer no word can be understood."""
SHORTEST_S = 0.05
LEAST_LOUD = 0.001


class Unreadable(Exception):
    """These bytes are no WAV file that a loudspeaker here could play."""


@dataclass(frozen=True)
class Sound:
    """Samples from -32,767 to 32,767."""

    samples: "array[int]"

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.samples) / RATE

    @cached_property
    def loudness(self) -> float:
        """The root of the mean square, from 0 for silence to 1."""
        if not self.samples:
            return 0.0
        return math.sqrt(sum(each * each for each in self.samples) / len(self.samples)) / LOUDEST

    def at_volume(self, volume: float) -> "Sound":
        """The same, softer: 1 leaves it as it is, 0 is silence."""
        if volume >= 1:
            return self
        return Sound(array("h", (round(each * max(volume, 0.0)) for each in self.samples)))

    def trimmed(self) -> "Sound":
        """Without the hush before and after."""
        loud = [i for i, each in enumerate(self.samples) if abs(each) > QUIET]
        return Sound(self.samples[loud[0] : loud[-1] + 1]) if loud else Sound(array("h"))

    def wav(self) -> bytes:
        """As a WAV file."""
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(BYTES)
            file.setframerate(RATE)
            file.writeframes(_little(self.samples).tobytes())
        return out.getvalue()


def hush(seconds: float) -> Sound:
    """Silence."""
    return Sound(array("h", bytes(BYTES * round(seconds * RATE))))


def joined(sounds: Iterable[Sound], gap_s: float = 0.0) -> Sound:
    """One after the other, with so much silence between them."""
    whole, pause = array("h"), hush(gap_s).samples
    for i, sound in enumerate(sounds):
        if i:
            whole.extend(pause)
        whole.extend(sound.samples)
    return Sound(whole)


def read(wav: bytes) -> Sound:
    """A WAV file of 16 bits, of any rate and number of channels. Raises Unreadable."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            if (
                file.getsampwidth() != BYTES
                or not 1 <= file.getnchannels() <= 8
                or file.getframerate() < SLOWEST
            ):
                raise Unreadable(f"{8 * file.getsampwidth()} bits, {file.getframerate()} Hz")
            channels, rate = file.getnchannels(), file.getframerate()
            raw = file.readframes(len(wav))
    except (wave.Error, EOFError) as problem:
        raise Unreadable(str(problem)) from problem
    samples = _little(array("h", raw[: len(raw) // BYTES * BYTES]))
    return Sound(_at_our_rate(samples[::channels], rate))


def heard_of(wav: bytes) -> Sound:
    """What is heard of a WAV file. Raises Unreadable for one that nobody would hear."""
    sound = read(wav).trimmed()
    if sound.seconds < SHORTEST_S or sound.loudness < LEAST_LOUD:
        raise Unreadable(f"silence of {sound.seconds:.2f} s")
    return sound


def _at_our_rate(samples: "array[int]", rate: int) -> "array[int]":
    """Straight lines between the samples: good enough for speech, and nothing to install."""
    if rate == RATE or not samples:
        return samples
    step, last = rate / RATE, len(samples) - 1
    out = array("h")
    for i in range(int(len(samples) / step)):
        left, share = divmod(i * step, 1.0)
        at = int(left)
        out.append(round(samples[at] * (1 - share) + samples[min(at + 1, last)] * share))
    return out


def _little(samples: "array[int]") -> "array[int]":
    """WAV files begin with the low byte."""
    if sys.byteorder == "little":
        return samples
    swapped = array("h", samples)
    swapped.byteswap()
    return swapped
