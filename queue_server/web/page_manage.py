"""The desks of manager and administrator, and the door that leads every role to its desk."""

from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from ui.words import languages, say

from .page_kinds import Screen
from .page_names import named, queues_named
from .page_screens import names_of_window
from .spelling import spelling_of


def manage_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The manager's desk: every place by name; figures and persons come with the boards of staff."""
    catalogue = hall.catalogue
    return {
        "title": say("manage.title", language),
        "centre_name": in_language(catalogue.centre.names, language),
        "languages": [code for code in catalogue.centre.languages if code in languages()],
        "halls": [{"code": h.code, "name": in_language(h.names, language)} for h in catalogue.halls.values()],
        "zones": [
            {"code": z.code, "hall": z.hall, "name": in_language(z.names, language)}
            for z in catalogue.zones.values()
        ],
        "windows": {
            number: {
                "hall": place.hall,
                "zone": place.zone,
                "name": names_of_window(catalogue, place).get(language, ""),
                "queues": list(place.queues),
            }
            for number, place in sorted(catalogue.windows.items())
        },
        "queues": queues_named(catalogue, catalogue.hall_queues),
        "spelling": spelling_of(tuple(n for q in catalogue.hall_queues.values() for n in q.names.values())),
        "reasons": {
            code: in_language(names, language) for code, names in catalogue.policy.pause_reasons.items()
        },
    }


def devices_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The devices' page: halls and machines by name; everything else comes with the board of devices."""
    catalogue = hall.catalogue
    return {
        "title": say("devices.watch.title", language),
        "centre_name": in_language(catalogue.centre.names, language),
        "halls": [{"code": h.code, "name": in_language(h.names, language)} for h in catalogue.halls.values()],
        "machines": named(catalogue.machines.items(), language),
    }


def bookings_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The bookings of a day: items, queues and halls by name; the bookings themselves come from the API."""
    catalogue = hall.catalogue
    return {
        "title": say("manage.book.title", language),
        "centre_name": in_language(catalogue.centre.names, language),
        "halls": named(catalogue.halls.items(), language),
        "queues": queues_named(catalogue, catalogue.queues),
        "services": named(catalogue.services.items(), language),
    }


def admin_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The administrator's desk: the kiosks that may be enrolled."""
    catalogue = hall.catalogue
    return {
        "title": say("admin.title", language),
        "centre_name": in_language(catalogue.centre.names, language),
        "halls": named(catalogue.halls.items(), language),
        "kiosks": [{"code": k.code, "hall": k.hall} for k in catalogue.kiosks.values()],
    }


def staff_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The door of all staff."""
    return {
        "title": say("staff.staff.title", language),
        "centre_name": in_language(hall.catalogue.centre.names, language),
    }


MANAGE = Screen(
    "manage",
    manage_data,
    keyed=False,
    words=("pages", "staff", "devices", "manage"),
    shares=("/static/staff/staff.css",),
    style="/static/manage/manage.css",
    body="manage-body",
    frame="manage",
)
DEVICES = Screen(
    "manage/devices",
    devices_data,
    keyed=False,
    words=("pages", "staff", "devices", "manage"),
    shares=("/static/staff/staff.css",),
    style="/static/manage/devices/devices.css",
    body="watch-body",
    frame="watch-page",
)
BOOKINGS = Screen(
    "manage/bookings",
    bookings_data,
    keyed=False,
    words=("pages", "staff", "devices", "manage"),
    shares=("/static/staff/staff.css",),
    style="/static/manage/bookings/bookings.css",
    body="bookings-body",
    frame="bookings-page",
)
ADMIN = Screen(
    "admin",
    admin_data,
    keyed=False,
    words=("pages", "staff", "devices", "admin"),
    shares=("/static/staff/staff.css",),
    style="/static/admin/admin.css",
    body="admin-body",
    frame="admin",
)
STAFF = Screen(
    "staff",
    staff_data,
    keyed=False,
    words=("staff",),
    style="/static/staff/staff.css",
    body="staff-body",
    frame="staff",
)
