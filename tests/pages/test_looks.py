"""Every page in its main states: nothing is too small, too pale, cut off or out of the keyboard's reach."""

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as TookTooLong

from tests.exhaustive import also
from tests.pages.looks import findings
from tests.pages.stage import Stage
from tests.pages.walks import WALKS
from tests.servers import RunningHall

DAILY = {"kiosk", "elder", "pad", "phone", "hall", "public"}
"""What citizens and clerks see most; the others are for the long run."""

pytestmark = [pytest.mark.browser, pytest.mark.kiosks(1)]


@pytest.mark.parametrize("language", ["zh", also("en")])
@pytest.mark.parametrize("name", [name if name in DAILY else also(name) for name in WALKS])
def test_every_state_of_a_page_looks_right(
    hall: RunningHall, browser: Browser, name: str, language: str
) -> None:
    wrong, state = [], "the beginning"
    try:
        for state, window, device in WALKS[name](Stage(hall, browser, language)):
            wrong += [f"{state}: {finding}" for finding in findings(window, device)]
    except TookTooLong as stopped:
        wrong.append(f"{state}: here the walk ends, {stopped}")
    assert not wrong, "\n".join(["", *wrong])
