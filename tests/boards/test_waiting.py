"""Whom a window may call: its own order, who cannot come yet, and why the first one is the first."""

from typing import Any

import pytest

from queue_server.boards.waiting import LONGEST, waiting_list
from queue_server.boards.windows import window_board
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownWindow
from queue_server.domain.tickets import State
from wire.windows import WaitingList

from .a_hall import NINE, a_hall, a_ticket, minutes, with_tickets


def listed(hall: Hall, window: int = 1, language: str = "zh") -> dict[str, Any]:
    told = waiting_list(hall, window, now=NINE + minutes(10), language=language)
    WaitingList.model_validate(told)
    return told


def numbers(told: dict[str, Any]) -> list[str]:
    return [waiter["number"] for waiter in told["waiting"]]


def test_everybody_of_the_windows_queues_is_listed_in_its_order() -> None:
    early, late = a_ticket("B001", "zhengzhao"), a_ticket("A001", arrived=NINE + minutes(2))
    told = listed(with_tickets(a_hall(1), [early, late, a_ticket("T001", "shuiwu")]))
    assert (numbers(told), told["first"], told["more"]) == (["A001", "B001"], "A001", 0)


def test_the_first_is_explained_before_it_is_called() -> None:
    told = listed(with_tickets(a_hall(2), [a_ticket("A001"), a_ticket("A002", arrived=NINE + minutes(3))]), 2)
    assert told["sentences"][0] == "先叫 A001：09:00 到，本窗口优先办理该业务，提前 3 分钟，按 08:57 算。"
    assert told["sentences"][1].endswith("比 A001 晚 3 分钟。")


def test_the_only_one_is_said_to_be_the_only_one_now() -> None:
    told = listed(with_tickets(a_hall(2), [a_ticket("A001")]), 2, "en")
    assert told["sentences"][-1] == "No other number can be called now."


def test_with_nobody_to_call_it_says_so() -> None:
    told = listed(a_hall(1), 1, "en")
    assert (told["first"], told["sentences"]) == (None, ["No number can be called now."])


def test_who_is_on_the_way_is_listed_but_cannot_be_called() -> None:
    walking = a_ticket("A001", callable_from=NINE + minutes(11))
    told = listed(with_tickets(a_hall(1), [walking, a_ticket("A002", arrived=NINE + minutes(1))]))
    assert numbers(told) == ["A002", "A001"]
    assert (told["waiting"][1]["why_not"], told["waiting"][1]["callable"]) == ("walking", False)


def test_who_is_at_another_window_is_listed_but_cannot_be_called() -> None:
    there = a_ticket("A001", state=State.SERVING, window=2, party="p")
    told = listed(with_tickets(a_hall(1), [there, a_ticket("A002", party="p")]))
    assert (told["waiting"][0]["why_not"], told["first"]) == ("elsewhere", None)


def test_who_was_sent_here_is_listed_whatever_the_queue() -> None:
    sent = a_ticket("T001", "shuiwu", to_window=1)
    told = listed(with_tickets(a_hall(1, 20), [sent]))
    assert (told["waiting"][0]["sent_here"], numbers(listed(with_tickets(a_hall(20), [sent]), 20))) == (
        True,
        [],
    )
    assert told["sentences"][1] == "T001 是转到本窗口的，只由本窗口叫。"


def test_a_long_line_says_how_many_more_there_are() -> None:
    crowd = [a_ticket(f"A{n:03}", arrived=NINE + minutes(n / 60)) for n in range(1, LONGEST + 8)]
    told = listed(with_tickets(a_hall(1), crowd))
    assert (len(told["waiting"]), told["more"]) == (LONGEST, 7)


def test_the_time_waited_is_told_in_seconds() -> None:
    told = listed(with_tickets(a_hall(1), [a_ticket("A001", visitor_class=VisitorClass.ELDERLY)]))
    assert (told["waiting"][0]["waited_s"], told["waiting"][0]["visitor_class"]) == (600, "elderly")


def test_where_the_cap_decides_the_board_names_whom_next_will_call() -> None:
    elder = a_ticket("A002", arrived=NINE + minutes(5), visitor_class=VisitorClass.ELDERLY)
    hall = with_tickets(a_hall(1), [a_ticket("A001"), elder])
    for seq in (1, 2):
        hall.note_favour("minsheng", seq, favoured=True)
    board = window_board(hall, 1, clerk=True, now=NINE, real_now=NINE)
    assert (board["next_up"], listed(hall)["first"]) == (["A001", "A002"], "A001")


def test_a_window_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownWindow):
        waiting_list(a_hall(), 99, now=NINE, language="zh")
