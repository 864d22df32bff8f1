"""The catalogue and what is open: names that do not change come from here, by code."""

from typing import Literal

from pydantic import Field

from .base import Answered, Count, HallState, Moment, Names, Seconds, VisitorClass


class Retirable(Answered):
    """Something that may have left the files while tickets of today still need it: shown, never offered."""

    retiring: bool = False


class CentreFace(Answered):
    """The centre itself."""

    code: str
    names: Names
    time_zone: str
    day_close: str
    languages: list[str]
    voice_languages: dict[str, list[str]]


class HallFace(Answered):
    """A hall; hours as HH:MM in the centre's time zone."""

    code: str
    names: Names
    open: str
    close: str
    lunch: tuple[str, str] | None


class ZoneFace(Answered):
    """A group of windows inside a hall."""

    code: str
    hall: str
    names: Names
    first_window: int
    last_window: int


class DepartmentFace(Answered):
    """The authority that an item belongs to."""

    code: str
    names: Names
    hall: str


class QueueFace(Retirable):
    """A queue; `real_name`: an ID number is needed, `quota_per_half_day`: null where there is none."""

    code: str
    prefix: str
    names: Names
    hall: str
    department: str | None
    kind: str
    avg_service_s: Seconds
    windows: list[int]
    real_name: bool
    quota_per_half_day: Count | None


class ServiceFace(Retirable):
    """An item: what a visitor wants."""

    code: str
    names: Names
    department: str
    queue: str
    channel: str
    avg_service_s: Seconds
    self_service: bool
    online: bool
    cross_town: bool
    immediate: bool
    keywords: list[str]
    materials: list[str]


class WindowFace(Retirable):
    """A window; the first queue is its home queue."""

    number: int
    hall: str
    zone: str
    names: Names
    kind: str
    queues: list[str]


class ScenarioFace(Retirable):
    """One thing, several services: codes of the items in order."""

    code: str
    names: Names
    steps: list[str]


class KioskFace(Answered):
    """A ticket machine."""

    code: str
    hall: str
    area: str
    paper_width_mm: int
    offline_code: str


class ScreenFace(Answered):
    """A screen of a hall or zone."""

    code: str
    hall: str
    area: str
    kind: str
    zone: str | None


class MachineFace(Answered):
    """A self-service machine with its items."""

    code: str
    names: Names
    area: str
    hours: str
    operator: str
    services: list[str]


class FacilityFace(Answered):
    """A place on the hall's map; x and y in metres from the hall's south-west corner."""

    code: str
    names: Names
    hall: str
    floor: int
    x: float
    y: float
    hours: str


class ClassFace(Answered):
    """A visitor class and its head start."""

    code: VisitorClass
    head_start_s: Seconds


class PauseReason(Answered):
    """Why a window may pause."""

    code: str
    names: Names


class MissedRule(Answered):
    """What happens to a ticket that did not come."""

    recalls: Count
    recall_after_s: Seconds
    revive_behind: Count
    revivals: Count


class CatalogueAnswer(Answered):
    """The whole catalogue; with `?since=` its own version: that nothing has changed, and nothing else."""

    version: int
    unchanged: Literal[False] = False
    centre: CentreFace
    halls: list[HallFace]
    zones: list[ZoneFace]
    departments: list[DepartmentFace]
    queues: list[QueueFace]
    services: list[ServiceFace]
    windows: list[WindowFace]
    scenarios: list[ScenarioFace]
    kiosks: list[KioskFace]
    screens: list[ScreenFace]
    machines: list[MachineFace]
    facilities: list[FacilityFace]
    classes: list[ClassFace]
    pause_reasons: list[PauseReason]
    missed: MissedRule
    offline_series: str


class CatalogueUnchanged(Answered):
    """The version that the client has is still the newest."""

    version: int
    unchanged: Literal[True]


class HallOpening(Answered):
    """What a hall is doing now."""

    hall: str
    state: HallState
    notice: Names | None
    evacuation_text: Names | None


class QueueOpening(Answered):
    """Whether a queue gives numbers now, until or from when, and how many are left of the quota."""

    queue: str
    open_now: bool
    issuing: bool
    until: Moment | None
    opens: Moment | None
    on_lunch: bool
    quota_left: Count | None = Field(description="null: no quota.")


class OpeningAnswer(Answered):
    """What is open now; `version` is the catalogue's: a client that has another one fetches it."""

    server_time: Moment
    hall_time: Moment
    speed: float
    version: int
    halls: list[HallOpening]
    queues: list[QueueOpening]
