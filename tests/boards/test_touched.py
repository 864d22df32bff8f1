"""A room that looks different is touched; a room that looks the same is left alone."""

from dataclasses import replace
from itertools import islice

import pytest

from queue_server.actions.ports import Change, Committed
from queue_server.boards.rooms import Moment, Room, board_of
from queue_server.boards.touched import rooms_touched
from queue_server.domain.calls import CallDone
from queue_server.domain.facts import CatalogueImported, Entry
from queue_server.domain.hall import Hall, Thing
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Token, TokenKind
from queue_server.domain.windows import HallNow, HallState, Window

from .a_hall import NINE, a_call, a_hall, a_ticket, minutes, with_tickets


def touched(hall: Hall, *changes: Change, calls: tuple[CallDone, ...] = ()) -> set[str]:
    return {str(room) for room in rooms_touched(hall, Committed("dalang", (), changes, calls))}


def put(hall: Hall, old: Thing | None, new: Thing) -> Change:
    hall.put(new)
    return Change(old, new)


def called(hall: Hall, ticket: Ticket, window: int) -> tuple[Change, Change]:
    seat = hall.windows[window]
    return (
        put(hall, ticket, ticket.call(window, f"DL{window:03}", NINE)),
        put(hall, seat, replace(seat, current=ticket.id)),
    )


def test_a_new_ticket_touches_its_queue_and_everything_that_counts_it() -> None:
    hall = a_hall(1)
    assert touched(hall, put(hall, None, a_ticket("A001"))) == {
        "ticket:id-of-A001",
        "queue:minsheng",
        "hall:N",
        "zone:N1",
        "zone:N2",
        "window:1",
        "window:2",
        "window:7",
        "desk",
    }


def test_a_call_touches_the_window_and_the_line() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    rooms = touched(hall, *called(hall, a_ticket("A001"), 1))
    assert {"window:1", "zone:N1", "hall:N", "queue:minsheng", "ticket:id-of-A001"} <= rooms
    assert "hall:S" not in rooms


def test_a_started_service_leaves_the_phones_of_its_queue_alone() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    _, _ = called(hall, a_ticket("A001"), 1)
    before = hall.tickets[1]
    rooms = touched(hall, put(hall, before, before.start(NINE)))
    assert rooms == {"ticket:id-of-A001", "window:1", "zone:N1", "hall:N", "desk", "windows"}


def test_a_transfer_touches_the_queue_left_and_the_queue_joined() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    before = hall.tickets[1]
    after = before.transfer("shuiwu", None, NINE, "", NINE)
    assert {"queue:minsheng", "queue:shuiwu", "hall:N", "hall:S"} <= touched(hall, put(hall, before, after))


def test_a_clerk_who_signs_in_touches_the_queues_that_move_faster_now() -> None:
    hall = a_hall()
    before = hall.windows[8]
    rooms = touched(hall, put(hall, before, replace(before, clerk="DL008")))
    assert rooms == {"window:8", "zone:N2", "hall:N", "queue:zhengzhao", "zone:N1", "desk", "windows"}


def test_a_pause_and_its_end_touch_the_queues_whose_wait_is_another_now() -> None:
    hall = a_hall(8)
    for paused in ("rest", None):
        before = hall.windows[8]
        rooms = touched(hall, put(hall, before, replace(before, paused=paused)))
        assert {"queue:zhengzhao", "hall:N", "zone:N1", "zone:N2", "window:8", "desk"} <= rooms


def test_a_held_ticket_touches_the_windows_that_may_resume_it() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    called(hall, a_ticket("A001"), 1)
    before = hall.tickets[1]
    rooms = touched(hall, put(hall, before, before.hold("", NINE)))
    assert {"window:1", "window:2", "window:7"} <= rooms


def test_an_evacuation_touches_the_whole_hall_and_no_other() -> None:
    hall = a_hall(1, 20)
    rooms = touched(hall, put(hall, hall.halls["N"], HallNow("N", HallState.OPEN, evacuated=True)))
    assert {"hall:N", "zone:N1", "zone:N2", "window:8", "queue:minsheng"} <= rooms
    assert not {"hall:S", "window:20", "queue:shuiwu"} & rooms


def test_an_evacuation_reaches_those_whose_queue_no_window_of_the_hall_has_today() -> None:
    hall = a_hall(1)
    for number in (1, 2, 7):
        put(hall, hall.windows[number], replace(hall.windows[number], queues_today=("zhengzhao",)))
    rooms = touched(hall, put(hall, hall.halls["N"], HallNow("N", HallState.OPEN, evacuated=True)))
    assert "queue:minsheng" in rooms


def test_a_recall_touches_the_rooms_in_which_it_is_spoken() -> None:
    hall = a_hall(1)
    assert touched(hall, calls=(a_call(9),)) == {
        "hall:N",
        "zone:N1",
        "window:1",
        "queue:minsheng",
        "ticket:id-of-A001",
    }


def test_a_device_touches_the_devices_only() -> None:
    hall = a_hall()
    device = Token("k", TokenKind.DEVICE, "QK-N1", NINE)
    assert touched(hall, put(hall, None, device)) == {"devices"}


def test_a_session_touches_the_devices_alone_by_itself() -> None:
    hall = a_hall()
    token = Token("k", TokenKind.CLERK, "DL001", NINE, window=1)
    assert touched(hall, put(hall, None, token)) == {"devices"}


