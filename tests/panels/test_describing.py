"""The file of panels: read once, every mistake named with its panel and its key."""

from pathlib import Path
from typing import Any

import pytest

from display_client.panels.describing import BadDescription, described, read_panels
from display_client.panels.lines import SerialLine, TcpLine, read_line
from tests.panels.makers import REGISTERS, STRIP, a_sheet

TCP = "tcp://10.0.0.9:5000"


def complaint(told: dict[str, Any]) -> str:
    with pytest.raises(BadDescription) as found:
        described(told)
    return str(found.value)


def test_lines_are_the_network_or_a_serial_port() -> None:
    assert read_line("tcp://10.0.0.9:5000") == TcpLine("10.0.0.9", 5000)
    assert read_line("serial:/dev/ttyUSB0?baud=19200&parity=e&stop=2") == SerialLine(
        "/dev/ttyUSB0", 19200, "E", 2
    )


@pytest.mark.parametrize(
    "text",
    ["", "10.0.0.9", "tcp://x:0", "tcp://x:70000", "serial:ttyUSB0", "serial:/dev/x?speed=1",
     "serial:/dev/x?baud=0", "serial:/dev/x?parity=Q", "serial:/dev/x?baud", "serial:/dev/x?bits=9"],
)  # fmt: skip
def test_another_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_line(text)


def test_panels_of_several_windows_may_share_a_line() -> None:
    panels = described(a_sheet(TCP, (7, 8, 9)))
    assert [(panel.window, panel.address) for panel in panels] == [(7, 7), (8, 8), (9, 9)]
    assert len({panel.line for panel in panels}) == 1


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"width": 7}, "panel of window 7: width: "),
        ({"line": "usb"}, "panel of window 7: line: "),
        ({"colour": "red"}, "panel of window 7: colour: "),
        ({"address": -1}, "panel of window 7: address: "),
        ({"address": 256}, "panel of window 7: address: the highest of its make is 255"),
        ({"make": "other"}, "panel of window 7: make: there is no [makes.other]"),
        ({"idle_text": "办" * 13}, "panel of window 7: idle_text: 26 half characters do not fit into 24"),
        ({"idle_text": "你好😀"}, "panel of window 7: idle_text: '😀' is not in gb2312"),
        ({"width": 300}, "panel of window 7: width: 300 half characters are more than the 200 bytes"),
    ],
)
def test_a_mistake_in_a_panel_is_named_with_window_and_key(wrong: dict[str, Any], place: str) -> None:
    told = a_sheet(TCP)
    told["panels"][0] |= wrong
    assert complaint(told).startswith(place)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"order": ["header", "colour"]}, "make this: order.1: "),
        ({"header": "ZZ"}, "make this: header: "),
        ({"checksum": None}, "make this: "),
        ({"driver": "smoke"}, "make this: "),
        ({"encoding": "utf-8"}, "make this: encoding: "),
        ({"order": ["text", "text", "checksum"]}, "make this: "),
        ({"timeout_s": 0}, "make this: timeout_s: "),
        ({"answer": {"order": ["address"], "good": "06"}}, "make this: answer: "),
    ],
)
def test_a_mistake_in_a_make_is_named_with_its_key(wrong: dict[str, Any], place: str) -> None:
    assert complaint(a_sheet(TCP, make=STRIP | wrong)).startswith(place)


def test_two_panels_with_one_address_on_one_line_are_refused() -> None:
    told = a_sheet(TCP, (7, 8))
    told["panels"][1]["address"] = 7
    assert complaint(told) == f"panel of window 8: address: 7 on {TCP} belongs to window 7"


def test_a_line_speaks_one_language() -> None:
    told = a_sheet(TCP, (7, 8))
    told["makes"]["other"] = REGISTERS
    told["panels"][1]["make"] = "other"
    assert complaint(told) == f"panel of window 8: make: {TCP} speaks frame already"


def test_a_panel_without_chinese_letters_speaks_english() -> None:
    told = a_sheet(TCP, make=STRIP | {"encoding": "ascii"})
    assert complaint(told) == "panel of window 7: language: an ascii panel speaks en only"
    told["panels"][0]["language"] = "en"
    assert described(told)[0].look.language == "en"


def test_registers_hold_the_whole_width() -> None:
    assert "more than the 24 bytes" in complaint(a_sheet(TCP, make=REGISTERS, width=26))


def test_every_mistake_is_named_at_once() -> None:
    told = a_sheet(TCP, (7, 8), width=1)
    assert len(complaint(told).splitlines()) == 2


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "panels.toml"
    file.write_text("[[panels", encoding="utf-8")
    with pytest.raises(BadDescription, match=r"panels\.toml"):
        read_panels(file)


def test_the_example_of_the_manual_can_be_read(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs/panels.md").read_text("utf-8")
    file = tmp_path / "panels.toml"
    file.write_text(manual.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert {panel.make.driver for panel in read_panels(file)} == {"frame", "modbus"}
