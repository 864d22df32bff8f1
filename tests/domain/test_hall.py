"""The hall in memory: whatever is put can be taken back, and every look-up is what a recount finds."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.alarms import Alarm
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.counters import Counters
from queue_server.domain.devices import DeviceNow, Said
from queue_server.domain.hall import Hall, Thing
from queue_server.domain.orders import KioskOrders, Order, PaperState
from queue_server.domain.reminders import Reminder, Wish
from queue_server.domain.tickets import AT_WINDOW, State
from queue_server.domain.tokens import Invitation, Login, Token, TokenKind
from queue_server.domain.windows import HallNow, Window
from tests.domain.halls import a_hall, people
from tests.makers import NINE, TUESDAY, a_catalogue, a_ticket, numbers

QUEUES = ["life", "permits", "cards", "pickup"]

tickets = st.builds(
    lambda n, state, queue, first, of_class, ago, window, to, party, person, yesterday: a_ticket(
        f"A{n:03d}",
        arrived=NINE - timedelta(microseconds=ago),
        business_date=TUESDAY - timedelta(days=yesterday),
        issued_at=NINE,
        queue=queue,
        first_queue=first,
        state=state,
        visitor_class=of_class,
        window=window,
        to_window=to,
        party=party,
        person=person,
    ),
    st.integers(1, 6),
    st.sampled_from(State),
    st.sampled_from(QUEUES),
    st.sampled_from(QUEUES),
    st.sampled_from(VisitorClass),
    st.integers(0, 3),
    st.integers(1, 5),
    st.none() | st.integers(1, 5),
    st.sampled_from([None, "p1"]),
    st.sampled_from([None, "h1"]),
    st.integers(0, 1),
)
windows = st.builds(
    lambda n, at_work, shut, queues: Window(
        n, clerk=f"C{n}" if at_work else None, shut=shut, queues_today=queues
    ),
    st.integers(1, 5),
    st.booleans(),
    st.booleans(),
    st.none() | st.sampled_from([("cards", "life"), ("permits",)]),
)
REMINDER = Reminder(1, "sms", Wish(ahead=3), address="sealed", mark="mark")
others: st.SearchStrategy[Thing] = st.sampled_from(
    [
        HallNow("N", evacuated=True),
        HallNow("S"),
        Token("k", TokenKind.CLERK, "C1", NINE, window=1),
        Token("k", TokenKind.CLERK, "C1", NINE, window=1, revoked=True),
        Login("C1", TokenKind.CLERK, "hash"),
        Invitation("K1", "kiosk", "K1", "hash", NINE),
        Invitation("K1", "kiosk", "K1", "hash", NINE, ended=True),
        KioskOrders("K1", (Order("o1", 1, 1, NINE),)),
        KioskOrders("K1", (Order("o1", 1, 1, NINE, PaperState.PRINTED),)),
        DeviceNow("K1"),
        DeviceNow("K1", said=Said("ok", NINE)),
        Alarm("device", "K1", "paper_out", NINE),
        Alarm("device", "K1", "paper_out", NINE, ended=True),
        Counters(3, TUESDAY, False, 1, (("A", 3),)),
        REMINDER,
        replace(REMINDER, mark="another"),
        REMINDER.end(),
    ]
)
things: st.SearchStrategy[Thing] = st.one_of(tickets, tickets, windows, others)


def picture(hall: Hall) -> dict[str, Any]:
    """Everything that a hall holds, empty places and what it remembers of its catalogue left out."""
    apart = "catalogue", "_served", "_lines", "open_reminders"
    seen = {name: value for name, value in vars(hall).items() if name not in apart}
    seen |= vars(hall._lines) | vars(hall.open_reminders)
    return {
        name: {k: v for k, v in value.items() if v} if isinstance(value, dict) else value
        for name, value in seen.items()
    } | {"lines": {q: numbers(hall.waiting(q)) for q in hall.catalogue.queues}}


def copied(hall: Hall) -> dict[str, Any]:
    """The picture as it is now, whatever is put later."""
    return {
        name: {k: v.copy() if isinstance(v, list | set | dict) else v for k, v in value.items()}
        if isinstance(value, dict)
        else (value.copy() if isinstance(value, set) else value)
        for name, value in picture(hall).items()
    }


def _put_all(hall: Hall, things: Iterable[Thing]) -> None:
    for thing in things:
        hall.put(thing)


def another(catalogue: Catalogue) -> Catalogue:
    """Other head starts, a new window, an earlier lunch."""
    window = replace(catalogue.windows[3], number=6)
    policy = replace(catalogue.policy, head_start_s=dict.fromkeys(VisitorClass, 0))
    return replace(catalogue, version=2, policy=policy, windows={**catalogue.windows, 6: window})


@given(st.lists(things, max_size=12), st.lists(things, min_size=1, max_size=12))
def test_whatever_is_put_can_be_taken_back(before: list[Thing], act: list[Thing]) -> None:
    hall = a_hall()
    _put_all(hall, before)
    picture_before = copied(hall)
    undo = [hall.put(thing) for thing in act]
    for take_back in reversed(undo):
        take_back()
    assert picture(hall) == picture_before


@given(st.lists(things, max_size=12))
def test_a_new_catalogue_can_be_taken_back(before: list[Thing]) -> None:
    hall = a_hall()
    _put_all(hall, before)
    picture_before = copied(hall)
    hall.adopt(another(hall.catalogue))()
    assert picture(hall) == picture_before


@given(st.lists(things, max_size=16))
def test_the_look_ups_are_what_a_recount_finds(put: list[Thing]) -> None:
    hall = a_hall()
    _put_all(hall, put)
    recount = a_hall()
    _put_all(recount, [*hall.tickets.values(), *hall.windows.values(), *hall.reminders.values()])
    for name in ("by_public", "by_number", "held", "issued_in", "live_of_person", "at_window_of_person"):
        assert picture(hall)[name] == picture(recount)[name]
    for name in ("by_effective", "by_arrival", "bound", "_open_for", "_of"):
        assert picture(hall)[name] == picture(recount)[name]


@given(st.lists(things, max_size=16))
def test_a_new_catalogue_sees_the_hall_as_if_it_had_always_been(put: list[Thing]) -> None:
    hall = a_hall()
    _put_all(hall, put)
    hall.adopt(another(hall.catalogue))
    recount = Hall(another(a_catalogue()))
    _put_all(recount, [*hall.tickets.values(), *hall.windows.values()])
    for name in ("issued_in", "by_effective", "by_arrival", "_open_for"):
        assert picture(hall)[name] == picture(recount)[name]


@given(st.lists(tickets, max_size=12))
def test_a_visitor_is_at_a_window_as_often_as_tickets_say(put: list[Any]) -> None:
    hall = a_hall(*put)
    here = [t for t in hall.tickets.values() if t.state in AT_WINDOW and t.party == "p1"]
    assert hall.at_window_of_person["party:p1"] == len(here)


def test_ahead_counts_by_class_and_not_by_windows() -> None:
    first, second = people(2)
    elder = a_ticket("A003", arrived=NINE, visitor_class=VisitorClass.ELDERLY)
    hall = a_hall(first, second, elder)
    assert [hall.ahead(t) for t in (elder, first, second)] == [0, 1, 2]


def test_who_does_not_wait_has_nobody_ahead() -> None:
    assert a_hall().ahead(a_ticket(state=State.HELD)) is None


def test_the_newest_ticket_with_a_number_is_found() -> None:
    old = a_ticket("A001", id=1, business_date=TUESDAY - timedelta(days=1), state=State.SERVING)
    hall = a_hall(old, a_ticket("A001", id=7, public_id="today"))
    hall.put(replace(old, state=State.DONE))
    assert hall.by_number["A001"] == 7


def test_a_clerk_serves_what_window_and_skills_share() -> None:
    hall = a_hall()
    hall.put(Window(5, clerk="C4"))
    assert hall.served_queues(hall.windows[5]) == ("cards",)


def test_windows_that_have_a_queue_follow_what_is_arranged_and_taken_back() -> None:
    hall = a_hall()
    planned = list(hall.windows_having("life"))
    assert 1 in planned
    undo = hall.put(replace(hall.windows[1], queues_today=("cards",)))
    assert list(hall.windows_having("life")) == [n for n in planned if n != 1]
    assert 1 in hall.windows_having("cards")
    undo()
    assert list(hall.windows_having("life")) == planned


def test_a_new_catalogue_says_anew_which_windows_have_a_queue() -> None:
    hall = a_hall()
    planned = list(hall.windows_having("life"))
    moved = {n: replace(w, queues=("cards",)) for n, w in hall.catalogue.windows.items()}
    undo = hall.adopt(replace(hall.catalogue, windows=moved))
    assert (list(hall.windows_having("life")), list(hall.windows_having("cards"))) == ([], sorted(moved))
    undo()
    assert list(hall.windows_having("life")) == planned


def test_a_paused_window_still_serves_its_queues() -> None:
    hall = a_hall(clerks=(1,))
    hall.put(replace(hall.windows[1], paused="rest"))
    assert [w.number for w in hall.windows_serving("life")] == [1]


def test_a_new_day_forgets_who_has_left_and_keeps_who_is_served() -> None:
    yesterday = TUESDAY - timedelta(days=1)
    done = a_ticket("A001", business_date=yesterday, state=State.DONE)
    served = a_ticket("A002", business_date=yesterday, state=State.SERVING, window=1)
    hall = a_hall(done, served)
    hall.put(Counters(business_date=TUESDAY, day_closed=False, day_seq=9))
    hall.sweep()
    assert list(hall.tickets) == [2]


def test_a_new_day_forgets_which_tickets_named_an_address() -> None:
    hall = a_hall()
    for reminder in (REMINDER, REMINDER.end()):
        hall.put(reminder)
    assert hall.open_reminders.naming("mark") == {1}
    hall.put(Counters(business_date=TUESDAY, day_closed=False, day_seq=9))
    hall.sweep()
    assert hall.open_reminders.naming("mark") == set()


def test_a_new_day_keeps_the_reminders_of_who_is_still_here() -> None:
    hall = a_hall()
    hall.put(REMINDER)
    hall.put(Counters(business_date=TUESDAY, day_closed=False, day_seq=9))
    hall.sweep()
    assert hall.open_reminders.of(1) == [REMINDER]


def test_a_new_day_begins_without_favours() -> None:
    hall = a_hall()
    hall.note_favour("life", 5, favoured=True)
    hall.put(Counters(business_date=TUESDAY, day_closed=False, day_seq=9))
    hall.note_favour("life", 10, favoured=False)
    assert hall.favours_today("life") == [False]


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.integers(0, 5))
def test_a_favour_that_was_dropped_can_come_back(favours: list[bool], which: int) -> None:
    hall = a_hall()
    for seq, favoured in enumerate(favours):
        hall.note_favour("life", seq, favoured)
    undo: Callable[[], None] = hall.drop_favour("life", which)
    assert len(hall.favours_today("life")) == len(favours) - (which < len(favours))
    undo()
    assert hall.favours_today("life") == favours
