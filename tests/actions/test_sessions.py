"""Sign-in, take-over, sign-out."""

import pytest

from queue_server.actions import calling, places, sessions
from queue_server.actions.access import bearer
from queue_server.actions.desk import Seat
from queue_server.domain.refusals import (
    BadCredentials,
    ClerkElsewhere,
    NoCommonSkill,
    NotSignedIn,
    SomethingCurrent,
    UnknownWindow,
    WindowShut,
    WindowTaken,
)
from tests.actions.town import Town


def at_work(town: Town) -> dict[int, str]:
    return {n: w.clerk for n, w in town.hall.windows.items() if w.clerk is not None}


def test_a_clerk_signs_in_at_a_window() -> None:
    town = Town()
    town.sign_in(1)
    assert at_work(town) == {1: "C1"}


def test_a_clerk_serves_what_skills_and_window_share() -> None:
    town = Town()
    town.sign_in(5, "C4")
    assert town.hall.served_queues(town.hall.windows[5]) == ("cards",)


def test_with_nothing_in_common_a_clerk_cannot_work_there() -> None:
    with pytest.raises(NoCommonSkill):
        Town().sign_in(1, "C4")


def test_today_s_queues_of_the_window_count() -> None:
    town = Town()
    town.act(places.arrange, 1, None, ("cards",))
    town.sign_in(1, "C4")
    assert at_work(town) == {1: "C4"}


@pytest.mark.parametrize(
    ("window", "clerk", "refusal"), [(99, "C1", UnknownWindow), (1, "nobody", BadCredentials)]
)
def test_strange_windows_and_clerks_are_refused(window: int, clerk: str, refusal: type) -> None:
    with pytest.raises(refusal):
        Town().sign_in(window, clerk)


def test_a_shut_window_lets_nobody_in() -> None:
    town = Town()
    town.act(places.arrange, 1, True, None)
    with pytest.raises(WindowShut):
        town.sign_in(1)


def test_a_taken_window_is_given_up_only_when_asked() -> None:
    town = Town()
    town.sign_in(1)
    with pytest.raises(WindowTaken):
        town.sign_in(1, "C2")
    town.sign_in(1, "C2", take_over=True)
    assert at_work(town) == {1: "C2"}


def test_a_take_over_keeps_the_current_ticket_at_the_window() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in(1)
    town.press(calling.call_next, seat)
    other = town.sign_in(1, "C2", take_over=True)
    assert town.hall.current(town.hall.windows[1]) == town.now(ticket)
    assert town.press(calling.call_next, other) is None


def test_a_take_over_ends_the_other_s_token_and_pause() -> None:
    town = Town()
    seat = Seat(1, "C1")
    town.act(sessions.sign_in, "C1", 1, False, "key-1")
    town.press(places.pause, seat, "rest")
    town.act(sessions.sign_in, "C2", 1, True, "key-2")
    assert [town.hall.tokens[k].revoked for k in ("key-1", "key-2")] == [True, False]
    assert town.hall.windows[1].paused is None


def test_who_was_taken_over_can_press_nothing() -> None:
    town = Town()
    seat = town.sign_in(1)
    town.sign_in(1, "C2", take_over=True)
    with pytest.raises(NotSignedIn):
        town.press(calling.call_next, seat)


def test_a_clerk_works_at_one_window() -> None:
    town = Town()
    town.sign_in(1)
    town.sign_in(2, "C1")
    assert at_work(town) == {2: "C1"}


def test_a_clerk_leaves_no_visitor_behind() -> None:
    town = Town()
    town.issue()
    town.press(calling.call_next, town.sign_in(1))
    with pytest.raises(ClerkElsewhere):
        town.sign_in(2, "C1", take_over=True)


def test_sign_out_closes_the_window_and_ends_the_token() -> None:
    town = Town()
    town.act(sessions.sign_in, "C1", 1, False, "key-1")
    town.act(sessions.sign_out, Seat(1, "C1"))
    assert at_work(town) == {}
    assert town.hall.tokens["key-1"].revoked


def test_sign_out_with_a_current_ticket_is_refused() -> None:
    town = Town()
    town.issue()
    seat = town.sign_in(1)
    town.press(calling.call_next, seat)
    with pytest.raises(SomethingCurrent):
        town.act(sessions.sign_out, seat)


def test_who_is_not_there_cannot_sign_out() -> None:
    with pytest.raises(NotSignedIn):
        Town().act(sessions.sign_out, Seat(1, "C1"))


def test_a_token_that_was_revoked_lets_nobody_in() -> None:
    town = Town()
    town.act(sessions.sign_in, "C1", 1, False, "key-1")
    town.act(sessions.sign_out, Seat(1, "C1"))
    with pytest.raises(NotSignedIn):
        bearer(town.hall, "key-1")
