"""What the stories' visitors come for: one errand for each story, at a window where nobody else waits."""

from dataclasses import dataclass

import httpx

from tests.servers import RunningHall


@dataclass(frozen=True)
class Errand:
    """An item of the catalogue, the letters by which it is found, and where it is done."""

    code: str
    letters: str
    names: dict[str, str]
    window: int
    zone: str
    hall: str


def errand(hall: RunningHall, code: str) -> Errand:
    """What the catalogue says about an item."""
    catalogue = httpx.get(f"{hall.run['api']}/catalogue", timeout=20).raise_for_status().json()
    service = next(row for row in catalogue["services"] if row["code"] == code)
    queue = next(row for row in catalogue["queues"] if row["code"] == service["queue"])
    window = next(row for row in catalogue["windows"] if row["number"] == queue["windows"][0])
    letters = service["keywords"][0].upper()
    return Errand(code, letters, service["names"], window["number"], window["zone"], queue["hall"])
