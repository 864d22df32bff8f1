"""The real program behind a screen drives the panels of its zone, and goes on without them."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.exhaustive import EXHAUSTIVE
from tests.pages.a_day import Day
from tests.panels.makers import BLINK, SHOW, STRIP
from tests.panels.simulator import Faults, TcpPanels
from tests.servers import YIMEN, RunningHall
from wire.devices import RESTART_STATUS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.kiosks(0)]

SCREEN, WINDOWS = "LCD-N2", (8, 9)
LONG_S = 40.0
BROWSER = ("--browser-flag", "--headless=new", "--browser-flag", "--no-sandbox")


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + LONG_S
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


class Behind:
    """A screen's program, what it spoke, and its panels; `gone` panels are plugged in again by `plug_in`."""

    def __init__(self, day: Day, folder: Path) -> None:
        self.day, self.folder, self.panels = day, folder, TcpPanels(Faults())
        self.manager = day.manager()
        self.ends_with = 0
        self.program: subprocess.Popen[bytes] | None = None

    def write_file(self) -> Path:
        file = self.folder / "panels.toml"
        file.write_text(_toml(self.panels.line), "utf-8")
        return file

    def plug_in(self) -> None:
        self.panels = TcpPanels(Faults(), self.panels.port)

    def text(self, window: int) -> str | None:
        return self.panels.panels.text(window)

    def newest_of(self, window: int) -> list[tuple[int, str]]:
        """The last two things that a panel was told."""
        told = [(one.command, one.text) for one in self.panels.panels.said if one.address == window]
        return told[-2:]

    def spoken(self) -> list[str]:
        """The numbers that were spoken, in their order."""
        played = self.folder / "sounds" / "played.jsonl"
        lines = played.read_text("utf-8").splitlines() if played.exists() else []
        return [json.loads(line)["number"] for line in lines]

    def rows(self) -> dict[str, Any]:
        """The screen and its parts on the devices' board, by code."""
        devices = self.day.ask("GET", "/boards/devices", self.manager)["board"]["devices"]
        return {row["code"]: row for row in devices if SCREEN in {row["code"], row.get("part_of")}}

    def order(self, kind: str, part: str | None) -> None:
        body = {"order": kind, "part": part}
        self.day.ask("POST", f"/devices/{SCREEN}/orders", self.manager, body)

    def order_of(self, code: str) -> str:
        """How far the newest order to the screen or a part of it is."""
        return str(self.rows()[code]["orders"][-1]["state"])

    def detail_of(self, part: str) -> str:
        """What the screen tells of a part; empty before it has told anything."""
        return str(self.rows().get(part, {}).get("detail", ""))

    def states(self) -> dict[str, str]:
        """Of the panels."""
        return {code: str(row["state"]) for code, row in self.rows().items() if row["kind"] == "panel"}


def _toml(line: str) -> str:
    make = "".join(f"{key} = {json.dumps(value)}\n" for key, value in STRIP.items() if key != "answer")
    answer = "".join(f"{key} = {json.dumps(value)}\n" for key, value in STRIP["answer"].items())
    panels = "".join(
        f'[[panels]]\nwindow = {n}\naddress = {n}\nline = "{line}"\nmake = "strip"\nwidth = 24\n'
        for n in WINDOWS
    )
    return f"[makes.strip]\n{make}[makes.strip.answer]\n{answer}{panels}"


@contextmanager
def the_program(day: Day, behind: Behind) -> Iterator[None]:
    """`yimen display` as systemd would start it."""
    run = day.run
    admin = day.ask("POST", "/staff-sessions", None, dict(run["administrator"]))["token"]
    code = day.ask("POST", "/devices/codes", admin, {"kind": "screen", "place": SCREEN})["code"]
    token = day.ask("POST", "/devices/enrol", None, {"code": code})["token"]
    words = [
        *(YIMEN, "display", "--server", run["base_url"], "--centre", run["centre"], "--screen", SCREEN),
        *("--panels", str(behind.write_file()), "--sound", f"folder:{behind.folder / 'sounds'}"),
        *("--data", str(behind.folder / "data"), "--languages", "cmn", *BROWSER),
    ]
    environ = day.hall.environ | {"YIMEN_SCREEN_TOKEN": token}
    with (behind.folder / "out").open("wb") as out:
        program = subprocess.Popen(words, env=environ, stdout=out, stderr=subprocess.STDOUT)
        behind.program = program
        try:
            yield
        finally:
            program.terminate()
            assert program.wait(20) == behind.ends_with, (behind.folder / "out").read_text("utf-8")[-2000:]


