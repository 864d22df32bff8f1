"""The chain of voices, what they keep, and what plug-ins may add."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from display_client.chain import CHIME, REST_S, Chain
from display_client.clips import ClipPack
from display_client.kept import Kept
from display_client.phrases import Phrase, phrase
from display_client.rendering import render
from display_client.sound import hush, read
from display_client.vocabulary import vocabulary
from display_client.voices import plugged_voices
from tests.display.speaking import Clock, Speaker

CALL = phrase("A012", [7], "cmn")


def test_the_first_voice_that_can_say_it_says_it() -> None:
    chain = Chain([Speaker("clips", languages=("en",)), Speaker("neural"), Speaker("espeak")])
    assert chain.say(CALL).voice == "neural"


def test_a_voice_that_breaks_is_followed_by_the_next_and_rests() -> None:
    broken, clock = Speaker("neural", fails=True), Clock()
    chain = Chain([broken, Speaker("espeak")], clock)
    assert [chain.say(CALL).voice for _ in range(3)] == ["espeak"] * 3
    assert len(broken.said) == 1
    clock.pass_by(REST_S)
    chain.say(CALL)
    assert len(broken.said) == 2


class Mute(Speaker):
    """Answers with silence."""

    def say(self, phrase: Phrase) -> bytes | None:
        return hush(2.0).wav()


def test_silence_counts_as_a_broken_voice() -> None:
    assert Chain([Mute("mute"), Speaker("espeak")]).say(CALL).voice == "espeak"


def test_what_nobody_can_say_is_left_to_the_chime() -> None:
    said = Chain([Speaker(languages=())]).say(CALL)
    assert (said.voice, said.sound) == (CHIME, None)


def test_the_same_phrase_is_asked_for_once_also_after_a_restart(tmp_path: Path) -> None:
    speaker = Speaker()
    for _ in range(2):
        kept = Kept(speaker, tmp_path)
        assert kept.say(CALL) == kept.say(CALL)
    assert len(speaker.said) == 1


def test_two_voices_do_not_share_what_they_said(tmp_path: Path) -> None:
    one, other = Speaker("one", seconds=1), Speaker("other", seconds=2)
    sounds = [read(Kept(voice, tmp_path).say(CALL) or b"").seconds for voice in (one, other)]
    assert sounds == [pytest.approx(1.0, abs=0.01), pytest.approx(2.0, abs=0.01)]


def test_the_least_used_goes_when_the_folder_is_full(tmp_path: Path) -> None:
    speaker = Speaker(seconds=1.0)
    kept = Kept(speaker, tmp_path, limit_bytes=5 * 44_200)
    for window in range(1, 20):
        kept.say(phrase("A001", [window], "cmn"))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 5 * 44_200


def test_a_disk_that_takes_nothing_leaves_the_voice_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert Kept(Speaker(), tmp_path / "file").say(CALL)


@pytest.mark.parametrize("broken", [b"", b"RIFF", b"\0" * 5000, hush(2.0).wav()])
def test_a_kept_sound_that_nobody_can_hear_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    speaker = Speaker()
    chain = Chain([Kept(speaker, tmp_path)])
    chain.say(CALL)
    (file,) = tmp_path.glob("*.wav")
    file.write_bytes(broken)
    assert [chain.say(CALL).voice for _ in range(2)] == ["speaker"] * 2
    assert len(speaker.said) == 2, "once before it broke, and once after"


def test_a_broken_sound_that_cannot_be_put_away_leaves_the_voice_as_it_is(tmp_path: Path) -> None:
    kept = Kept(Speaker(), tmp_path)
    kept.say(CALL)
    (file,) = tmp_path.glob("*.wav")
    file.unlink()
    file.mkdir()
    assert kept.say(CALL)


def test_what_nobody_can_hear_is_not_kept(tmp_path: Path) -> None:
    mute = Mute("mute")
    assert Chain([Kept(mute, tmp_path)]).say(CALL).voice == CHIME
    assert list(tmp_path.iterdir()) == []


def test_a_sound_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    monkeypatch.setattr("os.fsync", lambda _: written.append([file.suffix for file in tmp_path.iterdir()]))
    Kept(Speaker(), tmp_path).say(CALL)
    assert written == [[".part"]]


def a_pack(folder: Path, *, without: str = "") -> ClipPack:
    words = vocabulary(["A", "BB"], range(1, 89), "cmn")
    chain = Chain([Speaker(seconds=0.3)])
    list(render(chain, [word for word in words if word.clip != without], "cmn", folder))
    return ClipPack(folder)


def test_a_pack_joins_whatever_is_called(tmp_path: Path) -> None:
    said = a_pack(tmp_path).say(phrase("BB987", [88], "cmn"))
    assert said is not None
    assert read(said).seconds == pytest.approx(8 * 0.3 + 7 * 0.06, abs=0.05)


def test_a_word_without_a_clip_is_joined_from_its_parts(tmp_path: Path) -> None:
    assert a_pack(tmp_path, without="window.77").say(phrase("A001", [77], "cmn"))


def test_a_pack_that_lacks_a_word_leaves_the_call_to_the_next_voice(tmp_path: Path) -> None:
    pack = a_pack(tmp_path, without="digit.5")
    assert pack.say(phrase("A005", [7], "cmn")) is None
    assert pack.say(phrase("A001", [7], "en")) is None


def test_a_broken_pack_is_a_pack_without_clips(tmp_path: Path) -> None:
    (tmp_path / "cmn").mkdir()
    (tmp_path / "cmn" / "manifest.json").write_text("{")
    assert ClipPack(tmp_path).say(CALL) is None


def a_plug(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, "yimen.voices")


def test_a_plug_in_adds_a_voice_and_a_broken_one_adds_none() -> None:
    entries = [
        a_plug("good", "tests.display.speaking:Speaker"),
        a_plug("gone", "tests.display.nowhere:Voice"),
        a_plug("odd", "tests.display.speaking:Clock"),
    ]
    assert [voice.name for voice in plugged_voices(entries)] == ["speaker"]
