"""Devices: let in by a code, heard from, shut out."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from queue_server.actions import calling
from queue_server.actions.access import bearer, token_key
from queue_server.actions.devices import enrol, heard_from, invite, note_silence, shut_out
from queue_server.boards.devices import devices_board
from queue_server.domain.refusals import BadValue, CodeWrong, NotSignedIn, UnknownDevice
from queue_server.domain.tokens import Token
from queue_server.hearing import Hearing
from tests.actions.town import Town


def enrolled(town: Town, secret: str = "secret") -> Token:
    town.act(invite, "pad", "1", "CODE")
    return town.act(enrol, "CODE", token_key(secret))


def test_a_device_is_let_in_by_its_code() -> None:
    town = Town()
    device = enrolled(town)
    assert (device.subject, device.place, device.device_kind) == ("PAD-1", "N", "pad")
    assert bearer(town.hall, "secret") == device


def test_a_code_is_used_once() -> None:
    town = Town()
    enrolled(town)
    with pytest.raises(CodeWrong):
        town.act(enrol, "CODE", token_key("thief"))


def test_a_code_is_good_for_ten_minutes() -> None:
    town = Town()
    invited = town.act(invite, "pad", "1", "CODE")
    assert invited.until == town.clock.real + timedelta(minutes=10)
    with pytest.raises(CodeWrong):
        town.later(600).act(enrol, "CODE", token_key("late"))


def test_a_newer_code_makes_the_older_one_worthless() -> None:
    town = Town()
    town.act(invite, "pad", "1", "OLD")
    town.act(invite, "pad", "1", "NEW")
    with pytest.raises(CodeWrong):
        town.act(enrol, "OLD", token_key("secret"))


def test_a_device_that_is_enrolled_again_loses_its_old_token() -> None:
    town = Town()
    enrolled(town, "first")
    enrolled(town, "second")
    with pytest.raises(NotSignedIn):
        bearer(town.hall, "first")


def test_a_device_that_the_catalogue_does_not_have_is_not_invited() -> None:
    for kind, place in (("pad", "99"), ("pad", "１"), ("kiosk", "none"), ("toaster", "1")):
        with pytest.raises(BadValue):
            Town().act(invite, kind, place, "CODE")


def test_only_a_changed_state_is_a_fact() -> None:
    town = Town()
    key = enrolled(town).key
    for state in ("ok", "ok", "no paper", "no paper"):
        town.act(heard_from, key, state, "", "1.0")
    assert town.facts().count("DeviceSeen") == 2
    assert town.hall.tokens[key].details["state"] == "no paper"


class Listening:
    """A town that listens to a device as the server does."""

    def __init__(self) -> None:
        self.town, self.hearing = Town(), Hearing()
        self.key = enrolled(self.town).key

    def beat(self, state: str = "ok") -> None:
        """The device says how it is."""
        self.hearing.note("town", "PAD-1", self.now)
        self.town.act(heard_from, self.key, state, "", "1.0")

    def look(self, after_s: float = 0) -> str:
        """Let time pass, and say what the devices board shows."""
        self.town.later(after_s).act(
            note_silence, lambda device: self.hearing.quiet_since("town", device, self.now)
        )
        return str(self.row["state"])

    @property
    def now(self) -> tuple[datetime, datetime]:
        return self.town.clock.real, self.town.clock.hall

    @property
    def row(self) -> dict[str, Any]:
        rows: list[dict[str, Any]] = devices_board(self.town.hall)["devices"]
        return rows[0]


def test_a_device_that_fell_silent_says_so_since_its_last_word_and_once() -> None:
    listening = Listening()
    last_word = listening.now[1]
    listening.beat("printer_failed")
    assert [listening.look(30), listening.look(40)] == ["printer_failed", "silent"]
    assert datetime.fromisoformat(listening.row["since"]) == last_word.replace(microsecond=0)
    listening.look(500)
    assert listening.town.facts().count("DeviceSeen") == 2


def test_a_device_that_speaks_again_is_silent_no_more() -> None:
    listening = Listening()
    listening.beat()
    listening.look(70)
    listening.beat()
    assert listening.look(1) == "ok"


def test_a_device_that_never_spoke_is_unknown_and_not_silent() -> None:
    listening = Listening()
    assert [listening.look(), listening.look(3600)] == ["unknown", "unknown"]


def test_a_server_that_starts_gives_every_device_a_minute() -> None:
    listening = Listening()
    listening.beat()
    listening.hearing = Hearing()
    assert [listening.look(3600), listening.look(59), listening.look(10)] == ["ok", "ok", "silent"]


def test_a_device_that_is_shut_out_speaks_no_more() -> None:
    town = Town()
    enrolled(town)
    town.act(shut_out, "PAD-1")
    with pytest.raises(NotSignedIn):
        bearer(town.hall, "secret")


def test_shutting_out_a_pad_ends_the_session_at_its_window() -> None:
    town = Town()
    enrolled(town)
    town.sign_in(1)
    town.sign_in(2)
    town.act(shut_out, "PAD-1")
    assert [town.hall.windows[number].clerk for number in (1, 2)] == [None, "C2"]


def test_shutting_out_a_pad_keeps_the_ticket_at_its_window_for_the_clerk() -> None:
    town = Town()
    enrolled(town)
    ticket = town.issue()
    seat = town.sign_in(1)
    town.press(calling.call_next, seat)
    town.act(shut_out, "PAD-1")
    here = [t for t in town.hall.tokens.values() if t.window == 1]
    assert [t.revoked for t in here] == [True]
    assert (town.hall.windows[1].clerk, town.hall.windows[1].current) == ("C1", ticket.id)


def test_shutting_out_makes_an_open_code_worthless() -> None:
    town = Town()
    town.act(invite, "pad", "1", "CODE")
    town.act(shut_out, "PAD-1")
    with pytest.raises(CodeWrong):
        town.act(enrol, "CODE", token_key("secret"))


def test_a_device_that_nobody_knows_cannot_be_shut_out() -> None:
    with pytest.raises(UnknownDevice):
        Town().act(shut_out, "PAD-1")
