"""From recorded events to texts: letters that follow each other quickly, up to Enter."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_client.readers.events import EventStream
from kiosk_client.readers.typed import Typed
from tests.readers.recorded import DOWN, ENTER, HELD, KEY, SYN, event, key, letters, press, typed

ADDRESS = "http://hall.example/t/aB3-_xYz0123456789QwEr"
CARD = "11010519491231002X"


def texts(data: bytes, piece: int = 10_000) -> list[str]:
    stream, heard = EventStream(), Typed()
    events = [one for at in range(0, len(data), piece) for one in stream.feed(data[at : at + piece])]
    return [text for one in events if (text := heard.hear(one)) is not None]


@pytest.mark.parametrize("text", [ADDRESS, CARD, "~!@#$%^&*()_+{}|:\"<>?`-=[]\\;',./ "])
def test_what_a_reader_types_is_its_text(text: str) -> None:
    assert texts(typed(text)) == [text]


@given(st.text("0123456789abcXYZ/-_:.", min_size=1, max_size=40), st.integers(1, 50))
def test_a_text_survives_whatever_pieces_it_comes_in(text: str, piece: int) -> None:
    assert texts(typed(text), piece) == [text]


def test_two_texts_one_after_the_other_are_two() -> None:
    assert texts(typed(CARD, 100.0) + typed(ADDRESS, 100.2)) == [CARD, ADDRESS]


def test_the_number_block_types_digits_and_has_an_enter_too() -> None:
    assert texts(b"".join(press(100.0, code) for code in (79, 80, 81, 82, 71, 96))) == ["12307"]


def test_half_a_text_is_forgotten_after_a_pause() -> None:
    assert texts(letters("110105", 100.0) + typed(CARD, 101.0)) == [CARD]


def test_an_enter_alone_or_after_a_pause_is_none() -> None:
    assert texts(press(100.0, ENTER)) == []
    assert texts(letters(CARD, 100.0) + press(102.0, ENTER)) == []


def test_a_key_that_is_held_down_counts_once() -> None:
    held = key(100.0, 2, DOWN) + event(100.3, KEY, 2, HELD) + key(100.4, ENTER, DOWN)
    assert texts(held) == ["1"]


def test_a_text_of_which_the_kernel_lost_a_part_is_not_told() -> None:
    lost = event(100.02, SYN, 3, 0)
    assert texts(letters("11010", 100.0) + lost + typed("2X", 100.03)) == []
    assert texts(letters("11010", 100.0) + lost + typed("2X", 100.03) + typed(CARD, 101.0)) == [CARD]


def test_a_text_without_end_is_thrown_away() -> None:
    assert texts(typed("1" * 401) + typed(CARD, 110.0)) == [CARD]


def test_a_clock_that_is_set_back_ends_a_text() -> None:
    assert texts(letters("11", 100.0) + typed(CARD, 50.0)) == [CARD]


def test_garbage_is_nothing_that_was_typed() -> None:
    noise = random.Random(7).randbytes(24 * 500)
    assert texts(noise) == []
    stream = EventStream()
    assert len(stream.feed(noise + b"rest")) == 500
