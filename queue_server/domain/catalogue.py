"""The catalogue: what a centre is made of, as one immutable value read from its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from .names import Names
from .policy import Policy, VisitKind


class DayKind(StrEnum):
    """How a date differs from its weekday."""

    HOLIDAY = "holiday"
    MAKEUP_WORKDAY = "makeup_workday"


@dataclass(frozen=True, slots=True)
class Centre:
    """One organisation with its halls, calendar and time zone."""

    code: str
    names: Names
    zone: ZoneInfo
    day_close: time
    languages: tuple[str, ...]
    voice_languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HallPlace:
    """A hall's name and hours; `lunch` is None where nobody breaks."""

    code: str
    names: Names
    open: time
    close: time
    lunch: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """A group of windows inside a hall."""

    code: str
    hall: str
    names: Names
    first_window: int
    last_window: int


@dataclass(frozen=True, slots=True)
class ZonePlace:
    """Where a zone is on the hall's map: its south-west corner and its size, in metres as facilities are."""

    zone: str
    x: float
    y: float
    width: float
    depth: float


@dataclass(frozen=True, slots=True)
class Department:
    """The authority that an item belongs to."""

    code: str
    names: Names
    hall: str


@dataclass(frozen=True, slots=True)
class Queue:
    """People waiting for the same kind of service; numbers carry `prefix`."""

    code: str
    prefix: str
    names: Names
    hall: str
    department: str | None
    kind: str
    avg_service_s: int


@dataclass(frozen=True, slots=True)
class Service:
    """An item: what a visitor wants."""

    code: str
    names: Names
    department: str
    queue: str
    channel: str
    avg_service_s: int
    self_service: bool
    online: bool
    cross_town: bool
    immediate: bool
    keywords: tuple[str, ...]
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """A numbered place where a clerk serves; the first queue is its home queue."""

    number: int
    hall: str
    zone: str
    names: Names
    kind: str
    queues: tuple[str, ...]
    led_address: int


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who serves; `skills` are queue codes, `window` the usual place or None for relief staff."""

    employee_no: str
    name: str
    department: str
    window: int | None
    skills: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A ticket machine; `offline_code` names its own series while the server is away."""

    code: str
    hall: str
    area: str
    printer: str
    paper_width_mm: int
    offline_code: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A hall board, a zone board or a window's PAD."""

    code: str
    hall: str
    area: str
    kind: str
    zone: str | None


@dataclass(frozen=True, slots=True)
class Machine:
    """A self-service machine with its items and hours."""

    code: str
    names: Names
    area: str
    hours: str
    operator: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing, several services: codes of the items in order."""

    code: str
    names: Names
    steps: tuple[str, ...]
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A door of the kiosk's first page: departments, or queues, by the name of what people come for.

    `kind`: "home" for the first page, "large" for the one in large type. `icon` names one of the
    pages' own pictures.
    """

    code: str
    names: Names
    hall: str
    kind: str
    icon: str
    departments: tuple[str, ...]
    queues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facility:
    """A place on the hall's map; x and y in metres from the hall's south-west corner."""

    code: str
    names: Names
    hall: str
    floor: int
    x: float
    y: float
    hours: str

    @property
    def is_entrance(self) -> bool:
        """Whether people come in here: the code of a hall's main entrance is `ENT`, or ends in `-ENT`."""
        return self.code.split("-")[-1] == "ENT"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Mean tickets of one queue in one hour of an average weekday; factors Monday to Friday, or to Sunday."""

    queue: str
    hour: int
    mean: float
    weekday_factors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Retiring:
    """What left the files while tickets of today still need it: served as before, never issued anew."""

    queues: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    windows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that a centre is made of; `version` grows with each import."""

    version: int
    centre: Centre
    policy: Policy
    halls: Mapping[str, HallPlace]
    zones: Mapping[str, Zone]
    departments: Mapping[str, Department]
    queues: Mapping[str, Queue]
    services: Mapping[str, Service]
    windows: Mapping[int, WindowPlace]
    staff: Mapping[str, Clerk]
    kiosks: Mapping[str, Kiosk] = field(default_factory=dict)
    screens: Mapping[str, Screen] = field(default_factory=dict)
    machines: Mapping[str, Machine] = field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    themes: Mapping[str, Theme] = field(default_factory=dict)
    facilities: Mapping[str, Facility] = field(default_factory=dict)
    zone_places: Mapping[str, ZonePlace] = field(default_factory=dict)
    calendar: Mapping[date, DayKind] = field(default_factory=dict)
    arrivals: tuple[Arrivals, ...] = ()
    retiring: Retiring = Retiring()

    def windows_of(self, queue: str) -> tuple[int, ...]:
        """Numbers of the windows that the catalogue gives to a queue, ascending."""
        return tuple(n for n, place in sorted(self.windows.items()) if queue in place.queues)

    def gives_numbers(self, queue: str) -> bool:
        """Whether people wait for it in the hall; visits at home and agents are booked alone."""
        own = self.policy.queues.get(queue)
        return own is None or own.visit is VisitKind.HALL

    @property
    def hall_queues(self) -> dict[str, Queue]:
        """The queues in which people wait in the hall."""
        return {code: queue for code, queue in self.queues.items() if self.gives_numbers(code)}

    def is_cross_town(self, service: str) -> bool:
        """Whether people of any town can come for an item; for a visit at home or an agent nobody comes."""
        item = self.services.get(service)
        return item is not None and item.cross_town and self.gives_numbers(item.queue)

    def offers(self, service: str) -> bool:
        """Whether an item is to be had; not one that lives on for today's tickets only."""
        return service in self.services and service not in self.retiring.services
