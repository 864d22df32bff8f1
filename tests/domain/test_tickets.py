"""A ticket's life: the state table, move by move."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.refusals import WrongState
from queue_server.domain.tickets import AT_WINDOW, LIVE, State, Step, StepState, Ticket
from tests.makers import NINE, a_ticket, minutes

LATER = NINE + minutes(10)
W, C, S, H, M = State.WAITING, State.CALLED, State.SERVING, State.HELD, State.MISSED
Move = Callable[[Ticket], Ticket]

TABLE: dict[str, tuple[Move, set[State], State]] = {
    "call": (lambda t: t.call(3, "C3", LATER), {W}, C),
    "recall": (lambda t: t.recall(), {C}, C),
    "start": (lambda t: t.start(LATER), {C}, S),
    "finish": (lambda t: t.finish(LATER), {C, S}, State.DONE),
    "miss": (lambda t: t.miss(LATER), {C}, M),
    "hold": (lambda t: t.hold("copy", LATER), {C, S}, H),
    "resume": (lambda t: t.resume(3, "C3", LATER), {H}, S),
    "requeue": (lambda t: t.requeue(NINE, LATER), {H}, W),
    "revive": (lambda t: t.revive(NINE, LATER), {M}, W),
    "transfer": (lambda t: t.transfer("permits", None, NINE, "", LATER), {W, C, S}, W),
    "go on": (lambda t: t.go_on((), "permits", NINE, LATER, LATER), {C, S}, W),
    "cancel": (lambda t: t.cancel(LATER), {W, C, H, M}, State.CANCELLED),
    "expire": (lambda t: t.expire(LATER), {W, H, M}, State.EXPIRED),
}


def in_state(state: State, **more: Any) -> Ticket:
    at_window: dict[str, Any] = {"window": 3, "clerk": "C3", "called_at": NINE, "started_at": NINE}
    return a_ticket(state=state, **({} if state is W else at_window), **more)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", TABLE)
def test_every_move_is_in_the_table_or_refused(name: str, state: State) -> None:
    move, allowed, becomes = TABLE[name]
    if state in allowed:
        assert move(in_state(state)).state is becomes
    else:
        with pytest.raises(WrongState) as refused:
            move(in_state(state))
        assert refused.value.details == {"number": "A001", "state": state.value}


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED, State.EXPIRED])
def test_an_ended_visit_stays_ended(state: State) -> None:
    assert not in_state(state).live
    assert not any(state in allowed for _, allowed, _ in TABLE.values())


def test_who_is_at_a_window_is_still_in_the_hall() -> None:
    assert AT_WINDOW < LIVE
    assert {s for s in State if in_state(s).live} == LIVE


@given(st.lists(st.sampled_from(sorted(TABLE)), max_size=12))
def test_no_move_changes_the_number_or_when_it_was_issued(moves: list[str]) -> None:
    born = ticket = a_ticket("A001")
    for name in moves:
        move, allowed, _ = TABLE[name]
        ticket = move(ticket) if ticket.state in allowed else ticket
    kept = ("id", "public_id", "series", "serial", "number", "first_queue", "issued_at", "business_date")
    assert all(getattr(ticket, name) == getattr(born, name) for name in kept)


@given(st.lists(st.sampled_from(sorted(TABLE)), max_size=12))
def test_nobody_in_line_has_a_window_or_a_clerk(moves: list[str]) -> None:
    ticket = a_ticket()
    for name in moves:
        move, allowed, _ = TABLE[name]
        ticket = move(ticket) if ticket.state in allowed else ticket
        assert (ticket.state is not W) or (ticket.window, ticket.clerk, ticket.recalls) == (None, None, 0)
        assert (ticket.state not in AT_WINDOW) or (ticket.window, ticket.clerk) == (3, "C3")


def test_a_call_names_window_clerk_and_time() -> None:
    called = a_ticket().call(3, "C3", LATER)
    assert (called.window, called.clerk, called.called_at, called.since) == (3, "C3", LATER, LATER)


def test_recalls_are_counted_and_begin_anew_with_each_call() -> None:
    twice = a_ticket().call(3, "C3", NINE).recall().recall()
    assert twice.recalls == 2
    assert twice.miss(LATER).revive(NINE, LATER).call(3, "C3", LATER).recalls == 0


def test_any_number_of_recalls_may_end_in_a_miss() -> None:
    never = a_ticket().call(3, "C3", NINE)
    often = never.recall().recall().recall().recall()
    assert never.miss(LATER).state is often.miss(LATER).state is M


def test_a_revived_ticket_has_lost_its_head_start_for_good() -> None:
    revived = in_state(M).revive(NINE, LATER)
    assert (revived.head_started, revived.revivals) == (False, 1)
    assert not revived.call(3, "C3", LATER).hold("", LATER).requeue(NINE, LATER).head_started


def test_a_held_ticket_remembers_its_window_and_note() -> None:
    held = in_state(S, note="old").hold("copy of the lease", LATER)
    assert (held.window, held.note) == (3, "copy of the lease")
    assert in_state(S, note="old").hold("", LATER).note == "old"


def test_the_time_away_is_no_service() -> None:
    held = in_state(S).hold("copy", NINE + minutes(4))
    back = held.resume(3, "C3", NINE + minutes(34))
    assert back.started_at == NINE + minutes(30)


def test_who_was_held_before_the_start_starts_on_coming_back() -> None:
    held = a_ticket().call(3, "C3", NINE).hold("copy", NINE)
    assert held.resume(3, "C3", LATER).started_at == LATER


def test_a_ticket_sent_to_a_window_stays_sent_to_it() -> None:
    sent = a_ticket().transfer("life", 7, NINE, "", NINE)
    missed = sent.call(7, "C7", NINE).miss(NINE)
    assert missed.revive(NINE, LATER).to_window == 7
    assert sent.call(7, "C7", NINE).hold("", NINE).requeue(NINE, LATER).to_window == 7


def test_the_next_step_and_another_transfer_free_it_of_the_window() -> None:
    sent = a_ticket().transfer("life", 7, NINE, "", NINE).call(7, "C7", NINE)
    assert sent.go_on((), "permits", NINE, LATER, LATER).to_window is None
    assert sent.transfer("permits", None, NINE, "", LATER).to_window is None


def test_a_visit_finished_early_says_which_steps_were_never_reached() -> None:
    steps = (Step("LF-1", "life", StepState.CURRENT), Step("PM-1", "permits"))
    done = in_state(S, steps=steps).finish(LATER)
    assert [s.state for s in done.steps] == [StepState.DONE, StepState.PENDING]


def test_a_walk_to_the_next_step_ends_with_the_call() -> None:
    walking = in_state(S).go_on((), "permits", NINE, LATER, NINE)
    assert walking.callable_from == LATER
    assert walking.call(2, "C2", LATER).callable_from is None


def test_a_ticket_for_the_journal_is_the_same_but_for_the_person() -> None:
    known = a_ticket(person="0f3a", person_mask="441*************12", party="p1", note="speaks no Mandarin")
    assert known.without_person() == replace(known, person=None, person_mask=None, party=None, note="")
