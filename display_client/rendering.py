"""Makes a clip pack: every word that a centre's calls can need, recorded by a voice of this machine."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from display_client.chain import Chain
from display_client.clips import MANIFEST
from display_client.phrases import Phrase, Word
from display_client.vocabulary import vocabulary
from wire.catalogue import CatalogueAnswer


class NobodySpeaks(Exception):
    """No voice here can say this; the text is what should have been said."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One recorded word: its file, and how long it sounds."""

    clip: str
    text: str
    file: str
    seconds: float
    voice: str


def words_of(catalogue: CatalogueAnswer, language: str) -> list[Word]:
    """Every word that the calls of this centre can need. Raises KeyError for an unknown language."""
    prefixes = {queue.prefix for queue in catalogue.queues} | {catalogue.scenario_prefix}
    offline = {
        catalogue.offline_series.format(prefix="", offline_code=kiosk.offline_code)
        for kiosk in catalogue.kiosks
    }
    beginnings = sorted(each for each in prefixes | offline if each)
    return vocabulary(beginnings, [window.number for window in catalogue.windows], language)


def render(chain: Chain, words: Iterable[Word], language: str, folder: Path) -> Iterator[Clip]:
    """Record word after word into `folder/LANGUAGE`, each told when it is done; the manifest comes last.

    Raises NobodySpeaks, or OSError.
    """
    out = folder / language
    out.mkdir(parents=True, exist_ok=True)
    clips: list[Clip] = []
    for word in words:
        clips.append(_recorded(chain, word, language, out))
        yield clips[-1]
    part = out / f"{MANIFEST}.part"
    part.write_text(json.dumps(_manifest(language, clips), ensure_ascii=False, indent=1) + "\n", "utf-8")
    part.replace(out / MANIFEST)


def _recorded(chain: Chain, word: Word, language: str, out: Path) -> Clip:
    said = chain.say(Phrase(language, (word,)))
    if said.sound is None:
        raise NobodySpeaks(word.text)
    sound = said.sound
    name = f"{word.clip}.wav"
    (out / name).write_bytes(sound.wav())
    return Clip(word.clip, word.text, name, round(sound.seconds, 3), said.voice)


def _manifest(language: str, clips: Iterable[Clip]) -> dict[str, Any]:
    rows = {
        clip.clip: {"file": clip.file, "text": clip.text, "seconds": clip.seconds, "voice": clip.voice}
        for clip in clips
    }
    return {"language": language, "clips": rows}
