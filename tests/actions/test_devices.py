"""Devices: let in by a code, heard from, shut out."""

from datetime import timedelta

import pytest

from queue_server.actions.access import bearer, token_key
from queue_server.actions.devices import enrol, heard_from, invite, shut_out
from queue_server.domain.refusals import BadValue, CodeWrong, NotSignedIn, UnknownDevice
from queue_server.domain.tokens import Token
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


def test_a_device_that_is_shut_out_speaks_no_more() -> None:
    town = Town()
    enrolled(town)
    town.act(shut_out, "PAD-1")
    with pytest.raises(NotSignedIn):
        bearer(town.hall, "secret")


def test_shutting_out_makes_an_open_code_worthless() -> None:
    town = Town()
    town.act(invite, "pad", "1", "CODE")
    town.act(shut_out, "PAD-1")
    with pytest.raises(CodeWrong):
        town.act(enrol, "CODE", token_key("secret"))


def test_a_device_that_nobody_knows_cannot_be_shut_out() -> None:
    with pytest.raises(UnknownDevice):
        Town().act(shut_out, "PAD-1")