def test_a_new_catalogue_touches_every_board() -> None:
    hall = a_hall()
    entry = Entry(5, NINE, NINE, "system", CatalogueImported(2, "x"))
    rooms = rooms_touched(hall, Committed("dalang", (entry,), (), ()))
    assert {str(r) for r in rooms} >= {
        *("hall:N", "hall:S", "zone:S1", "window:20", "queue:shuiwu", "desk", "windows"),
    }
    assert set(rooms.values()) == {5}


def test_a_room_is_touched_at_the_seq_of_its_last_fact() -> None:
    hall = a_hall(1)
    changes = [
        put(hall, None, replace(a_ticket(number), seq=seq)) for number, seq in (("A001", 4), ("A002", 7))
    ]
    changes.append(put(hall, None, replace(a_ticket("T001", "shuiwu"), seq=9)))
    seqs = {str(r): s for r, s in rooms_touched(hall, Committed("dalang", (), tuple(changes), ())).items()}
    assert (seqs["queue:minsheng"], seqs["ticket:id-of-A001"], seqs["hall:S"]) == (7, 4, 9)


EVERYTHING = ["hall:N", "hall:S", "zone:N1", "zone:N2", "zone:S1", "devices", "desk", "windows"]
EVERYTHING += [f"window:{n}" for n in (1, 2, 7, 8, 20)]
EVERYTHING += [f"queue:{q}" for q in ("minsheng", "zhengzhao", "shuiwu")]


def boards(hall: Hall) -> dict[str, object]:
    from queue_server.boards.rooms import parse

    at = Moment(NINE + minutes(30), NINE)
    rooms: list[Room] = [parse(name) for name in EVERYTHING]
    return {str(r): board_of(hall, r, at, full=True) for r in rooms}


def differing(before: dict[str, object], after: dict[str, object]) -> set[str]:
    return {name for name in before if _without_waits(before[name]) != _without_waits(after[name])}


def _without_waits(board: object) -> object:
    if isinstance(board, dict):
        return {k: _without_waits(v) for k, v in board.items() if k != "wait"}
    if isinstance(board, list):
        return [_without_waits(v[:1] if isinstance(v, list) else v) for v in board]
    return board


def test_no_room_looks_different_without_being_touched() -> None:
    hall = with_tickets(a_hall(1, 2, 7, 20), [a_ticket("B001", "zhengzhao")])
    ticket = a_ticket("A001", party="p")
    for step in _a_visit(hall, ticket):
        before = boards(hall)
        changes = step()
        assert differing(before, boards(hall)) <= touched(hall, *changes)


@pytest.mark.parametrize("together", range(2, 13))
@pytest.mark.parametrize("alone", range(6))
def test_no_room_looks_different_untouched_after_several_moves_of_one_commit(
    together: int, alone: int
) -> None:
    hall = with_tickets(a_hall(1, 2, 7, 20), [a_ticket("B001", "zhengzhao")])
    steps = iter(list(_a_visit(hall, a_ticket("A001", party="p"))))
    for step in islice(steps, alone):
        step()
    while some := list(islice(steps, together)):
        before = boards(hall)
        changes = [change for step in some for change in step()]
        assert differing(before, boards(hall)) <= touched(hall, *changes)


def test_what_a_ticket_was_and_what_it_became_in_one_commit_is_touched_at_the_last_seq() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    first = hall.tickets[1]
    second = replace(first.transfer("zhengzhao", None, NINE, "", NINE), seq=4)
    third = replace(second.transfer("shuiwu", None, NINE, "", NINE), seq=7)
    changes = (put(hall, first, second), put(hall, second, third))
    seqs = {str(r): s for r, s in rooms_touched(hall, Committed("dalang", (), changes, ())).items()}
    assert (seqs["queue:minsheng"], seqs["queue:shuiwu"], seqs["ticket:id-of-A001"]) == (7, 7, 7)
    assert "queue:zhengzhao" not in seqs


def _a_visit(hall: Hall, ticket: Ticket):  # type: ignore[no-untyped-def]
    """The moves of one visit with those of its windows, each as a function that makes it."""

    def move(verb: str, *args: object) -> tuple[Change, ...]:
        before = hall.tickets[ticket.id]
        return (put(hall, before, getattr(before, verb)(*args)),)

    def seat(number: int, **changes: object) -> Change:
        before = hall.windows[number]
        after: Window = replace(before, **changes)  # type: ignore[arg-type]
        return put(hall, before, after)

    yield lambda: (put(hall, None, ticket),)
    yield lambda: called(hall, ticket, 1)
    yield lambda: move("recall")
    yield lambda: move("start", NINE)
    yield lambda: (*move("hold", "取照片", NINE), seat(1, current=None))
    yield lambda: (*move("resume", 7, "DL007", NINE), seat(7, current=ticket.id))
    yield lambda: (*move("hold", "取照片", NINE + minutes(5)), seat(7, current=None))
    yield lambda: (*move("resume", 7, "DL007", NINE), seat(7, current=ticket.id))
    yield lambda: (*move("transfer", "shuiwu", None, NINE, "", NINE), seat(7, current=None))
    yield lambda: (seat(20, paused="rest"),)
    yield lambda: (seat(8, clerk="DL008"),)
    yield lambda: (seat(2, queues_today=("zhengzhao",), clerk="DL002"),)
    yield lambda: (put(hall, hall.halls["N"], HallNow("N", HallState.OPEN, evacuated=True)),)
    yield lambda: move("cancel", NINE)


def test_a_ticket_sent_to_a_window_touches_that_window_whatever_its_queues() -> None:
    hall = with_tickets(a_hall(1, 20), [a_ticket("A001")])
    sent = replace(hall.tickets[1], to_window=20)
    assert "window:20" in touched(hall, put(hall, hall.tickets[1], sent))
