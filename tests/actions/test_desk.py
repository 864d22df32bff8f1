"""What every window command makes sure of before it acts."""

import pytest

from queue_server.actions import calling
from queue_server.actions.desk import Seat, sit_down, window_at, with_current
from queue_server.domain.refusals import ExpectMismatch, NothingCurrent, NotSignedIn, UnknownWindow
from tests.actions.town import Town


def test_a_window_that_does_not_exist_is_unknown() -> None:
    with pytest.raises(UnknownWindow):
        window_at(Town().hall, 99)


def test_nobody_presses_at_an_empty_window() -> None:
    with pytest.raises(NotSignedIn):
        Town().act(sit_down, Seat(1, "C1"), None)


def test_what_the_clerk_sees_must_be_true() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    with pytest.raises(ExpectMismatch) as refused:
        town.act(sit_down, seat, ticket.public_id)
    assert refused.value.details == {"expect": ticket.public_id, "current": None}


def test_who_sees_what_is_true_sits_down() -> None:
    town = Town()
    ticket, seat = town.issue(), town.sign_in()
    town.press(calling.call_next, seat)
    window, current = town.act(sit_down, seat, ticket.public_id)
    assert (window.number, current) == (1, town.now(ticket))


def test_some_commands_need_somebody_at_the_window() -> None:
    town = Town()
    with pytest.raises(NothingCurrent):
        town.act(with_current, town.sign_in(), None)
