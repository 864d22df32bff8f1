"""What hall staff see: figures of today that are counted and never guessed."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queue_server.boards.desk import desk_board, windows_board
from queue_server.domain.counters import Counters
from queue_server.domain.hall import Hall
from queue_server.domain.policy import Policy, QueuePolicy
from queue_server.domain.tickets import State, Step, StepState
from queue_server.domain.windows import HallNow, HallState

from .a_hall import NINE, a_hall, a_ticket, call, minutes, with_tickets
from .full_hall import a_full_hall

TODAY = date(2026, 11, 23)


def at_work(*open_windows: int, policy: Policy | None = None) -> Hall:
    """A hall whose business date is open and whose series A has given three numbers."""
    hall = a_hall(*open_windows, policy=policy) if policy else a_hall(*open_windows)
    hall.put(Counters(3, TODAY, day_closed=False, serials=(("A", 3),)))
    return hall


def queue(hall: Hall, code: str) -> dict[str, Any]:
    rows = desk_board(hall, now=NINE)["queues"]
    found: dict[str, Any] = next(row for row in rows if row["queue"] == code)
    return found


def window(hall: Hall, number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(w for w in windows_board(hall)["windows"] if w["window"] == number)
    return found


def test_a_queue_tells_its_line_its_oldest_and_its_windows() -> None:
    hall = with_tickets(at_work(1, 2), [a_ticket("A001"), a_ticket("A002", arrived=NINE - minutes(25))])
    row = queue(hall, "minsheng")
    assert (row["waiting"], row["oldest_arrived_at"][11:16], row["open_windows"]) == (2, "08:35", 2)


def test_an_issued_ticket_counts_where_its_visit_began_wherever_it_goes() -> None:
    hall = with_tickets(at_work(1), [a_ticket("A001"), a_ticket("A002").cancel(NINE)])
    hall.put(hall.tickets[1].transfer("shuiwu", None, NINE, "", NINE))
    assert (queue(hall, "minsheng")["issued"], queue(hall, "shuiwu")["issued"]) == (2, 0)


def test_a_finished_ticket_counts_as_served_and_done_until_that_is_undone() -> None:
    hall = with_tickets(at_work(1), [a_ticket("A001")])
    called = call(hall, a_ticket("A001"), 1)
    undo = hall.put(called.finish(NINE))
    assert (queue(hall, "minsheng")["served"], desk_board(hall, now=NINE)["totals"]["done"]) == (1, 1)
    undo()
    assert (queue(hall, "minsheng")["served"], desk_board(hall, now=NINE)["totals"]["done"]) == (0, 0)


def test_each_step_of_a_scenario_is_served_in_its_own_queue() -> None:
    done, now = Step("MZ-1", "minsheng", StepState.DONE), Step("SW-1", "shuiwu", StepState.CURRENT)
    hall = with_tickets(at_work(1), [a_ticket("A001", "shuiwu", steps=(done, now))])
    totals = desk_board(hall, now=NINE)["totals"]
    served = [queue(hall, code)["served"] for code in ("minsheng", "shuiwu")]
    assert (served, totals["done"]) == ([1, 0], 0)


def test_yesterdays_tickets_count_no_more() -> None:
    hall = with_tickets(at_work(1), [a_ticket("A009", business_date=date(2026, 11, 22)).cancel(NINE)])
    assert queue(hall, "minsheng")["issued"] == 0


def test_the_sums_are_what_was_given_and_what_waits_now() -> None:
    hall = with_tickets(at_work(1, 20), [a_ticket("A001"), a_ticket("T001", "shuiwu")])
    hall.put(call(hall, a_ticket("A002"), 1).miss(NINE))
    assert desk_board(hall, now=NINE)["totals"] == {
        "issued": 3, "done": 0, "missed": 1, "waiting": 2, "open_windows": 2, "windows": 5,
    }  # fmt: skip


def test_a_queue_has_the_centres_target_unless_it_has_its_own() -> None:
    policy = Policy(wait_target_s=900, queues={"shuiwu": QueuePolicy(wait_target_s=300)})
    hall = at_work(1, policy=policy)
    assert (queue(hall, "minsheng")["target_s"], queue(hall, "shuiwu")["target_s"]) == (900, 300)


def test_a_window_tells_since_when_it_serves() -> None:
    hall = with_tickets(at_work(1), [a_ticket("A001")])
    hall.put(call(hall, a_ticket("A001"), 1).start(NINE + minutes(2)))
    row = window(hall, 1)
    assert (row["state"], row["number"], row["since"][11:16], row["clerk"]) == (
        "serving", "A001", "09:02", "DL001",
    )  # fmt: skip


def test_a_window_that_is_shut_says_so() -> None:
    hall = at_work(1)
    hall.put(replace(hall.windows[1], shut=True, queues_today=("zhengzhao",)))
    row = window(hall, 1)
    assert (row["state"], row["shut"], row["queues"]) == ("closed", True, ("zhengzhao",))


def test_a_working_clerk_could_take_what_the_window_has_not() -> None:
    hall = at_work(2)
    assert (window(hall, 2)["could"], window(hall, 8)["could"]) == (["zhengzhao", "shuiwu"], [])


def test_queues_beyond_the_skills_of_a_clerk_are_told_for_the_windows_that_have_any() -> None:
    hall = at_work(1, 2)
    hall.put(replace(hall.windows[2], queues_today=("minsheng", "shichang")))
    assert windows_board(hall)["beyond"] == [{"window": 2, "queues": ["shichang"]}]


def test_windows_of_an_evacuated_hall_call_nobody() -> None:
    hall = at_work(1, 20)
    hall.put(HallNow("N", HallState.OPEN, evacuated=True, evacuation_text={"zh": "走"}))
    told = windows_board(hall)["halls"]
    assert desk_board(hall, now=NINE)["totals"]["open_windows"] == 1
    assert told[0] == {"hall": "N", "state": "evacuation", "notice": {"zh": "走"}}


@pytest.mark.parametrize(("board", "largest"), [("desk", 8_000), ("windows", 14_000)])
def test_the_boards_stay_small_on_the_busiest_day(board: str, largest: int) -> None:
    hall = a_full_hall(waiting=40)
    made = desk_board(hall, now=NINE) if board == "desk" else windows_board(hall)
    assert len(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()) < largest


def test_a_number_that_was_missed_on_another_day_is_not_missed_today() -> None:
    gone = replace(a_ticket("A001"), state=State.MISSED)
    earlier = replace(a_ticket("A002"), state=State.MISSED, business_date=date(2026, 11, 20))
    hall = with_tickets(at_work(1), [gone, earlier])
    assert desk_board(hall, now=NINE)["totals"]["missed"] == 1