@pytest.fixture(scope="module")
def day(hall: RunningHall) -> Day:
    return Day(hall)


@pytest.fixture
def behind(day: Day, tmp_path: Path) -> Iterator[Behind]:
    behind = Behind(day, tmp_path)
    with the_program(day, behind):  # until then the rows are those of the program before it
        assert until(lambda: behind.rows()[SCREEN]["state"] == "ok"), behind.rows()
        assert until(lambda: behind.states() == {"panel-8": "ok", "panel-9": "ok"}), behind.states()
        assert until(lambda: "showing" in behind.detail_of("browser")), behind.rows()
        yield behind
    behind.panels.close()


def test_a_call_stands_on_its_panel_and_is_spoken_and_panels_are_parts(behind: Behind, day: Day) -> None:
    number = day.calls(9, "zh-shangshi")
    assert until(lambda: behind.text(9) == f"请 {number} 到 9 号窗口"), behind.panels.panels.said[-3:]
    assert behind.panels.panels.said[-1].command == BLINK
    assert until(lambda: behind.spoken() == [number]), behind.spoken()
    day.does(9, "start")
    assert until(lambda: behind.text(9) == f"正在办理 {number}")


@EXHAUSTIVE
def test_panels_that_are_gone_disturb_neither_voice_nor_screen_and_come_back_by_themselves(
    behind: Behind, day: Day
) -> None:
    behind.panels.close()
    number = day.calls(9, "zh-shangshi")
    assert until(lambda: set(behind.states().values()) == {"panel_unreachable"}), behind.states()
    assert until(lambda: behind.spoken() == [number]), behind.spoken()
    screen = behind.rows()
    assert {screen[code]["state"] for code in (SCREEN, "browser", "loudspeaker")} == {"ok"}, screen
    assert behind.detail_of("browser") == "showing, 0 restarts"
    behind.plug_in()
    assert until(lambda: behind.text(9) == f"请 {number} 到 9 号窗口")
    assert until(lambda: set(behind.states().values()) == {"ok"}), behind.states()


@EXHAUSTIVE
def test_one_silent_panel_is_named_alone_and_the_other_goes_on(behind: Behind, day: Day) -> None:
    behind.panels.panels.faults.silent = {8}
    number = day.calls(8, "zh-shangshi")
    assert until(lambda: behind.states() == {"panel-8": "panel_silent", "panel-9": "ok"}), behind.states()
    behind.panels.panels.faults.silent = set()
    assert until(lambda: behind.text(8) == f"请 {number} 到 8 号窗口")
    assert until(lambda: set(behind.states().values()) == {"ok"}), behind.states()


@EXHAUSTIVE
def test_a_panel_that_is_tested_blinks_and_then_goes_on(behind: Behind) -> None:
    before = behind.text(8)
    behind.order("test", "panel-8")
    assert until(lambda: behind.order_of("panel-8") == "done"), behind.rows()
    assert until(lambda: behind.newest_of(8) == [(BLINK, before), (SHOW, before)]), behind.newest_of(8)


@EXHAUSTIVE
def test_a_panel_that_answers_nothing_fails_its_test(behind: Behind) -> None:
    behind.panels.panels.faults.silent = {8}
    behind.order("test", "panel-8")
    assert until(lambda: behind.order_of("panel-8") == "failed"), behind.rows()


def test_a_screen_that_is_told_to_restart_ends_once_and_asks_to_be_started(behind: Behind) -> None:
    behind.ends_with = RESTART_STATUS
    behind.order("restart", None)
    assert behind.program is not None
    assert behind.program.wait(LONG_S) == RESTART_STATUS
    assert behind.order_of(SCREEN) == "begun"
