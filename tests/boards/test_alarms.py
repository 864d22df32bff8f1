"""Who is told of an alarm: staff and its clerk, and nobody else."""

from dataclasses import replace

from queue_server.actions.ports import Change, Committed
from queue_server.boards.alarms import alarms_board
from queue_server.boards.rooms import Moment, board_of, parse
from queue_server.boards.touched import rooms_touched
from queue_server.boards.windows import window_board
from queue_server.domain.hall import Hall
from queue_server.domain.windows import StaffAlarm

from .a_hall import NINE, a_hall, minutes


def asking(*windows: int) -> Hall:
    """A hall in which clerks ask for help, one minute after the other."""
    hall = a_hall(*windows)
    for i, number in enumerate(windows):
        alarm = StaffAlarm(f"help-{number}", f"DL{number:03}", NINE + minutes(i))
        hall.put(replace(hall.windows[number], alarm=alarm))
    return hall


def seen(hall: Hall, window: int) -> Change:
    old = hall.windows[window]
    assert old.alarm is not None
    new = replace(old, seq=9, alarm=replace(old.alarm, seen_by="guide", seen_at=NINE + minutes(5)))
    hall.put(new)
    return Change(old, new)


def test_staff_are_told_window_place_clerk_and_since_when() -> None:
    (row,) = alarms_board(asking(1))["alarms"]
    assert (row["window"], row["hall"], row["zone"], row["clerk"]) == (1, "N", "N1", "DL001")
    assert row["since"][11:16] == "09:00"


def test_the_oldest_that_nobody_has_seen_comes_first() -> None:
    hall = asking(1, 2, 7)
    seen(hall, 1)
    assert [row["window"] for row in alarms_board(hall)["alarms"]] == [2, 7, 1]


def test_only_the_windows_clerk_is_told_on_its_board() -> None:
    hall = asking(1)
    boards = [window_board(hall, 1, clerk=clerk, now=NINE, real_now=NINE) for clerk in (True, False)]
    assert boards[0]["alarm"]["id"] == "help-1"
    assert boards[1]["alarm"] is None


def test_no_public_board_changes_by_an_alarm() -> None:
    quiet, asked = a_hall(1), asking(1)
    for name in ("hall:N", "zone:N1", "window:1", "queue:minsheng"):
        boards = [board_of(hall, parse(name), Moment(NINE, NINE)) for hall in (quiet, asked)]
        assert boards[0] == boards[1]


def test_an_alarm_is_pushed_to_its_window_and_to_staff_alone() -> None:
    hall = asking(1)
    touched = rooms_touched(hall, Committed("dalang", (), (seen(hall, 1),), ()))
    assert {str(room) for room in touched} == {"alarms", "window:1", "desk"}
