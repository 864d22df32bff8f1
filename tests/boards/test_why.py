from dataclasses import replace
from typing import Any

from queue_server.boards.why import own_reasons, why
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.windows import Compared, Reason

from .a_hall import NINE, a_hall, a_ticket, call, minutes, with_tickets


def compared(number: str, arrived_min: float, class_s: int = 0, window_s: int = 0) -> Compared:
    arrived = NINE + minutes(arrived_min)
    effective = arrived - minutes((class_s + window_s) / 60)
    name = "elderly" if class_s else "ordinary"
    return Compared(number, "minsheng", name, arrived, effective, class_s, window_s)


def told(reason: Reason, language: str = "zh") -> list[str]:
    hall = a_hall(1)
    hall.put(replace(hall.windows[1], reason=reason))
    answer: dict[str, Any] = why(hall, 1, language)
    sentences: list[str] = answer["sentences"]
    return sentences


def test_the_earlier_one_is_said_to_be_earlier() -> None:
    assert told(Reason(compared("A012", -19), (compared("A013", -16),))) == [
        "先叫 A012：08:41 到。",
        "A013：08:44 到，比 A012 晚 3 分钟。",
    ]


def test_a_head_start_by_class_is_named_and_counted() -> None:
    assert told(Reason(compared("A002", 10, 900), (compared("A001", 0),), favoured=True), "en") == [
        "A002 first: came at 09:10, elderly, 15 min ahead, counts as 08:55.",
        "A001: came at 09:00; 5 min later than A002.",
        "Without head starts by class another number would have been called.",
    ]


def test_the_windows_own_queue_is_named() -> None:
    first = told(Reason(compared("A001", 2, 0, 180), (compared("B001", 0),)))[0]
    assert first == "先叫 A001：09:02 到，本窗口优先办理该业务，提前 3 分钟，按 08:59 算。"


def test_the_cap_is_explained() -> None:
    sentences = told(Reason(compared("A001", 0), (compared("A002", 10),), capped=("minsheng",)), "en")
    assert "at most 2 of the last 3 calls" in sentences[-1]


def test_a_pick_says_who_decided_and_why() -> None:
    sentences = told(Reason(compared("A005", 5), (compared("A001", 0),), picked="行动不便"))
    assert sentences[0] == "窗口人员点名叫了 A005，原因：行动不便。"
    assert sentences[-1].endswith("比 A005 早 5 分钟。")


def test_among_equals_the_one_issued_first() -> None:
    assert "取号较晚" in told(Reason(compared("A001", 0), (compared("A002", 0),)))[1]


def test_a_window_that_has_not_called_says_so() -> None:
    assert why(a_hall(), 1, "zh")["sentences"] == ["这个窗口还没有叫过号。"]


def test_the_values_compared_are_told_beside_the_words() -> None:
    hall = a_hall(1)
    hall.put(replace(hall.windows[1], reason=Reason(compared("A002", 10, 900), (compared("A001", 0),))))
    answer = why(hall, 1, "zh")
    assert (answer["number"], answer["chosen"]["class_head_start_s"]) == ("A002", 900)
    assert answer["compared"][0]["effective_at"] == "2026-11-23T09:00:00+08:00"


def own(hall: Hall, number: int, at_min: float = 0, language: str = "en") -> list[str]:
    return own_reasons(hall, hall.tickets[number], now=NINE + minutes(at_min), language=language)


def test_a_visitor_is_told_nothing_about_anybody_elses_class() -> None:
    elder = a_ticket("A002", arrived=NINE + minutes(5), visitor_class=VisitorClass.ELDERLY)
    hall = with_tickets(a_hall(), [a_ticket("A001"), elder])
    assert own(hall, 1) == ["You came at 09:00; numbers ahead of you: 1."]
    assert own(hall, 2)[1] == "You are ahead by 15 min (elderly)."


def test_a_visitor_on_the_way_knows_from_when() -> None:
    hall = with_tickets(a_hall(), [a_ticket("A001", callable_from=NINE + minutes(5))])
    assert "from 09:05" in own(hall, 1)[1]
    assert len(own(hall, 1, at_min=6)) == 1


def test_the_second_number_of_one_visitor_says_that_it_waits() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A002", party="p")])
    call(hall, a_ticket("A001", party="p"), 1)
    assert own(hall, 2)[-1] == "Another number of yours is being called or served; this one comes after it."


def test_a_visit_that_does_not_wait_has_no_reasons() -> None:
    hall = a_hall(1)
    call(hall, a_ticket("A001"), 1)
    assert own(hall, 1) == []


def test_who_lets_others_pass_is_told_until_when() -> None:
    hall = with_tickets(a_hall(), [a_ticket("A001", away_until=NINE + minutes(10))])
    assert "until 09:10" in own(hall, 1)[1]
    assert len(own(hall, 1, at_min=10)) == 1


def test_who_let_this_one_pass_is_named() -> None:
    reason = Reason(compared("A003", 3), (), away=("A001", "A002"))
    assert told(reason, "en")[-1].startswith("A001, A002 came earlier, but asked for some minutes")
