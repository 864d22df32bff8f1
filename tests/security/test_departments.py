"""A clerk of one department sees no other department's personal data, whatever is asked with that token."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from queue_server.web.routes import Question, Served
from queue_server.web.site import all_routes
from tests.servers import RunningHall
from tests.web.site import PARTS, Site, a_site, json_of

ID_NUMBER = "11010519491231002X"
NOTE = "her daughter brings the licence"


@pytest.fixture
def town() -> Iterator[Site]:
    """A town where nobody is slowed down."""
    with a_site(settings={"public_burst": 1_000_000, "sign_in_burst": 1_000_000}) as site:
        yield site


def a_visitor_elsewhere(site: Site) -> tuple[str, str]:
    """The public id and the keyed hash of a visitor who is held at window 4, another department's."""
    ticket = site.take(queue="cards", id_number=ID_NUMBER)
    token = site.clerk(4)
    json_of(site.tell("/windows/4/next", {"expect": None}, token))
    json_of(site.tell("/windows/4/hold", {"expect": ticket["public_id"], "note": NOTE}, token))
    person = next(t.person for t in site.hall().tickets.values() if t.public_id == ticket["public_id"])
    assert person
    return ticket["public_id"], person


def everything_asked(site: Site, token: str) -> Iterator[tuple[str, str]]:
    """Every question of the API, about every window and room."""
    rooms = ("hall:N", "zone:N1", "window:4", "queue:cards", "desk", "windows", "devices", "alarms")
    for route in all_routes(site.services):
        if not isinstance(route, Question | Served):
            continue
        for n, room in [(n, room) for n in (1, 2, 4) for room in rooms]:
            path = route.path.format(**PARTS | {"n": n, "room": room, "public_id": "guess"})
            answer = site.client.get(
                f"/api/v1/centres/town{path}",
                query_string={"number": "Z001", "calls_after": 0} if route.query else None,
                headers={"Authorization": f"Bearer {token}"},
            )
            yield path, answer.get_data(as_text=True)


def test_no_answer_to_a_clerk_tells_of_another_departments_visitor(town: Site) -> None:
    public_id, person = a_visitor_elsewhere(town)
    for path, told in everything_asked(town, town.clerk(1)):
        for secret in (public_id, person, NOTE, ID_NUMBER, "110*************2X"):
            assert secret not in told, path


def test_the_window_s_own_clerk_sees_the_note(town: Site) -> None:
    """So that the test above looks for something that is told at all."""
    public_id, _ = a_visitor_elsewhere(town)
    held = json.dumps(json_of(town.ask("/sessions/current", town.clerk(4))), ensure_ascii=False)
    assert public_id in held
    assert NOTE in held


def test_no_refusal_at_another_window_tells_its_board(town: Site) -> None:
    public_id, person = a_visitor_elsewhere(town)
    token = town.clerk(1)
    for key in ("next", "recall", "start", "missed", "finish", "hold", "resume", "transfer", "undo"):
        told = town.tell(f"/windows/4/{key}", {"expect": public_id}, token).get_data(as_text=True)
        assert not any(secret in told for secret in (public_id, person, NOTE)), key


def at_window(hall: RunningHall, clerk: dict[str, Any]) -> dict[str, str]:
    asked = {name: clerk[name] for name in ("employee_no", "pin", "window")} | {"take_over": True}
    token = httpx.post(f"{hall.run['api']}/sessions", json=asked, timeout=60).json()["token"]
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.kiosks(0)
def test_no_board_tells_a_clerk_of_another_departments_visitor(hall: RunningHall) -> None:
    """On a real server, where a board is as full as its token may see."""
    run = hall.run
    one = run["clerks"][0]
    other = next(c for c in run["clerks"] if not set(c["skills"]) & set(one["skills"]))
    kiosk = {"Authorization": f"Bearer {run['kiosks'][0]['token']}", "Idempotency-Key": "elsewhere"}
    body = {"queue": other["skills"][0], "id_number": ID_NUMBER}
    public_id = httpx.post(f"{run['api']}/tickets", json=body, headers=kiosk, timeout=60).json()["public_id"]
    theirs = at_window(hall, other)
    window = f"{run['api']}/windows/{other['window']}"
    told = [
        httpx.post(f"{window}/{key}", json=sent, headers=theirs | {"Idempotency-Key": key}, timeout=60)
        for key, sent in (("next", {"expect": None}), ("hold", {"expect": public_id, "note": NOTE}))
    ]
    assert NOTE in told[-1].text
    ours = at_window(hall, one)
    for room in (
        f"window:{other['window']}",
        f"queue:{body['queue']}",
        "hall:N",
        "hall:S",
        "desk",
        "windows",
    ):
        board = httpx.get(f"{run['api']}/boards/{room}", headers=ours, timeout=60)
        assert not any(secret in board.text for secret in (public_id, NOTE, ID_NUMBER, "110***")), room
