"""The sound before a call: two struck notes, the second lower, as on pages (ui/browser/chime_model.js)."""

import math
from array import array
from functools import cache

from display_client.sound import LOUDEST, RATE, Sound

HIGH, LOW = 659.25, 523.25
PARTIALS = ((1, 1.0), (2, 0.28), (3, 0.08))
GAIN = 0.3
ATTACK_S = 0.012
SECOND_AT_S = 0.42


@cache
def chime() -> Sound:
    """Both notes: somebody is called after a silence."""
    return _struck(((HIGH, 0.0, 0.9), (LOW, SECOND_AT_S, 1.0)))


@cache
def ding() -> Sound:
    """The first note alone: one more is called, others still wait for their turn."""
    return _struck(((HIGH, 0.0, 0.4),))


def _struck(notes: tuple[tuple[float, float, float], ...]) -> Sound:
    """Notes as (hertz, second at which it is struck, seconds that it lasts)."""
    count = round(max(at + lasts for _, at, lasts in notes) * RATE)
    samples = [0.0] * count
    for hertz, at, lasts in notes:
        first = round(at * RATE)
        for i in range(round(lasts * RATE)):
            seconds = i / RATE
            fading = min(1.0, seconds / ATTACK_S) * math.exp(-5.0 * seconds / lasts)
            tone = sum(share * math.sin(2 * math.pi * hertz * n * seconds) for n, share in PARTIALS)
            samples[first + i] += GAIN * fading * tone
    return Sound(array("h", (round(LOUDEST * max(-1.0, min(1.0, each))) for each in samples)))
