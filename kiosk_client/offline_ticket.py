"""A ticket of the kiosk's own: as the page shows and the paper says it, with what is unknown left unknown."""

from collections.abc import Iterable
from typing import Any

from kiosk_client.hours import row
from kiosk_client.offline import Errand
from kiosk_client.server import Body
from ui.words import say


def ticket_of(
    catalogue: Body,
    errand: Errand,
    *,
    public_id: str,
    number: str,
    series: str,
    at: str,
    link: str,
    wanted: Body,
) -> dict[str, Any]:
    """The ticket as the server would tell it; `at` is when it was issued, `offline` says who did."""
    queue, language = errand.queue, wanted["language"]
    return {
        "public_id": public_id,
        "number": number,
        "series": series,
        "queue": queue["code"],
        "hall": queue["hall"],
        "zone": _zone(catalogue, queue["windows"]),
        "windows": list(queue["windows"]),
        "state": "waiting",
        "service": errand.service,
        "scenario": errand.scenario,
        "steps": _steps(catalogue, errand),
        "issued_at": at,
        "arrived_at": at,
        "called_at": None,
        "window": None,
        "recalls": 0,
        "missed_rule": missed_rule(catalogue, language),
        "link": link,
        "reprints": 0,
        "visitor_class": wanted.get("visitor_class", "ordinary"),
        "ahead": None,
        "wait": None,
        "offline": True,
    }


def missed_rule(catalogue: Body, language: str) -> str:
    """What happens after a missed call, in the words of every ticket."""
    rule = catalogue["missed"]
    key = "boards.missed_rule" if rule["revivals"] else "boards.missed_rule_final"
    return say(key, language, revivals=rule["revivals"], behind=rule["revive_behind"])


def _steps(catalogue: Body, errand: Errand) -> list[dict[str, Any]]:
    """The steps with the first stop current: consecutive steps of one queue are one stop."""
    if errand.scenario is None:
        return []
    codes = (row(catalogue, "scenarios", errand.scenario) or {})["steps"]
    queues = [queue["code"] for queue in errand.steps]
    first = next((i for i, code in enumerate(queues) if code != queues[0]), len(queues))
    return [
        {
            "service": service,
            "queue": queue["code"],
            "hall": queue["hall"],
            "state": "current" if i < first else "pending",
        }
        for i, (service, queue) in enumerate(zip(codes, errand.steps, strict=True))
    ]


def _zone(catalogue: Body, windows: Iterable[int]) -> str | None:
    first = next(iter(windows), None)
    return next((w["zone"] for w in catalogue["windows"] if w["number"] == first), None)
