"""Devices are watched: their parts, their PADs, what they are ordered to do."""

from typing import Any

import pytest

from queue_server.actions.alarming import Patience
from queue_server.jobs import look_at_the_clock
from tests.web.site import Site, error_of, json_of

PRINTER = {"code": "printer", "kind": "printer", "state": "ok", "paper": "ok"}
OUT = PRINTER | {"state": "paper_out", "paper": "out"}


def beat(site: Site, token: str, **told: Any) -> list[dict[str, Any]]:
    """A heartbeat, as devices send it; the orders that its answer tells."""
    answer = json_of(site.tell("/devices/current/heartbeat", {"state": "ok", **told}, token, key=None))
    orders: list[dict[str, Any]] = answer["orders"]
    return orders


def row(site: Site, code: str, part_of: str | None = None) -> dict[str, Any]:
    """A device, or one of its parts, on the managers' board."""
    board = json_of(site.ask("/boards/devices", site.staff("manager")))["board"]
    found = [d for d in board["devices"] if (d["code"], d.get("part_of")) == (code, part_of)]
    return dict(found[0])


def order(site: Site, code: str, word: str, part: str | None = None) -> str:
    body = {"order": word, "part": part}
    return str(json_of(site.tell(f"/devices/{code}/orders", body, site.staff("manager")), 201)["order"])


def told(order_id: str, state: str, detail: str = "") -> dict[str, Any]:
    return {"orders_told": [{"order": order_id, "state": state, "detail": detail}]}


def state_of(site: Site, code: str, part_of: str | None = None) -> str:
    return str(row(site, code, part_of)["orders"][-1]["state"])


def test_a_part_says_how_it_is_and_what_was_wrong_last(site: Site) -> None:
    kiosk = site.kiosk()
    for part in (PRINTER, OUT, PRINTER):
        site.later(minutes=1)
        beat(site, kiosk, parts=[part])
    printer = row(site, "printer", "K1")
    assert (printer["state"], printer["paper"], printer["last_error"]["state"]) == ("ok", "ok", "paper_out")
    assert printer["since"] > printer["last_error"]["at"]


def test_a_part_that_says_nothing_new_writes_nothing(site: Site) -> None:
    kiosk = site.kiosk()
    beat(site, kiosk, parts=[OUT])
    seq = site.hall().seq
    site.later(minutes=1)
    beat(site, kiosk, parts=[OUT])
    assert site.hall().seq == seq


def test_two_parts_of_one_code_are_refused(site: Site) -> None:
    body = {"state": "ok", "parts": [PRINTER, PRINTER]}
    assert error_of(site.tell("/devices/current/heartbeat", body, site.kiosk()), 422) == "bad_value"


def test_a_heartbeat_without_parts_leaves_them_as_they_are(site: Site) -> None:
    kiosk = site.kiosk()
    beat(site, kiosk, parts=[OUT])
    seq = site.hall().seq
    for nothing in ({}, {"parts": None}):
        beat(site, kiosk, **nothing)
    assert site.hall().seq == seq
    assert row(site, "printer", "K1")["state"] == "paper_out"


def test_a_device_that_tells_of_no_parts_has_none(site: Site) -> None:
    kiosk = site.kiosk()
    beat(site, kiosk, parts=[OUT])
    beat(site, kiosk, parts=[])
    assert site.hall().devices["K1"].parts == ()


def test_nothing_is_said_of_the_parts_of_a_silent_device(site: Site) -> None:
    kiosk = site.kiosk()
    beat(site, kiosk, parts=[PRINTER])
    site.later(minutes=2)
    site.act(lambda tx: look_at_the_clock("town", site.services.hearing, Patience(), tx))
    assert (row(site, "K1")["state"], row(site, "printer", "K1")["state"]) == ("silent", "unknown")
    assert row(site, "K1")["last_error"]["state"] == "silent"


def test_a_pad_speaks_with_its_clerks_token(site: Site) -> None:
    assert row(site, "PAD-1")["state"] == "off"
    clerk = site.clerk(1)
    assert row(site, "PAD-1")["state"] == "unknown"
    beat(site, clerk)
    assert row(site, "PAD-1")["state"] == "ok"
    site.tell("/sessions/current", token=clerk, method="DELETE")
    assert row(site, "PAD-1")["state"] == "off"


