"""Reminders: asked for by whoever has the ticket, told once of each kind, forgotten with the visit."""

from typing import Any

import pytest

from queue_server.actions import ending, visitors
from queue_server.actions.calling import call_next
from queue_server.actions.reminding import (
    MOST_NAMING,
    Due,
    anything_due,
    ask,
    ask_naming,
    remind,
    reminder_of,
    stop,
)
from queue_server.domain import waiting
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import BadValue, ReminderLimit, UnknownTicket, WrongState
from queue_server.domain.reminders import Address, Kind, Reminder, Wish
from queue_server.domain.tickets import Ticket
from tests.actions.town import Town

THREE = Wish(ahead=3)


def a_line(count: int) -> tuple[Town, list[Ticket]]:
    town = Town()
    return town, [town.issue() for _ in range(count)]


def asked(town: Town, ticket: Ticket, wish: Wish = THREE, address: str = "mark") -> Reminder:
    return town.act(ask, ticket.public_id, "sms", wish, Address(f"{address}, sealed", address))


def named(town: Town, ticket: Ticket, mark: str = "mark") -> Reminder:
    return town.act(ask_naming, ticket.public_id, "sms", THREE, Address("sealed", mark))


def told(town: Town) -> list[Kind]:
    due: list[Due] = town.act(remind)
    return [each.kind for each in due]


def reckonings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queues whose speed is reckoned from now on, each as often as it is."""
    reckoned: list[str] = []

    def reckon(_: Hall, queue: str) -> None:
        reckoned.append(queue)

    monkeypatch.setattr(waiting, "_speed", reckon)
    return reckoned


def test_nobody_is_told_while_more_people_are_ahead_than_wished() -> None:
    town, tickets = a_line(5)
    asked(town, tickets[4])
    assert told(town) == []


def test_the_visitor_is_told_when_so_many_are_ahead() -> None:
    town, tickets = a_line(5)
    asked(town, tickets[4])
    town.press(call_next, town.sign_in())
    assert told(town) == [Kind.NEAR]


def test_it_is_told_once() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1])
    assert (told(town), told(town)) == ([Kind.NEAR], [])


def test_the_estimate_counts_as_well_as_the_people() -> None:
    town, tickets = a_line(5)
    town.sign_in()
    asked(town, tickets[4], Wish(within_s=7200))
    assert told(town) == [Kind.NEAR]


def test_without_an_estimate_minutes_tell_nothing() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1], Wish(within_s=7200))
    assert told(town) == []


def test_a_call_is_told_and_from_then_on_nothing_is_near() -> None:
    town, tickets = a_line(1)
    seat = town.sign_in()
    town.press(call_next, seat)
    asked(town, tickets[0])
    assert told(town) == [Kind.CALLED]
    town.press(ending.missed, seat)
    town.act(visitors.revive, tickets[0].public_id, False)
    assert told(town) == []


def test_asked_again_with_another_number_what_was_told_stays_told() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1])
    told(town)
    asked(town, tickets[1], address="another")
    assert told(town) == []


def test_asked_again_alike_changes_nothing() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1])
    before = town.hall.seq
    asked(town, tickets[1])
    assert town.hall.seq == before


def test_the_address_is_forgotten_with_the_visit() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1])
    town.act(visitors.cancel, tickets[1].public_id)
    assert told(town) == []
    kept = town.hall.reminders[f"{tickets[1].id}/sms"]
    assert (kept.over, kept.address) == (True, "")


def test_the_address_is_in_no_fact() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1], address="13800138000")
    told(town)
    assert "13800138000" not in repr(list(town.store.journal("town")))


def test_a_visitor_can_have_it_stopped() -> None:
    town, tickets = a_line(2)
    asked(town, tickets[1])
    town.act(stop, tickets[1].public_id, "sms")
    assert (reminder_of(town.hall, town.now(tickets[1]), "sms"), told(town)) == (None, [])


def test_stopped_twice_is_stopped_once() -> None:
    town, tickets = a_line(1)
    asked(town, tickets[0])
    for _ in range(2):
        town.act(stop, tickets[0].public_id, "sms")
    assert town.facts().count("ReminderEnded") == 1


def test_no_time_is_lost_on_an_estimate_that_nobody_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    town, tickets = a_line(3)
    reckoned = reckonings(monkeypatch)
    asked(town, tickets[2], Wish(ahead=1))
    assert (told(town), reckoned) == ([], [])


def test_how_fast_a_queue_is_called_is_reckoned_once_for_all_its_reminders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town, tickets = a_line(5)
    town.sign_in()
    for ticket in tickets:
        asked(town, ticket, Wish(within_s=60))
    reckoned = reckonings(monkeypatch)
    anything_due(town.hall, town.clock.hall_now())
    assert reckoned == ["life"]


def test_one_address_is_named_by_a_few_tickets_of_a_day() -> None:
    town, tickets = a_line(MOST_NAMING + 1)
    *few, last = tickets
    for ticket in [*few, *few]:
        named(town, ticket)
    with pytest.raises(ReminderLimit):
        named(town, last)
    assert named(town, last, "another").mark == "another"


def test_who_gives_tickets_back_has_named_the_address_all_the_same() -> None:
    town = Town()
    for ticket in [town.issue() for _ in range(MOST_NAMING)]:
        named(town, ticket)
        town.act(visitors.cancel, ticket.public_id)
        town.act(remind)
    with pytest.raises(ReminderLimit):
        named(town, town.issue())


def test_what_is_due_is_known_without_writing() -> None:
    town, tickets = a_line(1)
    assert not anything_due(town.hall, town.clock.hall_now())
    asked(town, tickets[0])
    assert anything_due(town.hall, town.clock.hall_now())


def test_a_visit_that_is_over_is_reminded_of_nothing() -> None:
    town, tickets = a_line(1)
    town.act(visitors.cancel, tickets[0].public_id)
    with pytest.raises(WrongState):
        asked(town, tickets[0])


def test_an_unknown_ticket_has_no_reminder() -> None:
    with pytest.raises(UnknownTicket):
        Town().act(ask, "nobody", "sms", THREE, Address("sealed", "mark"))


@pytest.mark.parametrize(
    "wish", [{}, {"ahead": -1}, {"ahead": 51}, {"within_s": 59}, {"within_s": 7201}], ids=str
)
def test_a_wish_beyond_reason_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        Wish(**wish).must_be_sound()
