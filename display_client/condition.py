"""How a screen is, in a word for the devices' page and a detail for the engineer.

The detail names amounts in steps, for every change of it is a line in the centre's journal.
"""

from collections import deque
from collections.abc import Callable, Sequence

from display_client.chain import CHIME
from display_client.loudspeaker import Heard, Told, Why
from wire.telling import one_line

LATE_FOR_S = 60.0
COUNTED_FOR_S = 600.0
LONGEST_DETAIL = 200
STEPS = (100, 50, 20, 10, 5, 2, 1)

OK, VOICE_LATE, NO_SOUND, NO_VOICE = "ok", "voice_late", "no_sound", "no_voice"
BROWSER_RESTARTING, NO_CALLS = "browser_restarting", "no_calls"


class Condition:
    """Listens to the loudspeaker. Called by several threads; each call is one step."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._too_old: deque[float] = deque(maxlen=STEPS[0])
        self._silent: str | None = None
        self._voices: Sequence[str] = ()
        self.spoken = 0
        self.dropped = 0

    def hear(self, told: Told) -> None:
        """Something happened at the loudspeaker."""
        if told.heard is Heard.ENDS:
            self.spoken += 1
            self._silent = None
        elif told.heard is Heard.BEGINS:
            self._voices = told.voices or self._voices
        else:
            self.dropped += 1
            if told.why is Why.TOO_OLD:
                self._too_old.append(told.at)
            elif told.why is Why.NO_SOUND:
                self._silent = told.detail or "silent"

    def state(self, browser_works: bool = True, hears_calls: bool = True) -> str:
        """The worst of what is the case."""
        if not browser_works:
            return BROWSER_RESTARTING
        return self.loudspeaker if hears_calls else NO_CALLS

    @property
    def loudspeaker(self) -> str:
        """How the loudspeaker and its voices are."""
        if self._silent is not None:
            return NO_SOUND
        if self._too_old and self._now() - self._too_old[-1] < LATE_FOR_S:
            return VOICE_LATE
        return NO_VOICE if CHIME in self._voices else OK

    def detail(self) -> str:
        """What an engineer wants to know of the loudspeaker."""
        count = sum(1 for at in list(self._too_old) if self._now() - at < COUNTED_FOR_S)
        step = next((step for step in STEPS if count >= step), 0)
        parts = [
            f"voice {', '.join(dict.fromkeys(self._voices))}" if self._voices else "",
            f"too old to be spoken in 10 min: {step} or more" if step else "",
            self._silent or "",
        ]
        return one_line("; ".join(part for part in parts if part), LONGEST_DETAIL)
