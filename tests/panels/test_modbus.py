"""Panels that show their registers, behind pymodbus' own server: on the network and on a serial port."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from display_client.panels.content import Sign, WindowContent
from display_client.panels.describing import described
from display_client.panels.slots import Health
from tests.panels.makers import REGISTERS, a_sheet, a_wall, called
from tests.panels.modbus_server import Shown, modbus_serial, modbus_tcp
from tests.panels.simulator import until

Lines = Callable[[list[int]], AbstractContextManager[Shown]]
on_both_lines = pytest.mark.parametrize("plugged", [modbus_tcp, modbus_serial])


@on_both_lines
def test_a_call_stands_in_the_registers_and_blinks(plugged: Lines) -> None:
    with plugged([7]) as there, a_wall(described(a_sheet(there.line, make=REGISTERS))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: there.text(7) == "请 A012 到 7 号窗口")
        assert until(lambda: there.blinks(7))
        assert until(lambda: wall.states()[0].health is Health.OK)


@on_both_lines
def test_a_shorter_text_leaves_nothing_of_a_longer_one(plugged: Lines) -> None:
    with plugged([7]) as there, a_wall(described(a_sheet(there.line, make=REGISTERS))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: there.text(7) == "请 A012 到 7 号窗口")
        wall.show(7, WindowContent(Sign.IDLE))
        assert until(lambda: there.text(7) == "请等候叫号")
        assert until(lambda: not there.blinks(7))


@on_both_lines
def test_a_panel_that_is_not_there_is_named_and_its_neighbour_goes_on(plugged: Lines) -> None:
    with plugged([7]) as there, a_wall(described(a_sheet(there.line, (7, 8), make=REGISTERS))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: there.text(7) == "请 A012 到 7 号窗口")
        assert until(lambda: [one.health for one in wall.states()] == [Health.OK, Health.NOT_ANSWERING])


def test_a_panel_that_says_nothing_is_named_and_its_neighbour_goes_on() -> None:
    with (
        modbus_tcp([7], silent=True) as there,
        a_wall(described(a_sheet(there.line, (7, 8), make=REGISTERS))) as wall,
    ):
        assert until(lambda: [one.health for one in wall.states()] == [Health.OK, Health.NOT_ANSWERING])
        wall.show(7, called("A012"))
        assert until(lambda: there.text(7) == "请 A012 到 7 号窗口")


def test_a_box_that_comes_back_is_told_everything_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with a_wall(described(a_sheet(f"tcp://127.0.0.1:{port}", make=REGISTERS))) as wall:
        wall.show(7, called("A012"))
        assert until(lambda: wall.states()[0].health is Health.UNREACHABLE)
        with modbus_tcp([7], port) as there:
            assert until(lambda: there.text(7) == "请 A012 到 7 号窗口")
        wall.show(7, WindowContent(Sign.PAUSED))
        assert until(lambda: wall.states()[0].health is Health.UNREACHABLE)
        with modbus_tcp([7], port) as there:
            assert until(lambda: there.text(7) == "暂停一会儿，请稍等")
