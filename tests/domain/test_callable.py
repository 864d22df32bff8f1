"""Which waiting tickets a window could call now."""

from dataclasses import replace

from queue_server.domain.callable import choose_for, in_order, is_callable, reason_for, shortlist
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State
from queue_server.domain.windows import Window
from tests.domain.halls import a_hall, people
from tests.makers import NINE, a_ticket, minutes, numbers


def next_at(hall: Hall, window: int) -> str | None:
    choice = choose_for(hall, hall.windows[window], shortlist(hall, hall.windows[window], NINE))
    return choice.ticket.number if choice else None


def test_a_window_calls_from_its_own_queues_only() -> None:
    hall = a_hall(a_ticket("K001", queue="cards"), clerks=(1, 4))
    assert (next_at(hall, 1), next_at(hall, 4)) == (None, "K001")


def test_a_clerk_calls_only_what_the_skills_allow() -> None:
    hall = a_hall(a_ticket("P001", queue="pickup"))
    hall.put(Window(5, clerk="C4"))
    assert next_at(hall, 5) is None


def test_a_ticket_sent_to_a_window_is_called_only_there() -> None:
    hall = a_hall(a_ticket("A001", to_window=2), clerks=(1, 2))
    assert (next_at(hall, 1), next_at(hall, 2)) == (None, "A001")


def test_a_ticket_sent_to_a_window_of_other_queues_is_called_there_too() -> None:
    hall = a_hall(a_ticket("A001", to_window=4), clerks=(4,))
    assert next_at(hall, 4) == "A001"


def test_a_visitor_on_the_way_is_not_called() -> None:
    walking = a_ticket("A001", callable_from=NINE + minutes(1))
    hall = a_hall(walking, a_ticket("A002"), clerks=(1,))
    assert next_at(hall, 1) == "A002"
    assert is_callable(hall, walking, hall.windows[1], NINE + minutes(1))


def test_a_visitor_who_is_at_a_window_is_not_called_to_another() -> None:
    at_window = a_ticket("A001", state=State.CALLED, window=2, party="p1")
    hall = a_hall(at_window, a_ticket("A002", party="p1"), a_ticket("A003"), clerks=(1,))
    assert next_at(hall, 1) == "A003"


def test_the_same_id_number_is_the_same_visitor() -> None:
    serving = a_ticket("A001", state=State.SERVING, window=2, person="h1")
    assert next_at(a_hall(serving, a_ticket("A002", person="h1"), clerks=(1,)), 1) is None


def test_a_held_visitor_s_other_ticket_may_be_called() -> None:
    held = a_ticket("A001", state=State.HELD, window=2, party="p1")
    assert next_at(a_hall(held, a_ticket("A002", party="p1"), clerks=(1,)), 1) == "A002"


def test_the_next_numbers_are_shown_in_their_order() -> None:
    hall = a_hall(*people(4), *people(4, "permits", "B"), clerks=(1,))
    assert numbers(in_order(hall, hall.windows[1], NINE, 4)) == ["A001", "A002", "A003", "A004"]


def test_a_window_without_clerk_has_nobody_next() -> None:
    hall = a_hall(*people(4))
    assert in_order(hall, hall.windows[1], NINE, 4) == []


def test_a_reason_compares_the_chosen_with_three_behind() -> None:
    hall = a_hall(*people(6), clerks=(3,))
    window = hall.windows[3]
    tickets = shortlist(hall, window, NINE)
    choice = choose_for(hall, window, tickets)
    assert choice is not None
    reason = reason_for(hall, window, choice.ticket, choice, tickets)
    assert reason.chosen.number == "A001"
    assert [t.number for t in reason.behind] == ["A002", "A003", "A004"]


def test_a_reason_tells_both_head_starts() -> None:
    elder = a_ticket("A001", visitor_class=VisitorClass.ELDERLY)
    hall = a_hall(elder, clerks=(1,))
    chosen = reason_for(hall, hall.windows[1], elder, None, []).chosen
    assert (chosen.class_head_start_s, chosen.window_head_start_s) == (900, 180)
    assert chosen.effective_at == NINE - minutes(18)


def test_the_cap_looks_at_today_s_calls_of_the_queue() -> None:
    first, elder = a_ticket("A001"), a_ticket("A002", visitor_class=VisitorClass.ELDERLY)
    hall = a_hall(first, elder, clerks=(3,))
    assert next_at(hall, 3) == "A002"
    for seq in (1, 2):
        hall.note_favour("life", seq, favoured=True)
    assert next_at(hall, 3) == "A001"


def test_a_shorter_day_of_one_window_s_queues_is_followed() -> None:
    hall = a_hall(a_ticket("B001", queue="permits"), clerks=(1,))
    hall.put(replace(hall.windows[1], queues_today=("life",)))
    assert next_at(hall, 1) is None
