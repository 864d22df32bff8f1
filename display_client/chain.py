"""The voices of a loudspeaker in the order of preference: the first that can say a phrase says it."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from display_client.clips import ClipPack
from display_client.espeak import Espeak
from display_client.kept import Kept
from display_client.phrases import Phrase
from display_client.sound import Sound, heard_of
from display_client.voices import Voice, plugged_voices

CHIME = "chime"
REST_S = 30.0
"""A voice that broke is not asked again for so long: the next call must not wait for it too."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase as sound, and who spoke it; without a sound the chime alone has to do."""

    voice: str
    sound: Sound | None


class Chain:
    """Never raises and never asks twice: what nobody can say is left to the chime."""

    def __init__(self, voices: Sequence[Voice], now: Callable[[], float] = time.monotonic) -> None:
        self._voices = tuple(voices)
        self._now = now
        self._rests_until: dict[str, float] = {}

    @property
    def names(self) -> list[str]:
        """The voices in their order, the chime at the end."""
        return [*(voice.name for voice in self._voices), CHIME]

    def say(self, phrase: Phrase) -> Said:
        """The phrase by the first voice that can say it."""
        for voice in self._voices:
            sound = self._asked(voice, phrase)
            if sound is not None:
                return Said(voice.name, sound)
        return Said(CHIME, None)

    def _asked(self, voice: Voice, phrase: Phrase) -> Sound | None:
        if self._now() < self._rests_until.get(voice.name, 0.0):
            return None
        try:
            said = voice.say(phrase)
            return None if said is None else heard_of(said)
        except Exception as problem:  # noqa: BLE001  engines fail in their own ways, and the next one is asked
            log.warning("the voice %s cannot say %r: %r", voice.name, phrase.text, problem)
            self._rests_until[voice.name] = self._now() + REST_S
            return None


def voices_here(clips: Path | None, cache: Path | None) -> Chain:
    """The chain of this machine: clip pack, plug-ins, espeak-ng, and the chime."""
    engines: list[Voice] = [*plugged_voices()]
    espeak = Espeak.found()
    if espeak is not None:
        engines.append(espeak)
    kept: list[Voice] = [Kept(engine, cache) if cache else engine for engine in engines]
    return Chain([ClipPack(clips), *kept] if clips else kept)
