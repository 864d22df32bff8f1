"""What stands on the paper."""

import pytest

from printer.layout import layout
from printer.lines import EIGHTY, FIFTY_EIGHT, BigNumber, Box, Cell, Cut, QrCode, Text
from printer.samples import sample_scenario
from printer.ticket import Language, PrintedTicket, Step
from tests.printer.makers import a_ticket, sentences


def words_on(ticket: PrintedTicket) -> list[str]:
    return sentences(layout(ticket, EIGHTY))


def box_on(ticket: PrintedTicket) -> tuple[Cell, ...]:
    return next((line.cells for line in layout(ticket, EIGHTY) if isinstance(line, Box)), ())


def test_the_place_comes_before_the_waiting_time() -> None:
    lines = layout(a_ticket(), EIGHTY)
    place = next(i for i, line in enumerate(lines) if isinstance(line, Text) and "6–13 号窗口" in line.text)
    wait = next(i for i, line in enumerate(lines) if isinstance(line, Box))
    assert place < wait


def test_the_paper_is_cut_at_the_very_end() -> None:
    assert isinstance(layout(a_ticket(), EIGHTY)[-1], Cut)


def test_a_single_window_is_named_as_one() -> None:
    assert "Window 7" in words_on(a_ticket(Language.ENGLISH, windows="7"))
    assert "Windows 6–13" in words_on(a_ticket(Language.ENGLISH))


def test_people_ahead_and_the_range_stand_side_by_side() -> None:
    assert box_on(a_ticket()) == (Cell("前面", "9", "人"), Cell("大约", "15–25", "分钟"))


def test_a_wait_that_may_be_nothing_is_said_as_a_limit() -> None:
    assert box_on(a_ticket(wait_low_min=0, wait_high_min=5))[1] == Cell("", "5", "分钟以内")


def test_equal_ends_are_one_figure() -> None:
    assert box_on(a_ticket(wait_low_min=15, wait_high_min=15))[1].figure == "15"


def test_an_unknown_wait_is_said_in_words() -> None:
    ticket = a_ticket(wait_low_min=None, wait_high_min=None)
    assert box_on(ticket) == (Cell("前面", "9", "人"),)
    assert any(sentence.startswith("现在没有窗口办这项") for sentence in words_on(ticket))


def test_with_nothing_known_there_is_no_box() -> None:
    assert box_on(a_ticket(ahead=None, wait_low_min=None, wait_high_min=None)) == ()


def test_an_offline_ticket_says_that_it_is_valid() -> None:
    words = words_on(a_ticket(offline=True, ahead=None, wait_low_min=None, wait_high_min=None))
    assert "网络断开时取的号，一样有效" in words
    assert not any("没有窗口办这项" in sentence for sentence in words)


@pytest.mark.parametrize(
    ("language", "mark"),
    [(Language.CHINESE, "补打 第 2 张"), (Language.ENGLISH, "Reprint: copy no. 2")],
)
def test_a_reprint_says_so_in_white_on_black(language: Language, mark: str) -> None:
    first = next(line for line in layout(a_ticket(language, reprints=1), EIGHTY) if isinstance(line, Text))
    assert (first.text, first.inverse) == (mark, True)


def test_the_first_paper_has_no_mark() -> None:
    assert not any(line.inverse for line in layout(a_ticket(), EIGHTY) if isinstance(line, Text))


def test_an_ordinary_ticket_names_no_class() -> None:
    assert not any("优先类别" in sentence for sentence in words_on(a_ticket()))
    assert "优先类别：老年人" in words_on(a_ticket(visitor_class="老年人"))


def test_two_letters_stand_smaller_than_the_digits() -> None:
    assert BigNumber("BB", "012") in layout(a_ticket(number="BB012"), EIGHTY)
    assert BigNumber("", "B1012") in layout(a_ticket(number="B1012"), EIGHTY)


def test_an_offline_number_is_one_piece() -> None:
    assert BigNumber("", "A-K1-07") in layout(a_ticket(number="A-K1-07"), EIGHTY)


def test_a_scenario_is_a_route_with_each_place_once() -> None:
    words = words_on(sample_scenario())
    assert "一张号票，5 步办完" in words
    assert words.count("南厅 办税服务区") == 1
    assert words.index("南厅 办税服务区") < words.index("发票领用")


def test_a_place_visited_twice_is_named_twice() -> None:
    steps = (Step("甲", "北厅"), Step("乙", "南厅"), Step("丙", "北厅"))
    assert words_on(a_ticket(steps=steps)).count("北厅") == 2


def test_the_missed_rule_is_printed_word_for_word() -> None:
    assert a_ticket().missed_rule in words_on(a_ticket())


def test_without_a_link_there_is_no_code() -> None:
    assert not any(isinstance(line, QrCode) for line in layout(a_ticket(link=""), EIGHTY))


def test_what_is_not_known_leaves_no_trace() -> None:
    bare = PrintedTicket(centre="中心", number="A001", service="事项", hall="北厅")
    words = " ".join(words_on(bare))
    assert "None" not in words
    assert "请带好" not in words
    assert "没听到叫号" not in words


def test_both_papers_say_the_same() -> None:
    assert sentences(layout(a_ticket(), EIGHTY)) == sentences(layout(a_ticket(), FIFTY_EIGHT))


def test_an_english_ticket_has_no_chinese_words_of_its_own() -> None:
    ticket = a_ticket(Language.ENGLISH, place_in_second_language="", visitor_class="Elderly", offline=True)
    assert not any(mark >= "\u3000" for sentence in words_on(ticket) for mark in sentence)
