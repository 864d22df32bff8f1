"""What the page gets of the catalogue: what it shows and searches, and nothing that other programs need.

Items travel as columns, because 839 rows say their fields' names 839 times; what to bring is asked for when
an item is opened (`/agent/services/{code}`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kiosk_client.server import Body

NOT_SHOWN = {
    *("services", "windows", "screens", "pause_reasons", "ratings", "missed", "unchanged"),
    *("offline_series", "scenario_prefix", "calendar", "issuing"),
}
COLUMNS = (
    *("code", "department", "queue", "avg_service_s", "self_service", "online", "cross_town", "immediate"),
    *("retiring", "keywords"),
)
WINDOW = ("number", "hall", "zone", "kind", "retiring")


def page_catalogue(catalogue: Body) -> dict[str, Any]:
    """The catalogue as the page reads it (shelf.js)."""
    services = catalogue["services"]
    tongues = dict.fromkeys(tongue for row in services for tongue in row["names"])
    columns = {field: [row.get(field) for row in services] for field in COLUMNS}
    readings = _readings(catalogue.get("spelling") or {})
    columns["keywords"] = [_searched(row, readings) for row in services]
    return {
        **{name: part for name, part in catalogue.items() if name not in NOT_SHOWN},
        "service_columns": columns,
        "service_names": {tongue: [row["names"].get(tongue) for row in services] for tongue in tongues},
        "windows": [{field: row.get(field) for field in WINDOW} for row in catalogue.get("windows", ())],
    }


def materials_of(catalogue: Body, code: str) -> Sequence[str] | None:
    """What to bring for an item; None where there is no such item."""
    return next((row.get("materials", []) for row in catalogue["services"] if row["code"] == code), None)


def _readings(spelling: Mapping[str, str]) -> Mapping[str, str]:
    """Hanzi -> the first letters by which it is typed."""
    letters: dict[str, str] = {}
    for syllable, hanzi in spelling.items():
        for sign in hanzi:
            letters[sign] = letters.get(sign, "") + syllable[0]
    return letters


def _searched(row: Body, readings: Mapping[str, str]) -> list[str]:
    """The keywords, but for first letters of the Chinese name: the search reads those off the name itself."""
    name = row["names"].get("zh", "")
    return [word for word in row.get("keywords", ()) if not _is_initials(word, name, readings)]


def _is_initials(word: str, name: str, readings: Mapping[str, str]) -> bool:
    return len(word) == len(name) and all(a in readings.get(b, "") for a, b in zip(word, name, strict=True))
