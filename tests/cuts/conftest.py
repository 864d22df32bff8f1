"""One hall and one cut for each kind of cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cuts.under_one_cut import After, cut, scene
from tests.reporting import report
from tests.servers import RunningHall, running_hall


@pytest.fixture(scope="class")
def hall(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningHall]:
    with running_hall(tmp_path_factory.mktemp("cut"), prepared, LOUDSPEAKERS="0", KIOSKS="0") as hall:
        yield hall


@pytest.fixture(scope="class")
def after(
    request: pytest.FixtureRequest,
    hall: RunningHall,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[After]:
    """Everything after the cut of the test's class."""
    folder = tmp_path_factory.mktemp("pictures")
    with scene(hall, browser, folder) as before:
        found = cut(before, request.cls.kind, request.cls.seconds)
        for name, sight in before.pages.items():
            sight.page.screenshot(path=folder / f"{name}.png")
        rows = [(page, found.said_so_s.get(page, "-"), found.well_again_s[page]) for page in before.pages]
        report(request.cls.__name__, ("page", "says so after s", "well again after s"), rows)
        yield found
