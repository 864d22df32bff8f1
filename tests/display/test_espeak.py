"""espeak-ng itself: calls in three languages are sound, and as long as they should be."""

import io
import json
import shutil
import wave
from pathlib import Path

import pytest
from click.testing import CliRunner

from display_client.chain import voices_here
from display_client.clips import ClipPack
from display_client.espeak import Espeak
from display_client.phrases import TONGUES, phrase
from display_client.sound import read
from display_client.voice_cli import voice_command

CATALOGUE = Path(__file__).parents[1] / "wire" / "catalogue.json"
BROKEN = "#!/bin/sh\nexit 1\n"


def the_program() -> Espeak:
    found = Espeak.found()
    assert found, "espeak-ng is missing: run `tools/system.sh voice`"
    return found


@pytest.mark.parametrize("language", TONGUES)
def test_a_call_is_sound_of_a_sensible_length(language: str) -> None:
    wav = the_program().say(phrase("A012", [7], language)) or b""
    with wave.open(io.BytesIO(wav)) as file:
        assert 1.5 < file.getnframes() / file.getframerate() < 6
    assert read(wav).loudness > 0.03


@pytest.mark.parametrize("language", TONGUES)
def test_each_number_sounds_different(language: str) -> None:
    numbers = ("A012", "A021", "B012", "BB012", "P012", "PS012")
    assert len({the_program().say(phrase(number, [7], language)) for number in numbers}) == len(numbers)


def test_mandarin_and_cantonese_are_two_voices() -> None:
    said = {the_program().say(phrase("A002", [7], language)) for language in ("cmn", "yue")}
    assert len(said) == 2


def test_a_program_that_fails_leaves_the_call_to_the_chime(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(BROKEN)
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    assert voices_here(None, None).say(phrase("A012", [7], "cmn")).voice == "chime"


def yimen_voice(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(voice_command, words, env={"LANG": "en_GB.UTF-8"})
    return done.exit_code, done.output


def test_a_clip_pack_of_a_centre_speaks_without_an_engine(tmp_path: Path) -> None:
    words = ("render", "--catalogue", str(CATALOGUE), "--out", str(tmp_path), "--language", "cmn")
    status, said = yimen_voice(*words)
    assert (status, "100%" in said) == (0, True)
    manifest = json.loads((tmp_path / "cmn" / "manifest.json").read_text("utf-8"))
    assert {"digit.0", "letter.A", "count.1", "call.1", "dash"} <= manifest["clips"].keys()
    call = ClipPack(tmp_path).say(phrase("A012", [1], "cmn"))
    assert call is not None
    assert (2 < read(call).seconds < 6, read(call).loudness > 0.03) == (True, True)


def test_a_call_can_be_tried(tmp_path: Path) -> None:
    out = tmp_path / "x.wav"
    status, said = yimen_voice("say", "A012", "7", "--language", "yue", "--out", str(out))
    assert (status, "espeak-ng" in said) == (0, True)
    assert read(out.read_bytes()).seconds > 1.5


def test_a_language_without_words_is_named_with_those_that_have_some(tmp_path: Path) -> None:
    status, said = yimen_voice("say", "A012", "7", "--language", "pt", "--out", str(tmp_path / "x.wav"))
    assert (status, "cmn, yue, en" in said) == (1, True)


def test_a_pack_needs_a_centre(tmp_path: Path) -> None:
    status, said = yimen_voice("render", "--out", str(tmp_path))
    assert (status, "--catalogue" in said) == (1, True)
