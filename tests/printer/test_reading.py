"""Reading back is strict: rubbish is refused where a printer would print it."""

import pytest

from printer import commands
from printer.lines import EIGHTY
from printer.reading import Characters, NativeCode, NewLine, UnreadableJob, read
from printer.render import render
from tests.printer.makers import typeface


@pytest.mark.parametrize("job", [b"\x1bZ", b"\x1b", b"\x01", b"\x1dv0\x00\x02", b"abc\x81"])
def test_bytes_that_no_command_explains_are_refused(job: bytes) -> None:
    with pytest.raises(UnreadableJob):
        read(job)


def test_hanzi_of_two_and_of_four_bytes_are_characters() -> None:
    assert read("中𠮷A\n".encode("gb18030")) == [Characters("中𠮷A"), NewLine()]


def test_a_code_of_several_commands_is_one_code() -> None:
    assert read(commands.native_qr("https://example.org", 6)) == [NativeCode("https://example.org", 6, 49)]


def test_a_line_wider_than_the_paper_is_noticed() -> None:
    assert render(b"\x1b@" + b"x" * 49 + b"\n", EIGHTY, typeface()).overflows == ["x" * 49]


def test_a_long_feed_is_split_into_commands() -> None:
    assert render(b"\x1b@" + commands.feed(600), EIGHTY, typeface()).picture.height == 600
