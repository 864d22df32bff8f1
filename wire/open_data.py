"""Open data: the halls now, all items, the opening days. Nothing in it is about a person."""

from datetime import date
from typing import Literal

from pydantic import Field

from .base import Answered, Count, HallState, Moment, Names, Seconds, VisitKind
from .tickets import Wait

DayKind = Literal["open", "closed", "holiday", "makeup_workday", "part"]


class OpenHall(Answered):
    """A hall now; `open_windows` of its `windows` call people."""

    hall: str
    names: Names
    state: HallState
    windows: Count
    open_windows: Count


class OpenQueue(Answered):
    """A queue now."""

    hall: str
    hall_state: HallState
    queue: str
    names: Names
    windows: list[int] = Field(description="By the catalogue; the manager may have changed them for today.")
    issuing: bool = Field(description="Whether a number can be had now.")
    opens: Moment | None = Field(description="When numbers begin again; null while they go on.")
    quota_left: Count | None = Field(description="null: no quota.")
    waiting: Count
    open_windows: Count
    wait: Wait | None = Field(description="For somebody who came now; null: not known.")


class OpenHalls(Answered):
    """Every hall of a centre and every queue in which people wait there, now."""

    centre: str
    hall_time: Moment
    halls: list[OpenHall]
    queues: list[OpenQueue]


class OtherTown(OpenQueue):
    """Another centre that handles an item for people of any town, with the item's queue there now."""

    centre: str
    centre_names: Names
    hall_names: Names
    bookable: bool
    next_day: date | None = Field(description="The first day with free places; null: none, or not bookable.")
    page: str = Field(description="The item's guide there.")
    book: str | None = Field(description="Where it is booked there; null: not bookable.")


class OtherTowns(Answered):
    """Where else an item is handled. Centres that have no hours today and no free place are left out."""

    centre: str
    service: str
    cross_town: bool = Field(description="false: in this town only.")
    centres: list[OtherTown]
    silent: list[str] = Field(description="Centres that did not answer in time: not known.")


class OpenService(Answered):
    """An item with what its guide says; `page` is the guide's address."""

    service: str
    names: Names
    department: str
    department_names: Names
    hall: str
    zone: str | None
    queue: str
    windows: list[int]
    avg_service_s: Seconds
    immediate: bool
    online: bool
    visit: VisitKind = Field(description="home, agent: booked only, no number is given for it.")
    cross_town: bool
    real_name: bool
    machines: list[str]
    materials: list[str] = Field(description="In Chinese; empty: not known.")
    page: str


class OpenServices(Answered):
    """Every item that is to be had, in the hall or by a visit; `version` is the catalogue's."""

    centre: str
    version: Count
    services: list[OpenService]


class OpenDay(Answered):
    """When a hall is open on a day, or a queue longer than its hall; no hours: closed."""

    day: date
    kind: DayKind
    hall: str
    queue: str | None = Field(description="null: the hall.")
    open: str | None = Field(description="HH:MM in the centre's time zone.")
    close: str | None


class OpenDays(Answered):
    """This month and the next. A year without a calendar counts weekdays and weekends only."""

    centre: str
    time_zone: str
    years_with_a_calendar: list[int]
    days: list[OpenDay]
