"""What a centre amounts to: counts, and how much of its work the comprehensive windows take."""

from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue

from .places import POOLED

DEDICATED = "dedicated"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a catalogue.

    `pooled_*` are the comprehensive windows' departments, items and windows. `special_*` are the departments
    of the same halls that kept dedicated windows of their own, and their items: together with the pooled
    items they are what the item rate is measured against. Items of other halls lie outside of it.
    """

    halls: int
    zones: int
    departments: int
    queues: int
    services: int
    windows: int
    clerks: int
    scenarios: int
    kiosks: int
    machines: int
    pooled_departments: int
    pooled_services: int
    pooled_windows: int
    special_departments: tuple[str, ...]
    special_services: int

    @property
    def rated_services(self) -> int:
        """The items that the rate is measured against."""
        return self.pooled_services + self.special_services

    @property
    def item_rate(self) -> float | None:
        """Share of the rated items that comprehensive windows take, 0 to 1; None where there are none."""
        return self.pooled_services / self.rated_services if self.rated_services else None


def figures(catalogue: Catalogue) -> Figures:
    """The figures of a catalogue as its files say; what only lingers for today's tickets is not counted."""
    gone = catalogue.retiring
    queues = {code: queue for code, queue in catalogue.queues.items() if code not in gone.queues}
    services = [s for s in catalogue.services.values() if s.code not in gone.services]
    windows = [w for w in catalogue.windows.values() if w.number not in gone.windows]
    pooled = [s for s in services if s.queue in queues and queues[s.queue].kind == POOLED]
    pooled_by = {s.department for s in pooled}
    special = _special_departments(catalogue, pooled_by)
    return Figures(
        halls=len(catalogue.halls),
        zones=len(catalogue.zones),
        departments=len(catalogue.departments),
        queues=len(queues),
        services=len(services),
        windows=len(windows),
        clerks=len(catalogue.staff),
        scenarios=len(catalogue.scenarios),
        kiosks=len(catalogue.kiosks),
        machines=len(catalogue.machines),
        pooled_departments=len(pooled_by),
        pooled_services=len(pooled),
        pooled_windows=sum(w.kind == POOLED for w in windows),
        special_departments=special,
        special_services=sum(s.department in special for s in services),
    )


def _special_departments(catalogue: Catalogue, pooled_by: set[str]) -> tuple[str, ...]:
    """Departments with dedicated queues in a hall of comprehensive windows, and no item at those."""
    halls = {window.hall for window in catalogue.windows.values() if window.kind == POOLED}
    found = {
        queue.department
        for queue in catalogue.queues.values()
        if queue.kind == DEDICATED and queue.hall in halls and queue.department
    }
    return tuple(code for code in catalogue.departments if code in found - pooled_by)
