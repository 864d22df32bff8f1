"""Sound in memory: joined, made softer, read whatever its rate."""

import io
import wave
from array import array

import pytest

from display_client.chime import chime, ding
from display_client.sound import RATE, Sound, Unreadable, hush, joined, read
from tests.display.speaking import a_tone


def a_wav(rate: int, channels: int, width: int = 2, frames: int = 8000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(array("h", [5000, -5000] * (frames * channels * width // 4)).tobytes())
    return out.getvalue()


def test_sounds_follow_each_other_with_a_pause() -> None:
    assert joined([a_tone(1.0), a_tone(0.5)], 0.25).seconds == pytest.approx(1.75, abs=0.001)


def test_half_the_volume_is_half_as_loud() -> None:
    tone = a_tone(0.2)
    assert tone.at_volume(0.5).loudness == pytest.approx(tone.loudness / 2, rel=0.01)


def test_the_hush_around_a_word_is_cut_off() -> None:
    around = joined([hush(0.5), a_tone(0.3), hush(0.4)])
    assert around.trimmed().seconds == pytest.approx(0.3, abs=0.001)
    assert Sound(array("h")).trimmed().seconds == 0


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16_000, 1), (RATE, 1), (44_100, 2), (48_000, 2)])
def test_a_file_lasts_as_long_here_as_elsewhere(rate: int, channels: int) -> None:
    sound = read(a_wav(rate, channels, frames=rate // 2))
    assert sound.seconds == pytest.approx(0.5, abs=0.01)
    assert sound.loudness > 0.01


@pytest.mark.parametrize("wav", [b"", b"RIFF", b"no sound at all" * 9, a_wav(16_000, 1, width=1)])
def test_what_is_no_sound_is_said_to_be_none(wav: bytes) -> None:
    with pytest.raises(Unreadable):
        read(wav)


def test_a_sound_survives_its_file() -> None:
    assert read(chime().wav()) == chime()


def test_the_chime_is_heard_and_soon_over() -> None:
    assert (chime().seconds < 1.5, chime().loudness > 0.05) == (True, True)
    assert (ding().seconds <= 0.4, ding().loudness > 0.05) == (True, True)
