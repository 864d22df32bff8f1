"""What is pushed tells every call since the push before; what is asked for is made once for a crowd."""

import json
from datetime import timedelta
from typing import Any

from queue_server.actions.ports import Committed
from queue_server.boards.rooms import Moment, parse
from queue_server.domain.hall import Hall
from queue_server.live.centre import CentreLive
from tests.boards.a_hall import NINE, a_call, a_hall
from tests.boards.full_hall import a_full_hall, calls_in

HALL = parse("hall:S")


def at(seconds: float) -> Moment:
    return Moment(NINE + timedelta(seconds=seconds), NINE + timedelta(seconds=seconds))


def pushed(centre: CentreLive, hall: Hall) -> list[dict[str, Any]]:
    calls: list[dict[str, Any]] = json.loads(centre.news(hall, HALL, at(0), 1.0, full=False))["calls"]
    return calls


def test_a_hall_that_is_too_wide_for_many_calls_still_tells_all_since_the_last_push() -> None:
    hall, centre = a_full_hall(waiting=20), CentreLive((), NINE)
    calls = calls_in(hall, "S", 24)
    hall.seq = calls[3].seq
    centre.learn(Committed("dalang", (), (), tuple(calls[:4])), hall)
    assert len(pushed(centre, hall)) == 4
    hall.seq = calls[-1].seq
    centre.learn(Committed("dalang", (), (), tuple(calls[4:])), hall)
    told = pushed(centre, hall)
    assert (told[0]["prev"], len(told)) == (calls[3].seq, 20)
    assert len(pushed(centre, hall)) == 6


def test_a_crowd_that_asks_at_once_is_given_the_same_envelope() -> None:
    hall, centre = a_hall(1), CentreLive((), NINE)
    first = centre.envelope(hall, parse("hall:N"), at(0), 1.0, full=False)
    assert centre.envelope(hall, parse("hall:N"), at(0.2), 1.0, full=False) is first
    assert centre.envelope(hall, parse("hall:N"), at(0.3), 1.0, full=False) is not first


def test_a_new_fact_makes_a_new_envelope() -> None:
    hall, centre = a_hall(1), CentreLive((), NINE)
    first = centre.envelope(hall, parse("hall:N"), at(0), 1.0, full=False)
    hall.seq += 1
    assert centre.envelope(hall, parse("hall:N"), at(0.1), 1.0, full=False) is not first


def test_rooms_wait_together_until_they_are_taken() -> None:
    hall, centre = a_hall(1), CentreLive((), NINE)
    news = [Committed("dalang", (), (), (a_call(seq),)) for seq in (5, 9)]
    assert [centre.learn(n, hall) for n in news] == [True, False]
    assert parse("window:1") in centre.take_unsent("dalang")
    assert centre.take_unsent("dalang") == {}


def test_a_room_is_as_far_as_its_last_board_that_left() -> None:
    hall, centre, seen = a_hall(1), CentreLive((), NINE), []
    for seq in (5, 9):
        centre.learn(Committed("dalang", (), (), (a_call(seq),)), hall)
        seen.append(centre.seq_of("dalang/window:1"))
        centre.take_unsent("dalang")
        seen.append(centre.seq_of("dalang/window:1"))
        centre.left()
        seen.append(centre.seq_of("dalang/window:1"))
    assert seen == [0, 0, 5, 5, 5, 9]


def test_a_board_that_was_taken_while_the_one_before_is_on_its_way_does_not_hide_it() -> None:
    hall, centre = a_hall(1), CentreLive((), NINE)
    centre.learn(Committed("dalang", (), (), (a_call(5),)), hall)
    centre.take_unsent("dalang")
    centre.learn(Committed("dalang", (), (), (a_call(9),)), hall)
    centre.left()
    assert centre.seq_of("dalang/window:1") == 5
