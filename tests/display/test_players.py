"""Where sound comes out: aplay, with a program in its place, and a folder."""

import json
import time
from pathlib import Path

import pytest

from display_client.players import Address, Alsa, Folder, NotHeard
from display_client.sound import read
from tests.display.speaking import a_call, a_tone

KEEPS = '#!/bin/sh\necho "$@" >"$(dirname "$0")/asked"\ncat >"$(dirname "$0")/heard.wav"\n'
REFUSES = "#!/bin/sh\necho 'no such device' >&2\nexit 1\n"
HANGS = "#!/bin/sh\nexec sleep 60\n"


def aplay(folder: Path, script: str) -> str:
    path = folder / "aplay"
    path.write_text(script)
    path.chmod(0o755)
    return str(path)


def test_a_sound_goes_to_its_device(tmp_path: Path) -> None:
    Alsa("plughw:1,0", aplay(tmp_path, KEEPS)).play(a_tone(0.5), a_call(1))
    assert (tmp_path / "asked").read_text() == "-q -D plughw:1,0 -\n"
    assert read((tmp_path / "heard.wav").read_bytes()) == a_tone(0.5)


def test_a_device_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotHeard, match="no such device"):
        Alsa("hw:9", aplay(tmp_path, REFUSES)).play(a_tone(0.1), a_call(1))
    with pytest.raises(NotHeard, match="gone"):
        Alsa("hw:9", str(tmp_path / "gone")).play(a_tone(0.1), a_call(1))


def test_a_player_that_is_stuck_is_killed(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(NotHeard, match="stuck"):
        Alsa("default", aplay(tmp_path, HANGS), grace_s=0.2).play(a_tone(0.1), a_call(1))
    assert time.monotonic() - began < 10


def test_a_folder_takes_the_time_of_the_sound(tmp_path: Path) -> None:
    waits: list[float] = []
    Folder(tmp_path, wait=waits.append).play(a_tone(1.5), a_call(7, "BB012", 21))
    assert waits == [pytest.approx(1.5, abs=0.001)]
    line = json.loads((tmp_path / "played.jsonl").read_text())
    assert (line["file"], line["seq"], line["number"], line["window"]) == ("00001.wav", 7, "BB012", 21)
    assert read((tmp_path / "00001.wav").read_bytes()) == a_tone(1.5)


def test_a_folder_keeps_the_newest_sounds_and_counts_on_after_a_restart(tmp_path: Path) -> None:
    for _ in range(2):
        folder = Folder(tmp_path, kept=3, wait=lambda seconds: None)
        for seq in range(4):
            folder.play(a_tone(0.01), a_call(seq))
    names = sorted(file.name for file in tmp_path.glob("*.wav"))
    assert (names[-1], len(names) <= 5) == ("00008.wav", True)
    assert len((tmp_path / "played.jsonl").read_text().splitlines()) <= 5


@pytest.mark.parametrize("text", ["", "alsa:", "folder:", "speaker", "none:x"])
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="alsa:DEVICE"):
        Address(text).open()


def test_a_screen_may_have_no_loudspeaker() -> None:
    assert Address("none").open() is None