def test_an_order_is_told_until_the_device_begins_it(site: Site) -> None:
    kiosk = site.kiosk()
    beat(site, kiosk, parts=[PRINTER])
    wanted = order(site, "K1", "test", "printer")
    for _ in range(2):
        (found,) = beat(site, kiosk, parts=[PRINTER])
        assert (found["order"], found["kind"], found["part"]) == (wanted, "test", "printer")
    assert beat(site, kiosk, parts=[PRINTER], **told(wanted, "begun")) == []
    assert state_of(site, "printer", "K1") == "begun"
    beat(site, kiosk, parts=[PRINTER], **told(wanted, "done"))
    assert state_of(site, "printer", "K1") == "done"


def test_an_order_that_still_waits_is_not_given_twice(site: Site) -> None:
    kiosk = site.kiosk()
    assert order(site, "K1", "restart") == order(site, "K1", "restart")
    assert len(beat(site, kiosk)) == 1


def test_what_became_of_an_order_is_said_once(site: Site) -> None:
    kiosk = site.kiosk()
    wanted = order(site, "K1", "restart")
    beat(site, kiosk, **told(wanted, "failed", "no"))
    seq = site.hall().seq
    for late in ("done", "begun"):
        beat(site, kiosk, **told(wanted, late))
    assert site.hall().seq == seq
    assert state_of(site, "K1") == "failed"


def test_an_order_that_nobody_took_within_a_minute_is_told_nobody(site: Site) -> None:
    kiosk = site.kiosk()
    order(site, "K1", "restart")
    site.later(seconds=61)
    assert beat(site, kiosk) == []


def test_a_restart_is_done_when_a_younger_program_speaks(site: Site) -> None:
    kiosk = site.kiosk()
    wanted = order(site, "K1", "restart")
    beat(site, kiosk, up_s=900, **told(wanted, "begun"))
    site.later(seconds=5)
    beat(site, kiosk, up_s=905)
    assert state_of(site, "K1") == "begun"
    assert beat(site, kiosk, up_s=2) == []
    assert state_of(site, "K1") == "done"


def restarting(site: Site, kiosk: str) -> str:
    """A kiosk that has begun to start anew; the order."""
    wanted = order(site, "K1", "restart")
    beat(site, kiosk, up_s=900, **told(wanted, "begun"))
    return wanted


def test_a_device_that_starts_anew_is_not_told_to_do_so_again(site: Site) -> None:
    kiosk = site.kiosk()
    wanted = restarting(site, kiosk)
    answer = site.tell("/devices/K1/orders", {"order": "restart"}, site.staff("manager"))
    assert error_of(answer, 409) == "restart_under_way"
    assert "K1" in answer.get_json()["error"]["message"]
    assert [each.id for each in site.hall().devices["K1"].orders] == [wanted]


def test_a_device_is_restarted_again_when_it_is_back(site: Site) -> None:
    kiosk = site.kiosk()
    first = restarting(site, kiosk)
    site.later(seconds=5)
    beat(site, kiosk, up_s=2)
    assert order(site, "K1", "restart") != first


def test_a_device_that_never_came_back_may_be_restarted_again(site: Site) -> None:
    kiosk = site.kiosk()
    first = restarting(site, kiosk)
    site.later(seconds=181)
    assert order(site, "K1", "restart") != first


@pytest.mark.parametrize(("code", "part", "status"), [("K2", None, 404), ("K1", "panel", 422)])
def test_only_what_can_hear_is_ordered(site: Site, code: str, part: str | None, status: int) -> None:
    site.kiosk()
    answer = site.tell(f"/devices/{code}/orders", {"order": "test", "part": part}, site.staff("manager"))
    error_of(answer, status)


@pytest.mark.parametrize("role", ["guide", "auditor"])
def test_orders_are_the_managers(site: Site, role: str) -> None:
    site.kiosk()
    answer = site.tell("/devices/K1/orders", {"order": "restart"}, site.staff(role))
    assert error_of(answer, 403) == "not_permitted"


def test_a_machine_is_as_somebody_says(site: Site) -> None:
    assert machine(site) == "unknown"
    for state in ("out_of_order", "ok"):
        answer = site.tell("/devices/ZZ-1/machine", {"state": state}, site.staff("guide"), method="PUT")
        assert answer.status_code == 204
        assert (machine(site), row(site, "ZZ-1")["state"]) == (state, state)


def test_only_a_machine_of_the_catalogue_is_set(site: Site) -> None:
    answer = site.tell("/devices/K1/machine", {"state": "ok"}, site.staff("manager"), method="PUT")
    assert error_of(answer, 404) == "unknown_device"


def machine(site: Site) -> str:
    rows = json_of(site.ask("/opening"))["machines"]
    return next(str(each["state"]) for each in rows if each["machine"] == "ZZ-1")
