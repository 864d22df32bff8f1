"""A clip pack: a folder of recorded words with a manifest, joined in memory to whatever is called.

    DIR/cmn/manifest.json    {"language": "cmn", "clips": {"digit.0": {"file": "digit.0.wav", "text": ...}}}
    DIR/cmn/digit.0.wav      any rate, 16 bits

A word that was not recorded is joined from its parts: twenty-one from twenty and one, BB from double and B.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from display_client.phrases import Phrase, Word
from display_client.sound import Sound, Unreadable, joined, read

MANIFEST = "manifest.json"
BETWEEN_S = 0.06

log = logging.getLogger(__name__)


class ClipPack:
    """The clips of every language that has a folder with a manifest."""

    name = "clips"

    def __init__(self, folder: Path) -> None:
        self._clips = {path.parent.name: _clips(path) for path in sorted(folder.glob(f"*/{MANIFEST}"))}

    @property
    def languages(self) -> list[str]:
        """The languages that were recorded."""
        return list(self._clips)

    def say(self, phrase: Phrase) -> bytes | None:
        """The phrase joined from its clips; None when one of them is missing."""
        sounds = list(_sounds(phrase.words, self._clips.get(phrase.language, {})))
        if not sounds or None in sounds:
            return None
        return joined((sound for sound in sounds if sound), BETWEEN_S).wav()


def _sounds(words: Iterable[Word], clips: Mapping[str, Sound]) -> Iterator[Sound | None]:
    for word in words:
        if word.clip in clips or not word.parts:
            yield clips.get(word.clip)
        else:
            yield from _sounds(word.parts, clips)


def _clips(manifest: Path) -> dict[str, Sound]:
    """The clips that a manifest names; what cannot be read is named in the log and counts as not recorded."""
    found: dict[str, Sound] = {}
    try:
        listed = json.loads(manifest.read_text("utf-8"))["clips"]
        for clip, row in listed.items():
            try:
                found[clip] = read((manifest.parent / Path(row["file"]).name).read_bytes()).trimmed()
            except (OSError, Unreadable) as problem:
                log.error("%s: the clip %s cannot be read: %s", manifest, clip, problem)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        log.error("%s is no manifest of a clip pack: %r", manifest, problem)
    return found
