"""What a move does to a ticket's place in line."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.moves import kept_arrival, revived_arrival
from queue_server.domain.tickets import State, Ticket
from tests.makers import NINE, a_catalogue, a_ticket, minutes, numbers

MICROSECOND = timedelta(microseconds=1)
LATE = a_ticket("A099", arrived=NINE - minutes(60), state=State.MISSED)

classes = st.sampled_from([VisitorClass.ORDINARY, VisitorClass.ELDERLY, VisitorClass.RETURNING])
arrivals = st.integers(0, 7_200_000_000).map(lambda ago: NINE - timedelta(microseconds=ago))
lines = st.lists(st.tuples(arrivals, classes), max_size=8).map(
    lambda people: [
        a_ticket(f"A{n:03d}", arrived=arrived, visitor_class=of_class)
        for n, (arrived, of_class) in enumerate(people, start=1)
    ]
)


def hall_with(*line: Ticket, **policy: Any) -> Hall:
    hall = Hall(a_catalogue(**policy))
    for ticket in line:
        hall.put(ticket)
    return hall


def waiting_since(*ago: float) -> list[Ticket]:
    return [a_ticket(f"A{n:03d}", arrived=NINE - minutes(m)) for n, m in enumerate(ago, start=1)]


def revived(hall: Hall, missed: Ticket = LATE, now: datetime = NINE) -> list[str]:
    """The line after a revival, by numbers."""
    hall.put(missed)
    hall.put(missed.revive(revived_arrival(hall, missed, now), now))
    return numbers(hall.waiting(missed.queue))


def test_a_move_keeps_the_first_arrival() -> None:
    assert kept_arrival(hall_with(), a_ticket(arrived=NINE - minutes(29)), NINE) == NINE - minutes(29)


def test_a_move_keeps_no_more_than_half_an_hour() -> None:
    assert kept_arrival(hall_with(), a_ticket(arrived=NINE - minutes(90)), NINE) == NINE - minutes(30)


def test_how_much_a_move_keeps_is_policy_s() -> None:
    hall = hall_with(keep_arrival_s=60)
    assert kept_arrival(hall, a_ticket(arrived=NINE - minutes(90)), NINE) == NINE - minutes(1)


def test_a_revived_ticket_is_one_microsecond_behind_the_third() -> None:
    third = revived_arrival(hall_with(*waiting_since(20, 15, 10, 5)), LATE, NINE)
    assert third == NINE - minutes(10) + MICROSECOND


def test_a_revived_ticket_is_behind_the_last_of_a_short_line() -> None:
    assert revived(hall_with(*waiting_since(20, 15))) == ["A001", "A002", "A099"]


def test_a_revived_ticket_in_an_empty_line_arrives_now() -> None:
    assert revived_arrival(hall_with(), LATE, NINE) == NINE


def test_a_revived_ticket_is_not_earlier_than_half_an_hour_ago() -> None:
    assert revived_arrival(hall_with(*waiting_since(90, 80, 70)), LATE, NINE) == NINE - minutes(30)


def test_the_third_is_found_with_class_head_starts() -> None:
    elder = a_ticket("A004", arrived=NINE - minutes(4), visitor_class=VisitorClass.ELDERLY)
    hall = hall_with(*waiting_since(20, 15, 10), elder)
    assert revived(hall) == ["A001", "A004", "A002", "A099", "A003"]


def test_an_elderly_visitor_s_revived_ticket_is_behind_the_third_as_well() -> None:
    elder = replace(LATE, visitor_class=VisitorClass.ELDERLY)
    assert revived(hall_with(*waiting_since(20, 15, 10, 5)), elder)[3] == "A099"


def test_only_the_own_queue_is_looked_at() -> None:
    others = [replace(t, queue="permits") for t in waiting_since(20, 15, 10)]
    assert revived_arrival(hall_with(*others), LATE, NINE) == NINE


@given(arrivals, st.integers(0, 7200))
def test_a_kept_arrival_is_never_earlier_than_the_first(arrived: datetime, keep: int) -> None:
    kept = kept_arrival(hall_with(keep_arrival_s=keep), a_ticket(arrived=arrived), NINE)
    assert kept == max(arrived, NINE - timedelta(seconds=keep))


@given(arrivals, st.integers(0, 3600), st.integers(0, 3600))
def test_two_moves_keep_what_one_keeps(arrived: datetime, between: int, keep: int) -> None:
    hall, then = hall_with(keep_arrival_s=keep), NINE + timedelta(seconds=between)
    moved = replace(a_ticket(arrived=arrived), arrived_at=kept_arrival(hall, a_ticket(arrived=arrived), NINE))
    assert kept_arrival(hall, moved, then) == kept_arrival(hall, a_ticket(arrived=arrived), then)


@given(lines)
def test_nobody_of_the_first_three_is_overtaken_by_a_revival(line: list[Ticket]) -> None:
    hall = hall_with(*line)
    first = numbers(hall.waiting("life"))[:3]
    assert revived(hall)[: len(first)] == first


@given(lines.filter(bool))
def test_a_revival_is_right_behind_the_third_or_half_an_hour_ago(line: list[Ticket]) -> None:
    hall = hall_with(*line)
    third = [hall.effective_at(t) for t in hall.waiting("life")][:3][-1]
    assert revived_arrival(hall, LATE, NINE) == max(third + MICROSECOND, NINE - minutes(30))
