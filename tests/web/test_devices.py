"""Devices are let in by a code, heard from, and shut out."""

from typing import Any

import pytest

from tests.web.site import Site, error_of, json_of
from wire.devices import Enrolled, EnrolmentCode, Orders


def test_a_kiosk_is_enrolled_and_gives_numbers(site: Site) -> None:
    enrolled = Enrolled.model_validate(enrol(site, code_for(site)))
    assert (enrolled.device, enrolled.kind) == ("K1", "kiosk")
    assert site.tell("/tickets", {"service": "LF-1"}, enrolled.token).status_code == 201


def test_a_code_is_good_once(site: Site) -> None:
    code = code_for(site)
    enrol(site, code)
    assert error_of(site.tell("/devices/enrol", {"code": code}), 422) == "code_wrong"


def test_a_code_is_good_for_ten_minutes(site: Site) -> None:
    code = code_for(site)
    site.later(minutes=11)
    assert error_of(site.tell("/devices/enrol", {"code": code}), 422) == "code_wrong"


def test_a_new_code_makes_the_old_one_worthless(site: Site) -> None:
    old, new = code_for(site), code_for(site)
    assert error_of(site.tell("/devices/enrol", {"code": old}), 422) == "code_wrong"
    assert enrol(site, new.lower())["device"] == "K1"


def test_a_retried_enrolment_gets_the_same_token(site: Site) -> None:
    code = code_for(site)
    first = json_of(site.tell("/devices/enrol", {"code": code}, key="once"), 201)
    assert json_of(site.tell("/devices/enrol", {"code": code}, key="once"), 200) == first


def test_enrolling_again_makes_the_old_token_worthless(site: Site) -> None:
    old = enrol(site, code_for(site))["token"]
    enrol(site, code_for(site))
    assert error_of(site.tell("/tickets", {"service": "LF-1"}, old), 401) == "not_signed_in"


def test_a_code_is_no_token_and_its_hash_neither(site: Site) -> None:
    code = code_for(site)
    kept = site.hall().invitations["K1"].code_hash
    assert code not in kept
    for guess in (code, kept):
        assert error_of(site.ask("/sessions/current", guess), 401) == "not_signed_in"


def test_codes_are_the_administrators(site: Site) -> None:
    body = {"kind": "kiosk", "place": "K1"}
    assert error_of(site.tell("/devices/codes", body, site.staff("manager")), 403) == "not_permitted"
    assert error_of(site.tell("/devices/codes", body), 401) == "not_signed_in"


@pytest.mark.parametrize(("kind", "place"), [("kiosk", "K9"), ("screen", "S9"), ("pad", "99"), ("pad", "x")])
def test_only_devices_of_the_catalogue_are_let_in(site: Site, kind: str, place: str) -> None:
    answer = site.tell("/devices/codes", {"kind": kind, "place": place}, site.staff("administrator"))
    assert error_of(answer, 422) == "bad_value"


def test_a_pad_is_named_by_its_window(site: Site) -> None:
    assert enrol(site, code_for(site, kind="pad", place="2"))["device"] == "PAD-2"


def test_a_heartbeat_is_recorded_when_something_changed(site: Site) -> None:
    token = enrol(site, code_for(site))["token"]
    assert Orders.model_validate(beat(site, token, "ok")).catalogue_version == 1
    seq = site.hall().seq
    beat(site, token, "ok")
    assert site.hall().seq == seq
    beat(site, token, "paper_low")
    row = site.hall().tokens
    assert "paper_low" in str(row)
    assert site.hall().seq == seq + 1


def test_only_devices_have_a_heartbeat(site: Site) -> None:
    answer = site.tell("/devices/current/heartbeat", {"state": "ok"}, site.staff("manager"))
    assert error_of(answer, 403) == "not_permitted"


def test_a_device_that_is_shut_out_cannot_speak(site: Site) -> None:
    kiosk, administrator = site.kiosk(), site.staff("administrator")
    assert site.tell("/devices/K1", token=administrator, method="DELETE").status_code == 204
    assert error_of(site.tell("/tickets", {"service": "LF-1"}, kiosk), 401) == "not_signed_in"
    again = site.tell("/devices/K1", token=administrator, method="DELETE")
    assert error_of(again, 404) == "unknown_device"


def test_shutting_out_ends_an_open_code_too(site: Site) -> None:
    code = code_for(site)
    site.tell("/devices/K1", token=site.staff("administrator"), method="DELETE")
    assert error_of(site.tell("/devices/enrol", {"code": code}), 422) == "code_wrong"


def test_shutting_out_is_the_administrators(site: Site) -> None:
    answer = site.tell("/devices/K1", token=site.staff("manager"), method="DELETE")
    assert error_of(answer, 403) == "not_permitted"


def code_for(site: Site, kind: str = "kiosk", place: str = "K1") -> str:
    body = {"kind": kind, "place": place}
    answer = json_of(site.tell("/devices/codes", body, site.staff("administrator")), 201)
    return EnrolmentCode.model_validate(answer).code


def enrol(site: Site, code: str) -> dict[str, Any]:
    return json_of(site.tell("/devices/enrol", {"code": code}), 201)


def beat(site: Site, token: str, state: str) -> dict[str, Any]:
    return json_of(site.tell("/devices/current/heartbeat", {"state": state}, token, key=None))


def clock_of(site: Site) -> tuple[str, str]:
    """State and detail of the kiosk on the board of devices."""
    row = json_of(site.ask("/boards/devices", site.staff("manager")))["board"]["devices"][0]
    return row["state"], row["detail"]


def test_a_wrong_clock_is_told_once_and_forgotten_when_it_is_right(site: Site) -> None:
    kiosk = enrol(site, code_for(site))["token"]

    def beat_with(ahead_s: float | None, state: str = "ok") -> int:
        body = {"state": state, "clock_ahead_s": ahead_s}
        json_of(site.tell("/devices/current/heartbeat", body, kiosk, key=None))
        return site.hall().seq

    beat_with(119.5)
    assert clock_of(site) == ("ok", "")
    seq = beat_with(-185)
    assert clock_of(site) == ("clock_wrong", "-3 min")
    seq = site.hall().seq
    assert [beat_with(ahead_s) for ahead_s in (-185.4, -150, -121, -210)] == [seq] * 4
    beat_with(-185, "paper_out")
    assert clock_of(site) == ("paper_out", "")
    beat_with(-30)
    assert clock_of(site) == ("ok", "")


@pytest.mark.parametrize("ahead_s", [1e11, "5", True])
def test_a_clock_that_cannot_be_is_refused(site: Site, ahead_s: Any) -> None:
    body = {"state": "ok", "clock_ahead_s": ahead_s}
    assert error_of(site.tell("/devices/current/heartbeat", body, site.kiosk()), 422) == "bad_value"
