"""The first page: where everything is."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.calendar import local
from queue_server.domain.hall import Hall
from queue_server.domain.names import Names


@dataclass(frozen=True, slots=True)
class Place:
    """One page's place: its address below the centre, and what it is called."""

    address: str
    names: Names


@dataclass(frozen=True, slots=True)
class CentrePages:
    """A centre with the addresses of its pages; `clock` is hall time."""

    code: str
    names: Names
    clock: str
    halls: tuple[Place, ...]
    zones: tuple[Place, ...]
    windows: tuple[int, ...]


def index_view(hall: Hall, now: datetime) -> CentrePages:
    """The pages of one centre."""
    catalogue = hall.catalogue
    base = f"/c/{catalogue.centre.code}"
    return CentrePages(
        code=catalogue.centre.code,
        names=catalogue.centre.names,
        clock=f"{local(catalogue, now):%H:%M}",
        halls=tuple(Place(f"{base}/hall/{h.code}", h.names) for h in catalogue.halls.values()),
        zones=tuple(Place(f"{base}/zone/{z.code}", z.names) for z in catalogue.zones.values()),
        windows=tuple(sorted(catalogue.windows)),
    )
