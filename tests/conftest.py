"""What all tests share: examples tried by Hypothesis, a real hall and a browser for each file."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.pages.browser import chromium
from tests.servers import RunningHall, running_hall

# A busy machine makes tests slow, not wrong. `make thorough` tries ten thousand.
settings.register_profile(
    "default", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=10_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    """A hall that nobody but this file's tests works in."""
    with running_hall(tmp_path_factory.mktemp("hall")) as hall:
        yield hall


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for this file; Playwright's loop must not outlive it, other files run loops of their own."""
    with chromium() as browser:
        yield browser
