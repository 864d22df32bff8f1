"""When a loudspeaker keeps quiet, and how quiet it is then."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from ui.wrong import Wrong

HOURS = re.compile(r"(\d{1,2}:\d\d)-(\d{1,2}:\d\d)")


class Loudness(StrEnum):
    """What is heard."""

    VOICE = "voice"
    CHIME = "chime"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Quiet:
    """`always` holds at all times; `within` holds in the quiet hours, which are local times of the centre."""

    hours: tuple[tuple[time, time], ...] = ()
    within: Loudness = Loudness.CHIME
    always: Loudness = Loudness.VOICE

    def at(self, now: datetime) -> Loudness:
        """What may be heard now; the quieter of the two rules."""
        order = list(Loudness)
        in_hours = any(_is_between(now.time().replace(tzinfo=None), *span) for span in self.hours)
        return max(self.always, self.within if in_hours else Loudness.VOICE, key=order.index)


def quiet_hours(texts: Iterable[str]) -> tuple[tuple[time, time], ...]:
    """Spans such as 12:00-14:00; 22:00-07:00 goes over midnight. Raises ValueError."""
    return tuple(_span(text) for text in texts)


def _span(text: str) -> tuple[time, time]:
    found = HOURS.fullmatch(text.strip())
    if not found:
        raise Wrong("programs.screen.no_span", given=text)
    return time.fromisoformat(found[1].zfill(5)), time.fromisoformat(found[2].zfill(5))


def _is_between(now: time, begins: time, ends: time) -> bool:
    return begins <= now < ends if begins <= ends else now >= begins or now < ends
