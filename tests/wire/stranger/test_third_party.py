"""Kiosk, clerk and screen of a stranger drive the hall from the contract's page alone."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from tests.wire.stranger.stranger import Clerk, Http, Json, Screen


@pytest.fixture(scope="module")
def kiosk(run: Json) -> Http:
    """A kiosk with its device token."""
    return Http(run["api"], run["kiosks"][0]["token"])


@pytest.fixture(scope="module")
def catalogue(run: Json) -> Json:
    """The catalogue."""
    status, answer = Http(run["api"]).get("/catalogue")
    assert status == 200
    return answer


@pytest.fixture
def clerk(run: Json, catalogue: Json) -> Iterator[Clerk]:
    """A clerk at a window whose only queue asks for no name."""
    nameless = {queue["code"] for queue in catalogue["queues"] if not queue["real_name"]}
    windows = {
        w["number"]: w for w in catalogue["windows"] if len(w["queues"]) == 1 and set(w["queues"]) <= nameless
    }
    badge = next(badge for badge in run["clerks"] if badge["window"] in windows)
    clerk = Clerk(run["api"], badge["employee_no"], badge["pin"], badge["window"])
    yield clerk
    if clerk.current:
        clerk.press("finish")
    assert clerk.leave() == 204


@pytest.fixture
def place(clerk: Clerk, catalogue: Json) -> Json:
    """The clerk's window in the catalogue."""
    found: Json = next(window for window in catalogue["windows"] if window["number"] == clerk.window)
    return found


@pytest.fixture
def queue(place: Json) -> str:
    """The clerk's queue."""
    return str(place["queues"][0])


@pytest.fixture
def screen(run: Json, place: Json) -> Iterator[Screen]:
    """One screen for the hall, the zone and the window."""
    screen = Screen(run["base_url"], *(f"{run['centre']}/{room}" for room in rooms_of(place)))
    yield screen
    screen.close()


def rooms_of(place: Json) -> list[str]:
    """The rooms in which a window's calls are shown."""
    return [f"hall:{place['hall']}", f"zone:{place['zone']}", f"window:{place['number']}"]


def issue(kiosk: Http, **wanted: Any) -> Json:
    """A ticket from the kiosk."""
    status, ticket = kiosk.post("/tickets", wanted)
    assert status == 201, ticket
    return ticket


def state(kiosk: Http, ticket: Json) -> str:
    """What the server says about a ticket now."""
    return str(kiosk.get(f"/tickets/{ticket['public_id']}")[1]["state"])


def test_a_visit_from_the_kiosk_to_the_window_and_home(
    run: Json, kiosk: Http, clerk: Clerk, screen: Screen, place: Json, queue: str
) -> None:
    ticket = issue(kiosk, queue=queue)
    board = clerk.call(ticket["public_id"])
    assert board["current"]["number"] == ticket["number"]
    for room in rooms_of(place):
        shown = screen.wait_for_call(f"{run['centre']}/{room}", ticket["number"], clerk.window)
        assert shown["zone"] == place["zone"]
    clerk.press("start")
    clerk.press("finish")
    assert state(kiosk, ticket) == "done"


def test_a_screen_can_prove_that_it_missed_no_call(
    run: Json, kiosk: Http, clerk: Clerk, screen: Screen, place: Json, queue: str
) -> None:
    room = f"hall:{place['hall']}"
    last = None
    for _ in range(3):
        ticket = issue(kiosk, queue=queue)
        clerk.call(ticket["public_id"])
        call = screen.wait_for_call(f"{run['centre']}/{room}", ticket["number"], clerk.window)
        assert last is None or call["prev"] == last["seq"]
        last = call
    calls = sorted(screen.calls[f"{run['centre']}/{room}"])
    status, envelope = Http(run["api"]).get(f"/boards/{room}?calls_after={calls[-3]}")
    assert status == 200
    assert [call["seq"] for call in envelope["calls"]] == calls[-2:]


def test_a_recall_is_shown_again(run: Json, kiosk: Http, clerk: Clerk, screen: Screen, queue: str) -> None:
    ticket = issue(kiosk, queue=queue)
    clerk.call(ticket["public_id"])
    clerk.press("recall")
    room = f"{run['centre']}/window:{clerk.window}"
    screen.wait_for_call(room, ticket["number"], clerk.window, recall=True)


def test_the_same_key_gives_the_same_ticket(kiosk: Http, queue: str) -> None:
    key = uuid.uuid4().hex
    first_status, first = kiosk.post("/tickets", {"queue": queue}, key)
    second_status, second = kiosk.post("/tickets", {"queue": queue}, key)
    assert (first_status, second_status) == (201, 200)
    assert first == second
    status, refusal = kiosk.post("/tickets", {"queue": queue, "visitor_class": "elderly"}, key)
    assert status == 409
    assert refusal["error"]["code"]


def test_a_doubled_press_finishes_nobody_else(kiosk: Http, clerk: Clerk, queue: str) -> None:
    issue(kiosk, queue=queue)
    issue(kiosk, queue=queue)
    saw = clerk.current
    clerk.press("next")
    here = clerk.current
    status, refusal = clerk.post(f"/windows/{clerk.window}/next", {"expect": saw})
    assert status == 409
    assert refusal["error"]["board"]["current"]["public_id"] == here


