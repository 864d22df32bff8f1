"""Checking in at a kiosk: the ticket of a booking is printed once; what nobody answers is said."""

from pathlib import Path
from typing import Any

import pytest

from kiosk_client.server import Body, Refused, Unreached
from tests.clients.a_house import TICKET
from tests.clients.test_agent import Agent

PHONE = {"key": "check-in-0001", "language": "zh", "phone": "13800138000"}


class Desk(Agent):
    """An agent whose server knows bookings."""

    def __init__(self, papers: Path) -> None:
        super().__init__(papers)
        self.shown: list[Body] = []
        self.answers: list[Body | Exception] = []
        self.server.check_in = self._answer  # type: ignore[attr-defined]

    def _answer(self, shown: Body, key: str, language: str) -> Body:
        self.shown.append(shown)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def check_in(self, *answers: Body | Exception, **more: Any) -> tuple[int, dict[str, Any]]:
        self.answers = list(answers)
        answer = self.client.post("/agent/check-ins", json=PHONE | more)
        return answer.status_code, answer.get_json()


def checked_in(**more: Any) -> Body:
    return {"ticket": dict(TICKET), "on_time": True, "other_hall": False, "choices": [], **more}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_booking_becomes_a_ticket_and_its_paper_comes_out(desk: Desk, tmp_path: Path) -> None:
    status, job = desk.check_in(checked_in())
    desk.paper.close()
    assert (status, job["ticket"]["number"], job["on_time"], job["again"]) == (200, "A012", True, False)
    assert len(list(tmp_path.rglob("*.png"))) == 1


def test_who_shows_a_booking_once_more_gets_no_second_paper_by_itself(desk: Desk, tmp_path: Path) -> None:
    _, job = desk.check_in(checked_in(again=True))
    desk.paper.close()
    assert (job["again"], job["print"]) == (True, "none")
    assert list(tmp_path.rglob("*.png")) == []


def test_the_number_of_a_booking_is_followed_like_any_other(desk: Desk) -> None:
    _, job = desk.check_in(checked_in())
    again = desk.client.get(f"/agent/jobs/{job['key']}")
    assert again.get_json()["ticket"]["public_id"] == job["ticket"]["public_id"]


def test_several_bookings_are_to_choose_from(desk: Desk) -> None:
    two = [{"public_id": "a"}, {"public_id": "b"}]
    status, told = desk.check_in(checked_in(ticket=None, choices=two))
    assert (status, told) == (200, {"choices": two})


def test_a_refusal_comes_with_its_sentence(desk: Desk) -> None:
    early = Refused(422, {"code": "too_early", "message": "现在签到太早"})
    assert desk.check_in(early) == (422, {"error": {"code": "too_early", "message": "现在签到太早"}})


def test_a_line_that_is_lost_once_is_tried_again(desk: Desk) -> None:
    lost = Unreached("cut", may_have_arrived=True)
    assert desk.check_in(lost, checked_in())[0] == 200
    assert desk.check_in(lost, lost) == (503, {"error": {"code": "unreached"}})


def test_only_what_shows_a_booking_reaches_the_server(desk: Desk) -> None:
    desk.check_in(checked_in(), visitor_class="elderly", at="K2")
    assert desk.shown == [{"phone": "13800138000"}]


@pytest.mark.parametrize("key", [None, "short", "x" * 101])
def test_a_page_that_names_no_key_is_not_heard(desk: Desk, key: str | None) -> None:
    assert desk.client.post("/agent/check-ins", json=PHONE | {"key": key}).status_code == 400
    assert desk.shown == []
