"""The form of a centre's files: which there are, and which columns each has."""

import re
from dataclasses import dataclass
from enum import Enum

POLICY = "policy.toml"
WORKDAYS = tuple(f"weekday_factor_{day}" for day in ("mon", "tue", "wed", "thu", "fri"))
WEEKEND = ("weekday_factor_sat", "weekday_factor_sun")


class Naming(Enum):
    """In which languages a file names its things: none, every one of the centre's, or at least the first."""

    NONE = "none"
    ALL = "all"
    FIRST = "first"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of file: its columns beside the names, the first one being the key."""

    file: str
    columns: tuple[str, ...]
    naming: Naming = Naming.NONE
    required: bool = False
    extra: tuple[str, ...] = ()

    def needed(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that must be there."""
        if self.naming is Naming.NONE:
            return self.columns
        named = languages if self.naming is Naming.ALL else languages[:1]
        return (self.columns[0], *(f"name_{x}" for x in named), *self.columns[1:])

    def allowed(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that may be there as well."""
        more = tuple(f"name_{x}" for x in languages[1:]) if self.naming is Naming.FIRST else ()
        return (*more, *self.extra)


FORMS: dict[str, Form] = {
    form.file: form
    for form in (
        Form("halls.csv", ("code", "open_time", "close_time", "lunch_break"), Naming.ALL, required=True),
        Form("zones.csv", ("code", "hall", "first_window", "last_window"), Naming.ALL, required=True),
        Form("departments.csv", ("code", "hall"), Naming.ALL, required=True),
        Form(
            "queues.csv",
            ("code", "prefix", "hall", "department", "kind", "avg_service_seconds"),
            Naming.ALL,
            required=True,
        ),
        Form(
            "services.csv",
            (
                *("code", "department", "queue", "channel", "avg_service_seconds"),
                *("self_service", "online", "cross_town", "immediate", "keywords", "materials"),
            ),
            Naming.ALL,
            required=True,
        ),
        Form(
            "windows.csv",
            ("number", "hall", "zone", "kind", "queues", "led_address"),
            Naming.FIRST,
            required=True,
        ),
        Form(
            "staff.csv",
            ("employee_no", "department", "window", "skills", "languages"),
            Naming.ONE,
            required=True,
        ),
        Form("scenarios.csv", ("code", "steps"), Naming.ALL, extra=("keywords",)),
        Form("themes.csv", ("code", "hall", "kind", "icon", "departments", "queues"), Naming.ALL),
        Form("facilities.csv", ("code", "hall", "floor", "x", "y", "hours"), Naming.ALL),
        Form("zone_places.csv", ("zone", "x", "y", "width", "depth")),
        Form("kiosks.csv", ("code", "hall", "area", "printer", "paper_width_mm", "offline_code")),
        Form("screens.csv", ("code", "hall", "area", "kind", "zone")),
        Form("devices_self_service.csv", ("code", "area", "hours", "operator", "services"), Naming.FIRST),
        Form(
            "arrivals.csv",
            ("queue", "hour_of_day", "mean_arrivals_per_hour", *WORKDAYS),
            extra=WEEKEND,
        ),
    )
}

CALENDAR = Form("calendar.csv", ("date", "kind", "name"))
CALENDAR_NAME = re.compile(r"calendar(_(?P<year>\d{4}))?\.csv")
"""A calendar per year, `calendar_2026.csv`, or one without a year in its name."""

FILE_ORDER = [POLICY, *FORMS]
"""Files in the order in which a person would put them right."""


def form_of(file: str) -> Form | None:
    """The form that a file of this name has; None for a name that no centre's file has."""
    return CALENDAR if CALENDAR_NAME.fullmatch(file) else FORMS.get(file)
