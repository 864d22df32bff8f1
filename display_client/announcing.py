"""A call as one sound: the chime, then the sentence in each of the hall's languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from display_client.calls import Call, Form
from display_client.chain import Chain, Said
from display_client.chime import chime, ding
from display_client.phrases import TONGUES, Phrase, phrase
from display_client.quiet import Loudness
from display_client.sound import Sound, hush, joined

AFTER_CHIME_S = 0.15
BETWEEN_S = 0.4


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is played for a call: `again` follows if nobody waits by then; `voices` is who spoke."""

    sound: Sound
    again: Sound | None
    phrases: tuple[Phrase, ...]
    voices: tuple[str, ...]


class Announcer:
    """Makes announcements; `languages` are those of the hall, the most important one first."""

    def __init__(
        self, chain: Chain, languages: Sequence[str], *, volume: float = 1.0, repeat: bool = False
    ) -> None:
        self._chain = chain
        self._volume = volume
        self._repeat = repeat
        self.languages = tuple(languages)

    def compose(self, call: Call, form: Form, loudness: Loudness = Loudness.VOICE) -> Announcement:
        """The sound of a call in the form that the moment allows; without a voice, the chime."""
        phrases = self._phrases(call, form) if loudness is Loudness.VOICE else ()
        said = [self._chain.say(each) for each in phrases]
        spoken = [each.sound for each in said if each.sound is not None]
        first = ding() if form is Form.SHORTEST else chime()
        sentence = joined(spoken, BETWEEN_S)
        again = self._repeat and form is Form.FULL and bool(spoken)
        return Announcement(
            joined([first, hush(AFTER_CHIME_S), sentence]).at_volume(self._volume),
            joined([hush(BETWEEN_S), sentence]).at_volume(self._volume) if again else None,
            phrases,
            _voices(said),
        )

    def _phrases(self, call: Call, form: Form) -> tuple[Phrase, ...]:
        known = [language for language in self.languages if language in TONGUES]
        some = known[:1] if form is Form.SHORTEST else known
        return tuple(phrase(call.number, [call.window], each, recall=call.recall) for each in some)


def _voices(said: Sequence[Said]) -> tuple[str, ...]:
    return tuple(each.voice for each in said)
