import pytest

from queue_server.boards.rooms import Kind, Moment, Room, board_of, is_public, parse, sees_all, split_centre
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.tokens import Role, Token, TokenKind

from .a_hall import NINE, a_hall, a_ticket, with_tickets

CLERK_AT_7 = Token("k", TokenKind.CLERK, "DL007", NINE, window=7)
MANAGER = Token("m", TokenKind.STAFF, "manager", NINE, role=Role.MANAGER)
GUIDE = Token("g", TokenKind.STAFF, "guide", NINE, role=Role.GUIDE)


@pytest.mark.parametrize(
    "name", ["hall:N", "zone:N2", "window:17", "queue:zh-minsheng", "ticket:x", "devices"]
)
def test_every_room_of_the_contract_can_be_named(name: str) -> None:
    assert str(parse(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        *("", ":", "hall", "hall:", "HALL:N", "roof:N", "devices:", "devices:x"),
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
    assert sees_all(Room(Kind.WINDOW, "7"), CLERK_AT_7)
    assert not sees_all(Room(Kind.WINDOW, "8"), CLERK_AT_7)
    assert not sees_all(Room(Kind.WINDOW, "7"), MANAGER)
    assert not sees_all(Room(Kind.WINDOW, "7"), None)


def test_only_a_manager_sees_the_devices() -> None:
    devices = Room(Kind.DEVICES)
    assert not is_public(devices)
    assert [sees_all(devices, token) for token in (MANAGER, GUIDE, CLERK_AT_7, None)] == [True] + [False] * 3


def test_every_kind_of_room_has_its_board() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    at = Moment(NINE, NINE, "http://hall.example")
    for name in ("hall:N", "zone:N1", "window:1", "queue:minsheng", "ticket:id-of-A001", "devices"):
        assert board_of(hall, parse(name), at)


@pytest.mark.parametrize("name", ["hall:X", "zone:X", "window:99", "queue:x", "ticket:unknown"])
def test_a_room_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(UnknownRoom):
        board_of(a_hall(), parse(name), Moment(NINE, NINE))
