"""A centre's files become a catalogue, or a list of all that is wrong with them: nothing in between."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from queue_server.domain.catalogue import Catalogue, Centre
from queue_server.domain.policy import Policy

from .draft import Draft
from .forms import CALENDAR, CALENDAR_NAME, FORMS, POLICY, form_of
from .machines import read_kiosks, read_machines, read_screens
from .people import read_arrivals, read_calendar, read_staff
from .places import (
    read_departments,
    read_facilities,
    read_halls,
    read_windows,
    read_zone_places,
    read_zones,
)
from .policy_file import elsewhere_of, languages_of, parse, read_centre, read_policy
from .policy_values import Ground, Value
from .problems import CatalogueErrors, Fault, Problem, Problems, nearest
from .sheets import Source
from .tables import Table, no_table, read_table
from .themes import read_themes
from .toml_places import TomlPlaces
from .whole import check_whole
from .work import read_queues, read_scenarios, read_services


def read(files: Mapping[str, bytes], version: int) -> Catalogue:
    """The catalogue that these files (name -> content) describe.

    Raises CatalogueErrors with every problem of every file.
    """
    problems = Problems()
    _check_names(files, problems)
    document, places = parse(files[POLICY], problems) if POLICY in files else (None, TomlPlaces(""))
    languages = languages_of(document or {}) or _languages_in_tables(files)
    tables = {name: _table(name, files, languages, problems) for name in FORMS}
    calendars = {
        name: read_table(name, content, CALENDAR, languages, problems)
        for name, content in sorted(files.items())
        if CALENDAR_NAME.fullmatch(name)
    }
    source = Source(tables, languages, problems)
    draft = _draft(source, calendars, elsewhere_of(document or {}))
    check_whole(draft)
    ground = Ground(places, tables, languages, problems)
    ruled = _centre_and_policy(document, ground, draft) if document is not None else None
    if problems or ruled is None:
        raise CatalogueErrors(list(problems))
    return draft.catalogue(version, *ruled)


def _check_names(files: Mapping[str, bytes], problems: Problems) -> None:
    missing = [n for n in (POLICY, *FORMS) if n not in files and (n == POLICY or FORMS[n].required)]
    known = [POLICY, *FORMS]
    for name in sorted(files):
        if name != POLICY and form_of(name) is None:
            near = nearest(name, [n for n in known if n not in files])
            problems.add(Problem(name, 0, 0, "", Fault.UNKNOWN_FILE, {"name": name}, near))
            missing = [n for n in missing if n != near]
    for name in missing:
        problems.add(Problem(name, 0, 0, "", Fault.MISSING_FILE, {"name": name}))


def _languages_in_tables(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The languages in which clerks (the first one) and halls (all) are named, if the policy does not say."""
    found: list[str] = []
    for file in ("staff.csv", "halls.csv"):
        header = files.get(file, b"").partition(b"\n")[0].decode("utf-8", "replace")
        cells = [cell.strip() for cell in header.split(",")]
        found += [cell.removeprefix("name_") for cell in cells if cell.startswith("name_")]
    return tuple(dict.fromkeys(found)) or ("zh",)


def _table(name: str, files: Mapping[str, bytes], languages: tuple[str, ...], problems: Problems) -> Table:
    if name not in files:
        return no_table(name)
    return read_table(name, files[name], FORMS[name], languages, problems)


def _draft(source: Source, calendars: Mapping[str, Table], elsewhere: frozenset[str]) -> Draft:
    return Draft(
        halls=read_halls(source),
        zones=read_zones(source),
        departments=read_departments(source),
        queues=read_queues(source),
        services=read_services(source),
        windows=read_windows(source),
        staff=read_staff(source),
        kiosks=read_kiosks(source),
        screens=read_screens(source),
        machines=read_machines(source),
        scenarios=read_scenarios(source),
        themes=read_themes(source),
        facilities=read_facilities(source),
        zone_places=read_zone_places(source),
        calendar=read_calendar(source, calendars),
        arrivals=read_arrivals(source),
        elsewhere=elsewhere,
    )


def _centre_and_policy(document: Mapping[str, Any], ground: Ground, draft: Draft) -> tuple[Centre, Policy]:
    centre, policy = read_centre(document, ground), read_policy(document, ground)
    _day_closes_after_the_halls(centre, policy, ground, draft)
    _strict_queues_are_at_their_windows(policy, ground, draft)
    return centre, policy


def _day_closes_after_the_halls(centre: Centre, policy: Policy, ground: Ground, draft: Draft) -> None:
    ends: list[time] = [hall.close for hall, row in draft.halls.pairs() if row.sound("close_time")]
    ends += [span.close for queue in policy.queues.values() for span in queue.extended]
    value = Value(("centre", "day_close"), None, ground)
    last = max(ends, default=time(0))
    if value.sound() and centre.day_close <= last:
        value.note(Fault.DAY_CLOSE_TOO_EARLY, value=f"{centre.day_close:%H:%M}", last=f"{last:%H:%M}")


def _strict_queues_are_at_their_windows(policy: Policy, ground: Ground, draft: Draft) -> None:
    value = Value(("window", "strict_queues"), None, ground)
    for queue, number in sorted(policy.strict_queues) if value.sound() else ():
        window = draft.windows.items.get(number)
        if window and queue not in window.queues and draft.windows.rows[number].sound("queues"):
            value.note(Fault.STRICT_ELSEWHERE, queue=queue, window=number)
