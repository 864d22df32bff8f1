"""A device's own clock: whether it is wrong, and told so that no swing fills the journal."""

WRONG_S = 120
"""Seconds from which on a clock is called wrong: a ticket issued by it may overtake, or be overtaken."""

RIGHT_AGAIN_S = 60
"""Seconds below which a clock that was wrong is right again."""

MINUTE = 60


def minutes_wrong(ahead_s: float | None, told: int | None) -> int | None:
    """Minutes by which a clock is ahead (negative: behind), None while it is right or nobody knows.

    `told` is what was told before; it stands until the clock is another minute away from it.
    """
    if ahead_s is None or abs(ahead_s) <= (WRONG_S if told is None else RIGHT_AGAIN_S):
        return None
    if told is not None and abs(ahead_s - told * MINUTE) <= MINUTE:
        return told
    return round(ahead_s / MINUTE)
