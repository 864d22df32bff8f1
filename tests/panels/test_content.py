"""What a panel says: short, true, and never about a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display_client.panels.content import TICKET_NUMBER, Look, Message, Sign, WindowContent, cells, message_of
from tests.panels.makers import called

WIDE, NARROW = Look(7, 24), Look(7, 8)
SCREEN = Message("请看大厅屏幕")


def text(content: WindowContent, look: Look = WIDE) -> str:
    return message_of(content, look, 0.0).text


def test_a_call_says_who_and_where() -> None:
    assert text(called("A012")) == "请 A012 到 7 号窗口"


def test_a_narrow_panel_says_the_number_alone() -> None:
    assert text(called("A012"), NARROW) == "A012"


def test_a_new_call_blinks_for_its_seconds_only() -> None:
    look = Look(7, 24, blink_s=10)
    assert [message_of(called("A012"), look, age).blinks for age in (0.0, 9.9, 10.0)] == [True, True, False]


def test_only_a_call_blinks() -> None:
    assert not any(
        message_of(WindowContent(sign, "A012"), WIDE, 0.0).blinks for sign in Sign if sign is not Sign.CALLED
    )


def test_english_panels_speak_english() -> None:
    assert text(called("A012"), Look(7, 40, "en")) == "A012: please come to window 7"


def test_a_free_window_shows_its_own_words_if_it_has_some() -> None:
    assert text(WindowContent(Sign.IDLE), Look(7, 24, idle_text="为您服务")) == "为您服务"


def test_a_number_that_would_be_cut_is_not_shown() -> None:
    assert text(called("SB-QK1-123"), NARROW) == "请看屏幕"


@pytest.mark.parametrize("somebody", ["张三", "11010519491231002X", "E12345678", "Zhang San", "", None])
def test_a_name_or_an_id_number_is_never_shown(somebody: str | None) -> None:
    assert message_of(WindowContent(Sign.CALLED, somebody), WIDE, 0.0) == SCREEN
    assert message_of(WindowContent(Sign.SERVING, somebody), WIDE, 0.0) == SCREEN


@given(st.text(max_size=24) | st.from_regex(r"[A-Z]?[0-9]{5,17}[0-9X]", fullmatch=True))
def test_whatever_is_no_number_stays_hidden(somebody: str) -> None:
    if not TICKET_NUMBER.fullmatch(somebody):
        assert message_of(WindowContent(Sign.CALLED, somebody), WIDE, 0.0) == SCREEN


@given(st.from_regex(r"[0-9]{17}[0-9X]|[A-Z]{1,2}[0-9]{6,9}", fullmatch=True))
def test_no_number_of_a_document_is_taken_for_a_ticket(document: str) -> None:
    assert message_of(WindowContent(Sign.SERVING, document), WIDE, 0.0) == SCREEN


@pytest.mark.parametrize("sign", list(Sign))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sign_fits_the_narrowest_panel(sign: Sign, language: str) -> None:
    said = text(WindowContent(sign, "A012"), Look(88, 8, language))
    assert 0 < cells(said) <= 8


@pytest.mark.parametrize("sign", list(Sign))
def test_every_sentence_can_be_written_in_gb2312(sign: Sign) -> None:
    assert all(text(WindowContent(sign, "A012"), Look(88, width)).encode("gb2312") for width in (8, 16, 40))
