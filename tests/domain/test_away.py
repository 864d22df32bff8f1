"""Who lets others pass harms nobody: not those who pass, and not those who come behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.callable import choose_for, is_callable, reason_for, shortlist
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.waiting import Wait, wait_of, waits_in
from tests.domain.halls import a_hall, people
from tests.makers import NINE, a_ticket, minutes, numbers

LARGEST = timedelta(seconds=1800 + 180)
LATER = NINE + minutes(10)
CLASSES = st.sampled_from([VisitorClass.ORDINARY, VisitorClass.ELDERLY, VisitorClass.APPOINTMENT])


@st.composite
def lines(draw: st.DrawFn) -> list[Ticket]:
    """A few people of one queue, in the order of their arrival."""
    gaps = draw(st.lists(st.integers(0, 1200), min_size=2, max_size=9))
    arrived = NINE - minutes(180)
    line = []
    for serial, gap in enumerate(gaps, start=1):
        arrived += timedelta(seconds=gap)
        line.append(a_ticket(f"A{serial:03d}", id=serial, arrived=arrived, visitor_class=draw(CLASSES)))
    return line


def order_of(line: Sequence[Ticket], away: int | None, calls: range, **policy: int) -> list[int]:
    """The tickets as one window calls them; `away` lets others pass during `calls` of them."""
    hall = a_hall(*line, clerks=(1,), **policy)
    order: list[int] = []
    while len(order) < len(line):
        if away is not None and away not in order:
            hall.put(replace(hall.tickets[away], away_until=LATER if len(order) in calls else None))
        choice = choose_for(hall, hall.windows[1], shortlist(hall, hall.windows[1], NINE))
        if choice is None:  # nobody but who is away: the window waits
            calls = range(0)
            continue
        order.append(choice.ticket.id)
        hall.note_favour("life", len(order), choice.favoured)
        _call(hall, choice.ticket)
    return order


def _call(hall: Hall, ticket: Ticket) -> None:
    done = ticket.call(1, "C1", NINE).finish(NINE)
    hall.put(done)


@given(lines(), st.data())
def test_nobody_else_is_called_later_than_without_it(line: list[Ticket], data: st.DataObject) -> None:
    away = data.draw(st.sampled_from(line)).id
    first = data.draw(st.integers(0, len(line)))
    calls = range(first, first + data.draw(st.integers(1, len(line))))
    no_cap = {"cap_k": 100, "cap_n": 100}
    without, with_it = order_of(line, None, calls, **no_cap), order_of(line, away, calls, **no_cap)
    assert all(with_it.index(t.id) <= without.index(t.id) for t in line if t.id != away)


@given(lines(), st.data())
def test_the_guarantee_holds_for_everybody_but_who_agreed(line: list[Ticket], data: st.DataObject) -> None:
    away = data.draw(st.sampled_from(line)).id
    calls = range(data.draw(st.integers(1, len(line))))
    order = order_of(line, away, calls)
    arrived = {t.id: t.arrived_at for t in line}
    for place, called in enumerate(order):
        behind = [other for other in order[place + 1 :] if other != away]
        assert all(arrived[called] <= arrived[other] + LARGEST for other in behind)


@given(lines(), st.data())
def test_once_back_it_is_called_as_if_it_had_never_been_away(line: list[Ticket], data: st.DataObject) -> None:
    away = data.draw(st.sampled_from(line))
    hall = a_hall(*line, clerks=(1,))
    before = choose_for(hall, hall.windows[1], shortlist(hall, hall.windows[1], NINE))
    hall.put(away.go_away(LATER))
    then = choose_for(hall, hall.windows[1], shortlist(hall, hall.windows[1], LATER))
    assert before
    assert then
    assert then.ticket.id == before.ticket.id


def test_who_is_away_can_be_called_from_that_moment_on() -> None:
    away = a_ticket("A001", away_until=LATER)
    hall = a_hall(away, clerks=(1,))
    assert not is_callable(hall, away, hall.windows[1], LATER - timedelta(microseconds=1))
    assert is_callable(hall, away, hall.windows[1], LATER)


def test_the_line_shows_who_is_away_behind_the_others() -> None:
    first, second, third = people(3)
    hall = a_hall(replace(first, away_until=LATER), second, third, clerks=(1,))
    assert numbers(t for t, _ in waits_in(hall, "life", NINE)) == ["A002", "A003", "A001"]


def test_the_wait_of_who_is_away_is_not_shorter_than_the_time_that_was_asked_for() -> None:
    away = a_ticket("A001", away_until=LATER)
    wait = wait_of(a_hall(away, clerks=(1,)), away, NINE)
    assert wait is not None
    assert wait.low_s == 600
    assert wait.high_s > 600


def test_those_behind_may_wait_longer_if_it_comes_back() -> None:
    first, second, third = people(3)
    here = wait_of(a_hall(first, second, third, clerks=(1,)), third, NINE)
    gone = wait_of(a_hall(replace(first, away_until=LATER), second, third, clerks=(1,)), third, NINE)
    assert isinstance(here, Wait)
    assert isinstance(gone, Wait)
    assert (gone.high_s, gone.low_s < here.low_s) == (here.high_s, True)


def test_the_board_and_the_ticket_say_the_same_wait() -> None:
    first, second, third = people(3)
    hall = a_hall(replace(first, away_until=LATER), second, third, clerks=(1,))
    told = [(t.number, wait) for t, wait in waits_in(hall, "life", NINE)]
    assert told == [(n, wait_of(hall, hall.tickets[hall.by_number[n]], NINE)) for n, _ in told]


def test_a_call_ends_it() -> None:
    called = a_ticket("A001", away_until=NINE).call(1, "C1", NINE)
    assert (called.state, called.away_until) == (State.CALLED, None)


def test_the_reason_of_a_call_names_who_lets_it_pass() -> None:
    first, second, third = people(3)
    hall = a_hall(replace(first, away_until=LATER), second, replace(third, away_until=LATER), clerks=(1,))
    tickets = shortlist(hall, hall.windows[1], NINE)
    choice = choose_for(hall, hall.windows[1], tickets)
    assert choice is not None
    assert reason_for(hall, hall.windows[1], choice.ticket, choice, tickets).away == ("A001",)
