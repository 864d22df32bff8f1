"""The trail tells an auditor what happened and nothing that opens or names a visitor; nobody writes to it."""

import json
from typing import Any

import httpx
import pytest

from tests.servers import RunningHall

pytestmark = pytest.mark.kiosks(0)
ID_NUMBER = "11010519491231002X"


def signed_in(hall: RunningHall, role: str) -> dict[str, str]:
    answer = httpx.post(f"{hall.run['api']}/staff-sessions", json=hall.run[role], timeout=60)
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def take(hall: RunningHall, key: str) -> dict[str, Any]:
    sent = {"Authorization": f"Bearer {hall.run['kiosks'][0]['token']}", "Idempotency-Key": key}
    body = {"queue": "zixun-n", "id_number": ID_NUMBER}
    ticket: dict[str, Any] = httpx.post(
        f"{hall.run['api']}/tickets", json=body, headers=sent, timeout=60
    ).json()
    return ticket


def facts(hall: RunningHall, **query: str | int) -> dict[str, Any]:
    address = f"{hall.run['api']}/facts"
    answer = httpx.get(address, params=query, headers=signed_in(hall, "auditor"), timeout=60)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_ticket_s_trail_says_who_gave_it_and_not_whom_it_is_for(hall: RunningHall) -> None:
    ticket = take(hall, "trail-masked")
    (issued,) = facts(hall, number=ticket["number"])["facts"]
    assert issued["subject"] == f"device:{hall.run['kiosks'][0]['code']}"
    assert issued["object"] == {"kind": "ticket", "name": ticket["number"]}
    known = hall.yimen("erase", ticket["number"], "--day", issued["at"][:10]).stdout
    assert "110*************2X" in known
    text = json.dumps(issued)
    assert not [word for word in (ticket["public_id"], ID_NUMBER, "***", '"person') if word in text]


@pytest.mark.parametrize("day", ["9999-12-31", "3000-01-01", "1999-12-31", "0001-01-01"])
def test_a_day_of_another_age_is_refused(hall: RunningHall, day: str) -> None:
    headers = signed_in(hall, "auditor")
    answer = httpx.get(f"{hall.run['api']}/facts", params={"day": day}, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_value")


def test_who_signs_in_stands_in_the_trail_by_name(hall: RunningHall) -> None:
    found = facts(hall, kind="TokenGiven", person=hall.run["auditor"]["user"])["facts"]
    assert found[0]["subject"] == f"auditor:{hall.run['auditor']['user']}"
    assert "key" not in found[0]["result"]


def test_pages_of_the_trail_follow_each_other_without_a_gap(hall: RunningHall) -> None:
    first = facts(hall)
    second = facts(hall, before=first["before"])
    assert len(first["facts"]) == 100
    assert second["facts"][0]["seq"] == first["facts"][-1]["seq"] - 1


@pytest.mark.parametrize(
    "query", [{"day": "tomorrow"}, {"kind": "Nothing"}, {"window": "x"}, {"person": "x" * 65}]
)
def test_what_cannot_be_looked_for_is_refused(hall: RunningHall, query: dict[str, str]) -> None:
    headers = signed_in(hall, "auditor")
    answer = httpx.get(f"{hall.run['api']}/facts", params=query, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "bad_value")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nobody_writes_to_the_trail(hall: RunningHall, method: str) -> None:
    for role in ("auditor", "administrator"):
        for path in ("/facts", "/facts.csv", "/facts/1"):
            answer = httpx.request(
                method, f"{hall.run['api']}{path}", headers=signed_in(hall, role), json={}, timeout=60
            )
            assert answer.status_code in {404, 405}
