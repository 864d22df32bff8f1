"""Panels behind real lines: the network and a pseudo terminal, and what goes wrong there."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from display_client.panels.content import Sign, WindowContent
from display_client.panels.describing import described
from display_client.panels.slots import Health
from display_client.panels.wall import PanelWall, parts_of
from tests.panels.makers import BLINK, SHOW, a_sheet, a_wall, called
from tests.panels.simulator import Faults, Simulator, serial_panels, tcp_panels, until

Lines = Callable[[Faults], AbstractContextManager[Simulator]]
on_both_lines = pytest.mark.parametrize("plugged", [tcp_panels, serial_panels])


def health(wall: PanelWall, window: int) -> Health:
    return next(one.health for one in wall.states() if one.window == window)


def states_of(wall: PanelWall) -> dict[str, str]:
    """The panels as the heartbeat tells them."""
    return {part["code"]: part["state"] for part in parts_of(wall.states())}


@on_both_lines
def test_a_call_stands_on_its_windows_panel_and_blinks(plugged: Lines) -> None:
    with plugged(Faults()) as there, a_wall(described(a_sheet(there.line))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: there.panels.text(7) == "请 A012 到 7 号窗口")
        assert there.panels.said[-1].command == BLINK
        assert until(lambda: health(wall, 7) is Health.OK)


@on_both_lines
def test_panels_on_one_line_each_get_their_own(plugged: Lines) -> None:
    with plugged(Faults()) as there, a_wall(described(a_sheet(there.line, (7, 8, 9)))) as wall:
        for window in (7, 8, 9):
            wall.show(window, WindowContent(Sign.SERVING, f"A01{window}"))
        assert until(
            lambda: [there.panels.text(n) for n in (7, 8, 9)] == [f"正在办理 A01{n}" for n in (7, 8, 9)]
        )


@on_both_lines
def test_a_silent_panel_is_named_and_its_neighbours_go_on(plugged: Lines) -> None:
    with plugged(Faults(silent={8})) as there, a_wall(described(a_sheet(there.line, (7, 8, 9)))) as wall:
        wall.show(9, called("A012"))
        assert until(lambda: health(wall, 8) is Health.NOT_ANSWERING)
        assert until(lambda: there.panels.text(9) == "请 A012 到 9 号窗口")
        assert until(lambda: (health(wall, 7), health(wall, 9)) == (Health.OK, Health.OK))
        assert states_of(wall) == {"panel-7": "ok", "panel-8": "panel_silent", "panel-9": "ok"}


@on_both_lines
def test_noise_on_the_line_is_sent_again(plugged: Lines) -> None:
    with plugged(Faults(noise=2)) as there, a_wall(described(a_sheet(there.line))) as wall:
        wall.show(7, WindowContent(Sign.PAUSED))
        assert until(lambda: there.panels.text(7) == "暂停一会儿，请稍等")
        assert there.panels.refused == 2
        assert until(lambda: health(wall, 7) is Health.OK)


@pytest.mark.parametrize("fault", [{"garbage": True}, {"false_check": True}, {"slow_s": 0.7}])
def test_what_is_no_answer_is_none(fault: dict[str, object]) -> None:
    faults = Faults(**fault)  # type: ignore[arg-type]
    with tcp_panels(faults) as there, a_wall(described(a_sheet(there.line))) as wall:
        assert until(lambda: health(wall, 7) is Health.NOT_ANSWERING)


def test_a_panel_that_answers_again_shows_the_last_word() -> None:
    faults = Faults(silent={7})
    with tcp_panels(faults) as there, a_wall(described(a_sheet(there.line))) as wall:
        assert until(lambda: health(wall, 7) is Health.NOT_ANSWERING)
        faults.silent.clear()
        wall.show(7, called("A013"))
        assert until(lambda: there.panels.text(7) == "请 A013 到 7 号窗口")
        assert until(lambda: set(states_of(wall).values()) == {"ok"})


def test_after_a_cut_everything_is_said_again() -> None:
    faults = Faults()
    with tcp_panels(faults) as there, a_wall(described(a_sheet(there.line, (7, 8)))) as wall:
        wall.show(8, WindowContent(Sign.CLOSED))
        assert until(lambda: there.panels.text(8) == "没有开，请看大厅屏幕")
        there.panels.said.clear()
        faults.hang_up = True
        wall.show(7, called("A012"))
        assert until(lambda: there.panels.text(7) == "请 A012 到 7 号窗口")
        assert until(lambda: there.panels.text(8) == "没有开，请看大厅屏幕")
        assert there.connections == 2


def test_panels_that_cannot_be_reached_are_named_and_shown_when_they_come_back() -> None:
    with tcp_panels() as gone:
        port, line = gone.port, gone.line
    with a_wall(described(a_sheet(line))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: health(wall, 7) is Health.UNREACHABLE)
        assert states_of(wall) == {"panel-7": "panel_unreachable"}
        with tcp_panels(port=port) as there:
            assert until(lambda: there.panels.text(7) == "请 A012 到 7 号窗口")


def test_an_adapter_that_is_pulled_out_makes_its_panels_unreachable() -> None:
    with serial_panels() as there:
        wall = PanelWall(described(a_sheet(there.line)))
        wall.start()
        assert until(lambda: health(wall, 7) is Health.OK)
    wall.show(7, called("A012"))
    assert until(lambda: health(wall, 7) is Health.UNREACHABLE)
    wall.stop()


def test_of_many_words_in_a_moment_the_last_one_stays() -> None:
    with tcp_panels(Faults(slow_s=0.05)) as there, a_wall(described(a_sheet(there.line))) as wall:
        for number in range(200):
            wall.show(7, called(f"A{number:03d}", call=number))
        assert until(lambda: there.panels.text(7) == "请 A199 到 7 号窗口")
        assert len(there.panels.said) < 10


def test_a_call_stops_blinking_after_its_seconds() -> None:
    with tcp_panels() as there, a_wall(described(a_sheet(there.line, blink_s=0.3))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: there.panels.text(7) == "请 A012 到 7 号窗口")
        assert until(lambda: there.panels.said[-1].command == SHOW)
        assert there.panels.text(7) == "请 A012 到 7 号窗口"


def test_whoever_ends_leaves_no_old_number_behind() -> None:
    with tcp_panels() as there:
        with a_wall(described(a_sheet(there.line))) as wall:
            wall.show(7, called("A012"))
            assert until(lambda: there.panels.text(7) == "请 A012 到 7 号窗口")
            assert until(lambda: health(wall, 7) is Health.OK)
        assert there.panels.text(7) == "请看大厅屏幕"


def test_a_change_of_state_is_told_once_with_its_time() -> None:
    told: list[Health] = []
    with tcp_panels(Faults(silent={7})) as there:
        wall = PanelWall(described(a_sheet(there.line)))
        wall.when_changed = lambda: told.append(health(wall, 7))
        wall.start()
        assert until(lambda: told == [Health.NOT_ANSWERING])
        assert abs(wall.states()[0].since - time.time()) < 15
        wall.stop()