def test_somebody_who_does_not_come_is_missed_and_may_come_back(
    kiosk: Http, clerk: Clerk, queue: str
) -> None:
    ticket = issue(kiosk, queue=queue)
    clerk.call(ticket["public_id"])
    clerk.press("missed")
    assert state(kiosk, ticket) == "missed"
    status, revived = Http(kiosk.api).post(f"/tickets/{ticket['public_id']}/revive", {})
    assert (status, revived["state"]) == (200, "waiting")


def test_somebody_sent_to_fetch_something_goes_on_at_the_same_window(
    kiosk: Http, clerk: Clerk, queue: str
) -> None:
    ticket = issue(kiosk, queue=queue)
    clerk.call(ticket["public_id"])
    board = clerk.press("hold", note="copy of the licence")
    assert ticket["public_id"] in [held["public_id"] for held in board["held"]]
    clerk.press("resume", public_id=ticket["public_id"])
    assert state(kiosk, ticket) == "serving"


def test_a_finish_can_be_taken_back(kiosk: Http, clerk: Clerk, queue: str) -> None:
    ticket = issue(kiosk, queue=queue)
    clerk.call(ticket["public_id"])
    clerk.press("finish")
    assert clerk.press("undo")["current"]["public_id"] == ticket["public_id"]


def test_a_transferred_visitor_keeps_the_number(
    kiosk: Http, clerk: Clerk, queue: str, catalogue: Json
) -> None:
    ticket = issue(kiosk, queue=queue)
    clerk.call(ticket["public_id"])
    other = next(
        each["code"] for each in catalogue["queues"] if each["code"] != queue and not each["real_name"]
    )
    clerk.press("transfer", queue=other, note="wrong queue")
    _, moved = kiosk.get(f"/tickets/{ticket['public_id']}")
    assert (moved["number"], moved["queue"], moved["state"]) == (ticket["number"], other, "waiting")


def test_a_pause_is_shown_to_the_hall(
    run: Json, clerk: Clerk, screen: Screen, place: Json, catalogue: Json
) -> None:
    clerk.press("pause", reason=catalogue["pause_reasons"][0]["code"])
    room = f"{run['centre']}/hall:{place['hall']}"
    with screen.changed:
        assert screen.changed.wait_for(
            lambda: tile(screen, room, clerk.window)["state"] == "paused", timeout=10
        )
    assert clerk.press("unpause")["state"] == "idle"


def tile(screen: Screen, room: str, window: int) -> Json:
    """A window on a board."""
    windows = screen.boards[room]["board"]["windows"]
    return next(Json(each) for each in windows if each["window"] == window)


def test_a_cancelled_ticket_is_over(kiosk: Http, queue: str) -> None:
    ticket = issue(kiosk, queue=queue)
    status, cancelled = Http(kiosk.api).post(f"/tickets/{ticket['public_id']}/cancel", {})
    assert (status, cancelled["state"]) == (200, "cancelled")
    status, refusal = Http(kiosk.api).post(f"/tickets/{ticket['public_id']}/cancel", {})
    assert status == 409
    assert refusal["error"]["message"]


def test_a_phone_finds_itself_in_its_queue(run: Json, kiosk: Http, queue: str) -> None:
    ticket = issue(kiosk, queue=queue)
    phone = Screen(
        run["base_url"], f"{run['centre']}/ticket:{ticket['public_id']}", f"{run['centre']}/queue:{queue}"
    )
    own, line = phone.boards.values()
    assert own["board"]["number"] == ticket["number"]
    assert {"visitor_class", "ahead", "wait"}.isdisjoint(own["board"])
    assert ticket["number"] in [place[0] for place in line["board"]["waiting"]]
    phone.close()


def test_the_pulse_names_the_rooms_that_are_watched(screen: Screen) -> None:
    pulse = screen.wait_for_pulse()
    assert set(pulse["rooms"]) == set(screen.boards)
    assert all(seq <= screen.boards[room]["seq"] for room, seq in pulse["rooms"].items())


def test_the_clerk_sees_more_than_the_hall(
    run: Json, kiosk: Http, clerk: Clerk, screen: Screen, queue: str
) -> None:
    clerk.call(issue(kiosk, queue=queue, visitor_class="elderly")["public_id"])
    room = f"{run['centre']}/window:{clerk.window}"
    inside = Screen(run["base_url"], room, token=clerk.token)
    assert inside.boards[room]["board"]["current"]["visitor_class"] == "elderly"
    outside = Screen(run["base_url"], room)
    assert not outside.boards[room]["board"]["current"].get("visitor_class")
    inside.close()
    outside.close()


def test_a_room_that_does_not_exist_is_refused_with_a_sentence(run: Json, screen: Screen) -> None:
    refusal = screen.watch(f"{run['centre']}/hall:nowhere")
    assert refusal["error"]["code"]
    assert refusal["error"]["message"]


def test_refusals_speak_the_language_that_was_asked_for(run: Json) -> None:
    messages = {
        language: Http(run["api"], language=language).post("/tickets", {"queue": "hukou"})[1]["error"][
            "message"
        ]
        for language in ("zh", "en")
    }
    assert messages["zh"] != messages["en"]
    assert messages["en"].isascii()
