"""A screen with a real server and a real Chromium: text and voice in step, and a browser that comes back."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from display_client.chain import Chain
from display_client.chromium import Chromium, found_program
from display_client.devtools import NoAnswer
from display_client.keeper import State
from display_client.players import Folder
from display_client.screen import Screen, Setup
from display_client.server import Server
from tests.display.speaking import Speaker
from tests.pages.a_day import Day
from tests.servers import running_hall

pytestmark = pytest.mark.browser

CODE = "LED-N0"
FLAGS = ("--headless=new", "--no-sandbox", "--window-size=1920,1080")
LONG_S = 40
WORDS_S = 2.5
FRONT = "document.querySelector('.newest .no')?.textContent.trim() ?? ''"
SPOKEN = "document.querySelector('.newest.spoken .no')?.textContent.trim() ?? ''"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Day]:
    """In a hall with its loudspeakers: one of them leaves its token."""
    with running_hall(tmp_path_factory.mktemp("hall"), prepared, KIOSKS="0") as hall:
        yield Day(hall)


@contextmanager
def a_screen(day: Day, folder: Path) -> Iterator[Screen]:
    """The hall's screen, spoken for by a voice that takes as long as a short sentence does."""
    token = (day.hall.data / f"token-{CODE}").read_text("utf-8")
    server = Server(day.run["base_url"], day.run["centre"], token)
    program = found_program("chromium")

    def start(address: str) -> Chromium:
        return Chromium(program, folder / "browser", address, FLAGS)

    setup = Setup(CODE, folder / "data", languages=("cmn",))
    screen = Screen(setup, server, Chain([Speaker(seconds=WORDS_S)]), Folder(folder / "sounds"), start)
    screen.start()
    try:
        wait_for(lambda: screen._keeper is not None and screen._keeper.state is State.SHOWING)
        wait_for(lambda: seen(screen, "String(document.querySelector('.link:not(.old)') !== null)") == "true")
        yield screen
    finally:
        screen.stop()


def seen(screen: Screen, script: str) -> str:
    """What the page of the screen shows."""
    browser: Any = screen._keeper and screen._keeper._browser
    try:
        return str(browser._evaluate(script, 5.0))
    except NoAnswer:
        return ""


def wait_for(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG_S
    while not reached():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def speaking(screen: Screen) -> str:
    """The number that is being spoken."""
    call = screen._speaker.speaking if screen._speaker else None
    return call.number if call else ""


def test_the_screen_lights_the_call_that_is_spoken(day: Day, tmp_path: Path) -> None:
    with a_screen(day, tmp_path) as screen:
        numbers = [day.calls(window, queue) for window, queue in ((9, "zh-shangshi"), (3, "bangban"))]
        lit = []
        for number in numbers:
            wait_for(lambda number=number: speaking(screen) == number)  # type: ignore[misc]
            wait_for(lambda number=number: seen(screen, SPOKEN) == number)  # type: ignore[misc]
            lit.append((speaking(screen), seen(screen, FRONT)))
        assert lit == [(number, number) for number in numbers]
        wait_for(lambda: seen(screen, SPOKEN) == "")
        assert seen(screen, FRONT) == numbers[-1]
    assert [file.name for file in sorted((tmp_path / "sounds").glob("*.wav"))] == ["00001.wav", "00002.wav"]


def test_a_browser_that_is_killed_comes_back_and_its_end_is_told(day: Day, tmp_path: Path) -> None:
    with a_screen(day, tmp_path) as screen:
        browser: Any = screen._keeper and screen._keeper._browser
        process = browser._pid
        os.kill(process, signal.SIGKILL)
        wait_for(lambda: screen._told()[0] == "browser_restarting")
        wait_for(lambda: screen._keeper is not None and screen._keeper.state is State.SHOWING)
        assert screen._keeper is not None
        assert (screen._keeper.restarts, screen._told()[0]) == (1, "ok")


def test_a_screen_takes_its_browser_with_it(day: Day, tmp_path: Path) -> None:
    with a_screen(day, tmp_path) as screen:
        browser: Any = screen._keeper and screen._keeper._browser
        process = browser._pid
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_devices_desk_hears_of_the_screen(day: Day, tmp_path: Path) -> None:
    with a_screen(day, tmp_path):
        devices = day.ask("GET", "/boards/devices", day.manager())["board"]["devices"]
    assert next(row["state"] for row in devices if row["code"] == CODE) == "ok"
