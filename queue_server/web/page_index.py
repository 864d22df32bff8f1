"""The first page: what a visitor came for, then where everything else is."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.boards.halls import state_of
from queue_server.domain.calendar import local
from queue_server.domain.hall import Hall
from queue_server.domain.names import Names, in_language

from .public.now import until_text


@dataclass(frozen=True, slots=True)
class Place:
    """One page's place: its address below the centre, and what it is called."""

    address: str
    names: Names


@dataclass(frozen=True, slots=True)
class HallState:
    """Whether a hall is open, and until when that holds."""

    name: str
    state: str
    until: str


@dataclass(frozen=True, slots=True)
class CentrePages:
    """A centre with the addresses of its pages; `clock` is hall time, `now` its halls at that time."""

    code: str
    names: Names
    clock: str
    now: tuple[HallState, ...]
    halls: tuple[Place, ...]
    zones: tuple[Place, ...]
    windows: tuple[int, ...]


def index_view(hall: Hall, now: datetime, language: str) -> CentrePages:
    """The pages of one centre."""
    catalogue = hall.catalogue
    base = f"/c/{catalogue.centre.code}"
    return CentrePages(
        code=catalogue.centre.code,
        names=catalogue.centre.names,
        clock=f"{local(catalogue, now):%H:%M}",
        now=tuple(_state(hall, code, now, language) for code in catalogue.halls),
        halls=tuple(Place(f"{base}/hall/{h.code}", h.names) for h in catalogue.halls.values()),
        zones=tuple(Place(f"{base}/zone/{z.code}", z.names) for z in catalogue.zones.values()),
        windows=tuple(sorted(catalogue.windows)),
    )


def _state(hall: Hall, code: str, now: datetime, language: str) -> HallState:
    state = state_of(hall.halls[code])
    name = in_language(hall.catalogue.halls[code].names, language)
    return HallState(name, state.value, until_text(hall.catalogue, code, state, now, language))
