from dataclasses import replace
from typing import Any

import pytest

from queue_server.boards.windows import window_board
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import UnknownWindow
from queue_server.domain.tickets import State, Step, StepState
from queue_server.domain.windows import HallNow, Undoable
from wire.windows import WindowBoard

from .a_hall import NINE, a_hall, a_ticket, call, minutes, with_tickets


def board(hall: Hall, window: int = 1, *, clerk: bool = True) -> dict[str, Any]:
    told = window_board(hall, window, clerk=clerk, now=NINE, real_now=NINE)
    WindowBoard.model_validate(told)
    return told


def test_a_window_without_a_clerk_is_closed() -> None:
    told = board(a_hall())
    assert (told["state"], told["clerk"], told["current"]) == ("closed", None, None)


def test_a_signed_in_clerk_has_a_name_and_nothing_to_do() -> None:
    told = board(a_hall(1))
    assert told["state"] == "idle"
    assert told["clerk"] == {
        "employee_no": "DL001",
        "name": "叶谷雨",
        "department": "mz",
        "photo": None,
        "languages": ["cmn"],
    }


def test_the_clerk_sees_class_and_note_of_the_current_ticket() -> None:
    hall = a_hall(1)
    call(hall, a_ticket("A001", note="带原件"), 1)
    current = board(hall)["current"]
    assert (current["public_id"], current["visitor_class"], current["note"]) == (
        "id-of-A001",
        "ordinary",
        "带原件",
    )


def test_the_outward_face_tells_nothing_that_belongs_to_one_visitor() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A002", state=State.HELD, window=1)])
    call(hall, a_ticket("A001"), 1)
    told = board(hall, clerk=False)
    assert set(told["current"]) == {"number", "service", "state", "since", "steps"}
    assert (told["held"], told["can"]) == ([], [])


def test_the_next_numbers_come_in_this_windows_order() -> None:
    early, late = a_ticket("B001", "zhengzhao"), a_ticket("A001", arrived=NINE + minutes(2))
    hall = with_tickets(a_hall(1, 8), [early, late])
    assert board(hall, 1)["next_up"] == ["A001", "B001"]
    assert board(hall, 8)["next_up"] == ["B001"]


def test_every_queue_says_how_many_wait_and_since_when() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001"), a_ticket("A002", arrived=NINE + minutes(1))])
    assert board(hall)["queues"][0] == {
        "queue": "minsheng",
        "waiting": 2,
        "oldest_arrived_at": "2026-11-23T09:00:00+08:00",
    }


def test_a_queue_waits_since_the_oldest_who_is_there() -> None:
    away = a_ticket("A001", away_until=NINE + minutes(10))
    hall = with_tickets(a_hall(1), [away, a_ticket("A002", arrived=NINE + minutes(1))])
    assert board(hall)["queues"][0]["oldest_arrived_at"] == "2026-11-23T09:01:00+08:00"


def test_a_held_ticket_is_shown_with_its_note_to_the_clerk_who_may_resume_it() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A002", state=State.HELD, window=1, note="取照片")])
    held = board(hall)["held"]
    assert [(h["number"], h["note"]) for h in held] == [("A002", "取照片")]
    assert "resume" in board(hall)["can"]


def test_an_evacuation_shows_as_a_pause_on_open_windows_only() -> None:
    hall = a_hall(1)
    hall.put(HallNow("N", evacuated=True))
    assert (board(hall, 1)["state"], board(hall, 2)["state"]) == ("paused", "closed")


def test_a_pause_shows_until_it_is_over() -> None:
    hall = a_hall(1)
    hall.put(replace(hall.windows[1], paused="rest"))
    assert board(hall)["state"] == "paused"


def test_the_service_of_a_scenario_is_the_step_that_is_handled_now() -> None:
    hall = a_hall(1)
    steps = (Step("SW-1", "shuiwu", StepState.DONE), Step("MZ-1", "minsheng", StepState.CURRENT))
    call(hall, a_ticket("A001", scenario="x", steps=steps), 1)
    assert board(hall)["current"]["service"] == "MZ-1"


def test_a_window_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownWindow):
        board(a_hall(), 99)


def test_the_clerk_is_told_who_is_coming_and_since_when() -> None:
    elder = a_ticket("A001", visitor_class=VisitorClass.ELDERLY)
    coming = board(with_tickets(a_hall(1), [elder]))["coming"]
    assert coming[0]["visitor_class"] == "elderly"
    assert coming[0]["arrived_at"] == "2026-11-23T09:00:00+08:00"


def test_the_outward_face_names_no_class_of_those_who_come() -> None:
    assert board(with_tickets(a_hall(1), [a_ticket("A001")]), clerk=False)["coming"] == []


def test_a_pause_tells_its_reason_and_since_when() -> None:
    hall = a_hall(1)
    hall.put(replace(hall.windows[1], paused="rest", paused_at=NINE))
    assert board(hall)["pause"] == {"reason": "rest", "since": "2026-11-23T09:00:00+08:00"}


def test_an_evacuated_or_shut_window_says_so() -> None:
    hall = a_hall(1)
    hall.put(HallNow("N", evacuated=True))
    hall.put(replace(hall.windows[2], shut=True))
    assert (board(hall, 1)["evacuated"], board(hall, 2)["shut"], board(hall, 1)["shut"]) == (
        True,
        True,
        False,
    )


def test_undo_tells_until_when_it_is_possible() -> None:
    hall = a_hall(1)
    last = Undoable("finish", "DL001", NINE, (), (), None)
    hall.put(replace(hall.windows[1], undoable=last))
    assert board(hall)["undo"] == {"verb": "finish", "until": "2026-11-23T09:00:30+08:00"}
