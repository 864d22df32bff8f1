"""A token is worth nothing any more while the record fails: nobody keeps what is not for everybody."""

import pytest

from queue_server.actions.access import token_key
from queue_server.actions.ports import StoreFailed
from queue_server.boards.rooms import Room, is_public
from queue_server.domain.refusals import NotSignedIn
from queue_server.live.audience import Audience, form_of
from queue_server.live.push import Encoded
from queue_server.live.watching import Watching

ONE, TWO, DEVICES = "dalang/window:1", "dalang/window:2", "dalang/devices"
SECRET = "a clerk's"
KEY = token_key(SECRET)


class Wire:
    """Which forms a connection is told, and what it was sent alone."""

    def __init__(self) -> None:
        self.forms: set[str] = set()
        self.sent: list[str] = []

    def come(self, sid: str) -> None:
        """Nothing to prepare."""

    def go(self, sid: str) -> None:
        """Nothing to end."""

    def enter(self, sid: str, form: str) -> None:
        self.forms.add(form)

    def leave(self, sid: str, form: str) -> None:
        self.forms.discard(form)

    def is_crowd(self, form: str) -> bool:
        return False

    def board(self, form: str, envelope: Encoded) -> None:
        raise AssertionError("nothing is pushed here")

    def to_client(self, sid: str, event: str, message: Encoded) -> None:
        self.sent.append(message)


class Record:
    """Reads rooms for a token until it is revoked; fails for those that are named."""

    def __init__(self) -> None:
        self.revoked = False
        self.failing: set[str] = set()
        self.problem: Exception = StoreFailed("away")

    def __call__(self, centre: str, room: Room, key: str | None) -> tuple[bool, Encoded]:
        name = f"{centre}/{room}"
        if name in self.failing:
            raise self.problem
        full = key == KEY and not self.revoked
        if not full and not is_public(room):
            raise NotSignedIn
        return full, Encoded(f'"{name} {"inner" if full else "public"}"')


def a_watcher(*rooms: str) -> tuple[Watching, Wire, Record]:
    wire, record = Wire(), Record()
    watching = Watching(Audience(), record, wire)
    watching.connect("a", {}, {"token": SECRET})
    for room in rooms:
        assert isinstance(watching.watch("a", {"room": room}), Encoded)
    assert wire.forms == {form_of(room, KEY) for room in rooms}
    record.revoked = True
    return watching, wire, record


def test_who_has_lost_its_token_sees_what_everybody_sees() -> None:
    watching, wire, _ = a_watcher(ONE, DEVICES)
    watching.fall_back(KEY)
    assert wire.forms == {form_of(ONE, None)}
    assert wire.sent == [f'"{ONE} public"']


@pytest.mark.parametrize("problem", [StoreFailed("away"), TimeoutError(), KeyError("a mistake of ours")])
def test_a_room_that_cannot_be_read_keeps_no_other_outside(problem: Exception) -> None:
    watching, wire, record = a_watcher(ONE, TWO, DEVICES)
    record.failing, record.problem = {ONE, DEVICES}, problem
    watching.fall_back(KEY)
    assert wire.forms == {form_of(ONE, None), form_of(TWO, None)}
    assert wire.sent == [f'"{TWO} public"']
