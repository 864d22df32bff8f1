"""The agent: the only one that the kiosk's page talks to."""

from pathlib import Path
from typing import Any, cast

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from kiosk_client.agent import Kiosk, create_agent, qr_code
from kiosk_client.house import House
from kiosk_client.paper import Paper
from kiosk_client.server import Body, Server
from kiosk_client.touches import Touches
from printer.device import open_printer
from printer.profiles import profile_for
from tests.clients.a_house import MISSED_RULES, FakeHouse

TAKE = {"key": "touch-0001", "service": "LF-1", "visitor_class": "ordinary", "language": "zh"}


class Agent:
    """An agent with a virtual printer, in front of a server that can go away."""

    def __init__(self, papers: Path) -> None:
        self.server = FakeHouse()
        house = House(self.server)
        house.look()
        self.paper = Paper(open_printer("virtual", profile_for(80), papers), "K1")

        def print_it(ticket: Body, language: str) -> None:
            self.paper.print(ticket, house.catalogue, language, "N")

        touches = Touches(self.server, print_it, give_up_s=0.0)
        self.client: FlaskClient = create_agent(
            Kiosk("K1", cast("Server", self.server), house, touches, self.paper)
        ).test_client()

    def take(self, **more: Any) -> tuple[int, dict[str, Any]]:
        answer = self.client.post("/agent/tickets", json=TAKE | more)
        return answer.status_code, answer.get_json()


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    return Agent(tmp_path)


def test_a_touch_gives_the_number_at_once_and_the_paper_follows(agent: Agent, tmp_path: Path) -> None:
    status, job = agent.take()
    agent.paper.close()
    assert (status, job["state"], job["ticket"]["number"]) == (200, "issued", "A012")
    assert agent.client.get("/agent/jobs/touch-0001").get_json()["print"] in {"sent", "confirmed"}
    assert list(tmp_path.rglob("*.png"))


def test_the_document_and_its_kind_reach_the_server_and_nothing_else_does(agent: Agent) -> None:
    document = {"id_number": "E12345678", "id_kind": "passport"}
    agent.take(**document, by_guide=True)
    told = {"service": "LF-1", "visitor_class": "ordinary", "language": "zh"}
    assert agent.server.asked == [told | document]


def test_without_the_server_the_visitor_is_told_the_truth(agent: Agent) -> None:
    agent.server.away = True
    assert agent.take()[1]["state"] == "unreached"


def test_the_same_touch_again_is_the_same_ticket(agent: Agent) -> None:
    first, second = agent.take()[1], agent.take()[1]
    assert first["ticket"]["public_id"] == second["ticket"]["public_id"]


def test_one_touch_takes_no_more_numbers_than_the_centre_allows(agent: Agent) -> None:
    keys = ("touch-0001", "touch-0001.2", "touch-0001.3")
    taken = [agent.take(key=key) for key in keys]
    assert [(status, job["state"]) for status, job in taken] == [
        (200, "issued"),
        (200, "issued"),
        (409, "refused"),
    ]
    assert taken[-1][1]["error"] == {
        "code": "too_many_at_once",
        "message": "一次最多取 2 张号。还有人要办，请再取一次。",
    }
    assert len(agent.server.asked) == 2


def test_the_next_touch_may_take_as_many_again(agent: Agent) -> None:
    keys = ("touch-0001", "touch-0001.2", "touch-0002", "touch-0002.2")
    assert [agent.take(key=key)[0] for key in keys] == [200] * 4


def test_a_reprint_is_counted_by_the_server_first(agent: Agent) -> None:
    agent.take()
    answer = agent.client.post("/agent/tickets/abc/reprint", json={"key": "again-0001"})
    assert answer.get_json()["ticket"]["reprints"] == 1


def test_a_ticket_of_elsewhere_is_not_printed_here(agent: Agent) -> None:
    answer = agent.client.post("/agent/tickets/abc/reprint", json={"key": "again-0001"})
    assert answer.status_code == 404


def test_the_qr_code_says_the_tickets_address() -> None:
    picture = qr_code("http://hall.example/t/abc").make_image().get_image()
    read = zxingcpp.read_barcodes(picture.convert("RGB").resize((400, 400), Image.Resampling.NEAREST))
    assert [code.text for code in read] == ["http://hall.example/t/abc"]


def test_the_qr_code_is_a_picture_on_the_page(agent: Agent) -> None:
    job = agent.take()[1]
    picture = agent.client.get(job["qr"])
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")


