"""All that was read from a centre's files, with the rows it came from, before it is checked as a whole."""

from dataclasses import dataclass
from datetime import date

from queue_server.domain.catalogue import (
    Arrivals,
    Catalogue,
    Centre,
    Clerk,
    DayKind,
    Department,
    Facility,
    HallPlace,
    Kiosk,
    Machine,
    Queue,
    Scenario,
    Screen,
    Service,
    Theme,
    WindowPlace,
    Zone,
    ZonePlace,
)
from queue_server.domain.policy import Policy

from .sheets import Sheet


@dataclass(frozen=True, slots=True)
class Draft:
    """A catalogue in the making; `elsewhere` are the queues of visits at home and of agents."""

    halls: Sheet[str, HallPlace]
    zones: Sheet[str, Zone]
    departments: Sheet[str, Department]
    queues: Sheet[str, Queue]
    services: Sheet[str, Service]
    windows: Sheet[int, WindowPlace]
    staff: Sheet[str, Clerk]
    kiosks: Sheet[str, Kiosk]
    screens: Sheet[str, Screen]
    machines: Sheet[str, Machine]
    scenarios: Sheet[str, Scenario]
    themes: Sheet[str, Theme]
    facilities: Sheet[str, Facility]
    zone_places: Sheet[str, ZonePlace]
    calendar: dict[date, DayKind]
    arrivals: tuple[Arrivals, ...]
    elsewhere: frozenset[str]

    def catalogue(self, version: int, centre: Centre, policy: Policy) -> Catalogue:
        """The finished catalogue."""
        return Catalogue(
            version=version,
            centre=centre,
            policy=policy,
            halls=self.halls.items,
            zones=self.zones.items,
            departments=self.departments.items,
            queues=self.queues.items,
            services=self.services.items,
            windows=self.windows.items,
            staff=self.staff.items,
            kiosks=self.kiosks.items,
            screens=self.screens.items,
            machines=self.machines.items,
            scenarios=self.scenarios.items,
            themes=self.themes.items,
            facilities=self.facilities.items,
            zone_places=self.zone_places.items,
            calendar=self.calendar,
            arrivals=self.arrivals,
        )
