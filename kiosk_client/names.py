"""What the codes of the catalogue are called on paper."""

from typing import Any

from kiosk_client.server import Body
from printer.wire_ticket import Names
from ui.words import say


def names_of(catalogue: Body | None, language: str) -> Names:
    """What the codes on a ticket are called; without a catalogue they stand for themselves."""
    if catalogue is None:
        return Names()
    return Names(
        centre=catalogue["centre"]["names"],
        halls=_names(catalogue["halls"]),
        zones=_names(catalogue["zones"]),
        queues=_names(catalogue["queues"]),
        services=_names(catalogue["services"]),
        scenarios=_names(catalogue["scenarios"]),
        classes={
            row["code"]: {language: say(f"kiosk.class.{row['code']}", language)}
            for row in catalogue["classes"]
            if row["code"] != "ordinary"
        },
        materials={row["code"]: row["materials"] for row in catalogue["services"]},
        time_zone=catalogue["centre"]["time_zone"],
    )


def _names(rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    return {row["code"]: row["names"] for row in rows}