def test_the_state_names_kiosk_and_hall(agent: Agent) -> None:
    state = agent.client.get("/agent/state").get_json()
    assert (state["kiosk"], state["hall"], state["online"]) == ("K1", "N", True)


def test_what_to_bring_is_told_when_an_item_is_opened_also_without_the_server(agent: Agent) -> None:
    agent.server.away = True
    assert agent.client.get("/agent/services/LF-1").get_json()["materials"] == ["身份证"]
    assert agent.client.get("/agent/services/LF-2").status_code == 404


def test_the_page_speaks_one_language_and_asks_for_the_other(agent: Agent) -> None:
    assert "Please" not in agent.client.get("/?lang=zh").get_data(as_text=True)
    assert agent.client.get("/agent/words/en").get_json()["language.name"] == "English"
    assert agent.client.get("/agent/words/xx").status_code == 404


def test_the_page_comes_with_its_policy(agent: Agent) -> None:
    page = agent.client.get("/")
    assert "script-src 'self' 'sha256-" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_only_the_kiosks_own_sounds_may_be_played(agent: Agent) -> None:
    assert "media-src 'self'" in agent.client.get("/").headers["Content-Security-Policy"]


def test_the_page_and_its_catalogue_travel_packed(agent: Agent) -> None:
    for path in ("/", "/agent/catalogue", "/agent/state", "/agent/words/en"):
        answer = agent.client.get(path, headers={"Accept-Encoding": "gzip"})
        assert (answer.headers["Content-Encoding"], answer.data[:2]) == ("gzip", b"\x1f\x8b")


def test_a_number_on_the_screen_follows_its_ticket(agent: Agent) -> None:
    agent.take()
    agent.server.ahead = 2
    answer = agent.client.get("/agent/tickets/abc").get_json()
    assert (answer["ticket"]["ahead"], answer["ticket"]["number"]) == (2, "A012")


def test_a_ticket_that_is_followed_keeps_its_visitors_language(agent: Agent) -> None:
    agent.take(language="en")
    answer = agent.client.get("/agent/tickets/abc").get_json()
    assert answer["ticket"]["missed_rule"] == MISSED_RULES["en"]


def test_only_tickets_that_were_taken_here_are_followed(agent: Agent) -> None:
    assert agent.client.get("/agent/tickets/abc").status_code == 404


def test_a_ticket_of_elsewhere_that_is_held_to_the_reader_is_followed_and_printed(agent: Agent) -> None:
    job = agent.client.post("/agent/tickets/far/held", json={"language": "en"}).get_json()
    assert (job["ticket"]["public_id"], job["ticket"]["missed_rule"]) == ("far", MISSED_RULES["en"])
    assert agent.client.get("/agent/tickets/far").status_code == 200
    again = agent.client.post("/agent/tickets/far/reprint", json={"key": "again-0001"})
    assert again.get_json()["ticket"]["reprints"] == 1


def test_a_missed_ticket_goes_back_in_line_and_a_refusal_is_told(agent: Agent) -> None:
    agent.client.post("/agent/tickets/abc/held", json={"language": "zh"})
    back = [agent.client.post("/agent/tickets/abc/revive", json={"key": f"back-000{i}"}) for i in (1, 2)]
    assert (back[0].status_code, back[0].get_json()["ticket"]["ahead"]) == (200, 3)
    assert (back[1].status_code, back[1].get_json()["error"]["code"]) == (409, "revivals_used")


def test_only_a_ticket_that_is_here_goes_back_in_line(agent: Agent) -> None:
    assert agent.client.post("/agent/tickets/abc/revive", json={"key": "back-0001"}).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Host": "localhost.evil.example"}],
)
def test_nobody_but_the_page_is_answered(agent: Agent, headers: dict[str, str]) -> None:
    assert agent.client.get("/agent/state", headers=headers).status_code == 403


@pytest.mark.parametrize("body", [{}, {"key": "short"}, [], None])
def test_what_is_no_touch_is_refused(agent: Agent, body: object) -> None:
    assert agent.client.post("/agent/tickets", json=body).status_code == 400


@pytest.mark.parametrize("name", ["../agent.py", "model.test.js", "..%2Fagent.py", "missing.js"])
def test_only_the_pages_files_are_given_out(agent: Agent, name: str) -> None:
    assert agent.client.get(f"/static/{name}").status_code == 404
