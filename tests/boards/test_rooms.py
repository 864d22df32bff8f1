from datetime import timedelta

import pytest

from queue_server.boards.rooms import (
    KEYLESS,
    Kind,
    Moment,
    Room,
    board_of,
    is_public,
    parse,
    sees_all,
    split_centre,
)
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.tokens import Role, Token, TokenKind

from .a_hall import NINE, a_hall, a_ticket, with_tickets

CLERK_AT_7 = Token("k", TokenKind.CLERK, "DL007", NINE, window=7)
MANAGER = Token("m", TokenKind.STAFF, "manager", NINE, role=Role.MANAGER)
ADMINISTRATOR = Token("a", TokenKind.STAFF, "admin", NINE, role=Role.ADMINISTRATOR)
A_SCREEN = Token("s", TokenKind.DEVICE, "LED-N0", NINE, device_kind="screen")
GUIDE = Token("g", TokenKind.STAFF, "guide", NINE, role=Role.GUIDE)
SESSION_S = 12 * 3600


def opens(room: Room, token: Token | None, later_s: int = 0) -> bool:
    return sees_all(room, token, real_now=NINE + timedelta(seconds=later_s), staff_session_s=SESSION_S)


@pytest.mark.parametrize(
    "name", ["hall:N", "zone:N2", "window:17", "queue:zh-minsheng", "ticket:x", "devices", "desk", "windows"]
)
def test_every_room_of_the_contract_can_be_named(name: str) -> None:
    assert str(parse(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        *("", ":", "hall", "hall:", "HALL:N", "roof:N", "devices:", "devices:x", "desk:N", "windows:"),
        *("window:x", "window:07", "window:-1", "window:٣", "queue:" + "x" * 300),
    ],
)
def test_what_is_no_room_is_refused(name: str) -> None:
    with pytest.raises(UnknownRoom):
        parse(name)


@pytest.mark.parametrize("name", ["", "dalang", "dalang/", "/hall:N", "x" * 300])
def test_a_full_name_has_a_centre_and_a_room(name: str) -> None:
    with pytest.raises(UnknownRoom):
        split_centre(name)


def test_the_centre_stands_before_the_slash() -> None:
    assert split_centre("dalang/hall:N") == ("dalang", "hall:N")


def test_only_the_clerk_of_a_window_sees_all_of_it() -> None:
    assert opens(Room(Kind.WINDOW, "7"), CLERK_AT_7)
    assert not opens(Room(Kind.WINDOW, "8"), CLERK_AT_7)
    assert not opens(Room(Kind.WINDOW, "7"), MANAGER)
    assert not opens(Room(Kind.WINDOW, "7"), None)


def test_the_devices_are_for_who_looks_after_them() -> None:
    devices = Room(Kind.DEVICES)
    assert not is_public(devices)
    seen = [opens(devices, token) for token in (MANAGER, ADMINISTRATOR, GUIDE, CLERK_AT_7, None)]
    assert seen == [True, True, True, False, False]


@pytest.mark.parametrize("kind", [Kind.DEVICES, Kind.DESK, Kind.WINDOWS])
def test_staff_are_put_out_of_their_rooms_at_the_end_of_the_session(kind: Kind) -> None:
    seen = [opens(Room(kind), MANAGER, later_s) for later_s in (SESSION_S, SESSION_S + 1)]
    assert seen == [True, False]


def test_a_clerks_session_ends_with_the_sign_out_only() -> None:
    assert opens(Room(Kind.WINDOW, "7"), CLERK_AT_7, SESSION_S + 1)


@pytest.mark.parametrize("kind", [Kind.DESK, Kind.WINDOWS])
def test_the_boards_of_hall_staff_are_for_staff_only(kind: Kind) -> None:
    staff = [Token("x", TokenKind.STAFF, "x", NINE, role=role) for role in Role]
    assert not is_public(Room(kind))
    assert all(opens(Room(kind), token) for token in staff)
    assert not any(opens(Room(kind), token) for token in (CLERK_AT_7, A_SCREEN, None))


def test_every_kind_of_room_has_its_board() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    at = Moment(NINE, NINE, "http://hall.example")
    for name in ("hall:N", "zone:N1", "window:1", "queue:minsheng", "ticket:id-of-A001", *KEYLESS):
        assert board_of(hall, parse(name), at)


@pytest.mark.parametrize("name", ["hall:X", "zone:X", "window:99", "queue:x", "ticket:unknown"])
def test_a_room_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UnknownRoom):
        board_of(a_hall(), parse(name), Moment(NINE, NINE))
