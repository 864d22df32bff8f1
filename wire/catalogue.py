"""The catalogue and what is open: names that do not change come from here, by code."""

from datetime import date
from typing import Literal

from pydantic import Field

from .base import Answered, Count, HallState, Moment, Names, Seconds, VisitKind, VisitorClass
from .ratings import RatingRules


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


class ZonePlaceFace(Answered):
    """Where a zone is on its hall's map: south-west corner and size in metres, as facilities are."""

    x: float
    y: float
    width: float
    depth: float


class ZoneFace(Answered):
    """A group of windows inside a hall; `place`: null where its place is not known."""

    code: str
    hall: str
    names: Names
    first_window: int
    last_window: int
    place: ZonePlaceFace | None = None


class DepartmentFace(Answered):
    """The authority that an item belongs to."""

    code: str
    names: Names
    hall: str


class ExtendedHours(Answered):
    """Opening on one weekday beyond the hall's own hours: 0 is Monday, HH:MM in the centre's time zone."""

    weekday: int = Field(ge=0, le=6)
    open: str
    close: str


class QueueFace(Retirable):
    """A queue; `real_name`: an ID number is needed, `quota_per_half_day`: null where there is none.

    `wait_target_s`: nobody should wait longer, as the centre promises itself. `bookable`: places can be
    booked ahead; `visit`: where what is booked takes place.
    """

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
    wait_target_s: Seconds = 1200
    bookable: bool = False
    visit: VisitKind = "hall"
    extended: list[ExtendedHours] = Field(default_factory=list)


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
    keywords: list[str] = Field(default_factory=list)


class ThemeFace(Answered):
    """A door of the kiosk's first page (`kind` home) or of the one in large type (`large`)."""

    code: str
    names: Names
    hall: str
    kind: str
    icon: str
    departments: list[str]
    queues: list[str]


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


class Issuing(Answered):
    """When numbers are given within the opening hours."""

    during_lunch: bool = True
    last_ticket_before_close_s: Seconds = 0


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
    themes: list[ThemeFace] = Field(default_factory=list)
    kiosks: list[KioskFace]
    screens: list[ScreenFace]
    machines: list[MachineFace]
    facilities: list[FacilityFace]
    classes: list[ClassFace]
    pause_reasons: list[PauseReason]
    ratings: RatingRules | None = None
    missed: MissedRule
    walking_other_hall_s: Seconds = Field(0, description="How long the way to another hall takes.")
    tickets_at_once: Count = Field(description="How many tickets one touch of a kiosk may take.")
    offline_series: str
    scenario_prefix: str = Field("", description="What the numbers of scenarios begin with.")
    calendar: dict[date, Literal["holiday", "makeup_workday"]] = Field(
        default_factory=dict, description="Dates that are not as their weekday is."
    )
    issuing: Issuing = Field(default_factory=Issuing)
    spelling: dict[str, str] = Field(
        default_factory=dict,
        description="Syllable (pinyin without tones) -> every hanzi of names and keywords read so here.",
    )


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


class MachineOpening(Answered):
    """How a self-service machine is; whether it is open follows from its hours in the catalogue."""

    machine: str
    state: Literal["ok", "out_of_order", "unknown"]


class OpeningAnswer(Answered):
    """What is open now; `version` is the catalogue's: a client that has another one fetches it."""

    server_time: Moment
    hall_time: Moment
    speed: float
    version: int
    halls: list[HallOpening]
    queues: list[QueueOpening]
    machines: list[MachineOpening] = Field(default=[])
