"""From text to bytes, by the rules of a maker's sheet."""

from typing import Any

import pytest

from display_client.panels.content import Message
from display_client.panels.frame_driver import frame_of
from display_client.panels.frames import checksum, crc16
from display_client.panels.modbus_driver import words_of
from tests.panels.makers import REGISTERS, STRIP, a_panel

HELLO = Message("A012")


def hexed(message: Message = HELLO, **rules: Any) -> str:
    return frame_of(a_panel(make=STRIP | rules), message).hex(" ").upper()


def test_a_frame_has_its_parts_in_the_order_of_the_sheet() -> None:
    assert hexed() == "AA 55 07 05 01 41 30 31 32 82 77 0D"


def test_chinese_travels_in_the_panels_encoding() -> None:
    assert "C7 EB" in hexed(Message("请"))


def test_what_an_encoding_lacks_is_a_question_mark_and_not_a_fault() -> None:
    assert "3F" in hexed(Message("𠀀"))


def test_a_call_blinks_by_its_own_command_and_a_dark_panel_has_one_too() -> None:
    assert hexed(Message("A012", blinks=True)).startswith("AA 55 07 05 02")
    assert hexed(Message("")).startswith("AA 55 07 01 03")


def test_a_make_without_blink_and_clear_shows_a_text_or_an_empty_one() -> None:
    assert hexed(Message("A012", blinks=True), blink=None) == hexed()
    assert hexed(Message(""), clear=None).startswith("AA 55 07 01 01")


def test_the_length_counts_what_the_sheet_counts() -> None:
    every = ["header", "address", "length", "command", "text", "checksum", "tail"]
    assert hexed(length_of=every).split()[3] == "0C"
    assert hexed(length_of=["text"], length_plus=1, length_bytes=2).split()[3:5] == ["00", "05"]


def test_wide_addresses_come_in_the_byte_order_of_the_sheet() -> None:
    assert hexed(address_bytes=2, byte_order="little").split()[2:4] == ["07", "00"]


@pytest.mark.parametrize(("rule", "check"), [("sum8", "E1"), ("xor", "71")])
def test_short_checks_are_one_byte(rule: str, check: str) -> None:
    summed = ["address", "length", "command", "text"]
    assert hexed(checksum=rule, checksum_of=summed).endswith(f"32 {check} 0D")


def test_the_crc_is_modbus_own() -> None:
    assert crc16(b"123456789") == 0x4B37
    assert checksum("crc16-modbus", b"123456789", "little") == b"\x37\x4b"


def test_registers_hold_two_bytes_each_and_the_rest_is_filled_up() -> None:
    panel = a_panel(make=REGISTERS | {"words": 12, "pad": 0x20})
    assert words_of(panel, HELLO) == [0x4130, 0x3132, *[0x2020] * 10]


def test_a_panel_may_want_the_second_byte_first() -> None:
    assert words_of(a_panel(make=REGISTERS | {"byte_order": "little"}), HELLO)[:2] == [0x3041, 0x3231]
