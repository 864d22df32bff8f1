"""Where a kiosk without paper sends its visitors: to the nearest other one at which paper comes out."""

from collections.abc import Callable
from math import hypot, inf

from queue_server.actions.papers import kiosk_token
from queue_server.domain.catalogue import Catalogue, Kiosk
from queue_server.domain.devices import CLOCK_WRONG, WELL
from queue_server.domain.hall import Hall

CAN_PRINT = frozenset({WELL, CLOCK_WRONG, "paper_near_end"})

HEARD_WITHIN_S = 15.0
"""Real seconds: a kiosk speaks every four, and one that does not may have lost its power."""


def next_kiosk(hall: Hall, code: str, is_heard: Callable[[str], bool]) -> str | None:
    """The code of the kiosk to go to from one; None where none prints, and from what is no kiosk.

    Nobody is sent into a hall that is evacuated, nor to a kiosk of which nothing was heard lately.
    """
    catalogue = hall.catalogue
    here = catalogue.kiosks.get(code)
    if here is None:
        return None
    able = [
        kiosk
        for kiosk in catalogue.kiosks.values()
        if kiosk is not here and _prints(hall, kiosk) and is_heard(kiosk.code)
    ]
    return min(able, key=lambda there: _way(catalogue, here, there)).code if able else None


def _prints(hall: Hall, kiosk: Kiosk) -> bool:
    if hall.halls[kiosk.hall].evacuated:
        return False
    token = kiosk_token(hall, kiosk.code)
    return token is not None and token.details.get("state") in CAN_PRINT


def _way(catalogue: Catalogue, here: Kiosk, there: Kiosk) -> tuple[bool, float, str]:
    """What makes a way long: another hall, then metres."""
    a, b = catalogue.facilities.get(here.area), catalogue.facilities.get(there.area)
    return there.hall != here.hall, hypot(a.x - b.x, a.y - b.y) if a and b else inf, there.code
