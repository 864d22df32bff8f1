"""Every page is light: below 100 kB when first opened, a kiosk with its whole catalogue."""

import pytest
from playwright.sync_api import Browser

from tests.budgets.weighing import Weight, weigh
from tests.exhaustive import EXHAUSTIVE
from tests.reporting import report
from tests.servers import RunningHall
from tests.stories.playing import Players

pytestmark = [pytest.mark.browser, EXHAUSTIVE]

BUDGET = 100_000
"""Bytes, compressed."""
SIZES = {"kiosk": (1080, 1920), "phone": (390, 844)}
PUBLIC = {
    "halls": "/halls",
    "services": "/services",
    "all services": "/services?all=1",
    "service": "/services/SB-0006",
    "scenario": "/scenarios/esf",
    "calendar": "/calendar",
    "rules": "/rules",
}
USUAL = (1280, 800)


def kilo(size: int) -> str:
    """Bytes as kB."""
    return f"{size / 1000:.1f}"


def addresses(hall: RunningHall) -> dict[str, str]:
    """Every page that run.json knows, and the list of all pages."""
    public_id = Players(hall).take(service="SB-0001")["public_id"]
    places = {"hall": "N", "zone": "N2", "window": 9, "public_id": public_id}
    pages: dict[str, str] = hall.run["pages"]
    base = hall.run["base_url"]
    public = {name: f"{base}{path}" for name, path in PUBLIC.items()}
    return {"index": base} | public | {name: page.format(**places) for name, page in pages.items()}


@pytest.fixture(scope="module")
def weights(hall: RunningHall, browser: Browser) -> dict[str, Weight]:
    found = {
        name: weigh(browser, address, *SIZES.get(name, USUAL)) for name, address in addresses(hall).items()
    }
    rows = [
        (
            name,
            kilo(w.total),
            kilo(w.catalogue),
            kilo(w.heads),
            w.files,
            f"{w.heaviest[0].rsplit('/', 1)[-1]} {kilo(w.heaviest[1])}",
        )
        for name, w in sorted(found.items(), key=lambda row: -row[1].total)
    ]
    report("First load", ("page", "kB", "of it catalogue, kB", "heads, kB", "files", "heaviest, kB"), rows)
    return found


def test_every_page_is_light(weights: dict[str, Weight]) -> None:
    assert {name: weight.total for name, weight in weights.items() if weight.total >= BUDGET} == {}


def test_every_kind_of_page_was_weighed(weights: dict[str, Weight]) -> None:
    assert {"kiosk", "pad", "hall", "zone", "window", "phone", "index", *PUBLIC} <= weights.keys()
