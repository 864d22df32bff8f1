"""The page of a real hall: shut without its token, true after a visit, and as Prometheus wants it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

import config
from tests.metrics.reading import names, promtool, read, value
from tests.servers import RunningHall, running_hall
from tests.stories.playing import Players
from tests.web.site import Site, a_site

TOKEN = "t" * 40
DEPLOY = Path(config.__file__).parent / "deploy"


@dataclass
class Visited:
    """An exposition, and the tickets that were given before it."""

    text: str
    tickets: list[dict[str, Any]]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[RunningHall]:
    """A hall that is measured, and posts alarms to nobody."""
    settings = {
        "YIMEN_METRICS_TOKEN": TOKEN,
        "YIMEN_WEBHOOK_URL": "http://127.0.0.1:9/",
        "YIMEN_WEBHOOK_SECRET": "s" * 32,
    }
    with running_hall(tmp_path_factory.mktemp("hall"), prepared, LOUDSPEAKERS="0", **settings) as hall:
        yield hall


@pytest.fixture(scope="module")
def after_a_visit(hall: RunningHall) -> Visited:
    """Two take a number, and one is served from call to finish."""
    players = Players(hall)
    queue = "jiashizheng"
    window = players.window_of(queue)
    taken = [players.take(queue=queue) for _ in range(2)]
    players.sign_in(window)
    for verb in ("next", "recall", "start", "finish"):
        players.press(window, verb)
    return Visited(ask(hall, f"Bearer {TOKEN}").text, taken)


@pytest.fixture(scope="module")
def visited(after_a_visit: Visited) -> str:
    """The exposition after one visit from number to finish."""
    return after_a_visit.text


def ask(hall: RunningHall, authorization: str | None = None) -> httpx.Response:
    sent = {} if authorization is None else {"Authorization": authorization}
    return httpx.get(f"{hall.run['base_url']}/metrics", headers=sent, timeout=30)


@pytest.mark.parametrize("shown", [None, "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_without_the_token_nothing_is_told(hall: RunningHall, shown: str | None) -> None:
    answer = ask(hall, shown)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "yimen_" not in answer.text


def test_with_the_token_it_is_an_exposition_that_nobody_keeps(hall: RunningHall) -> None:
    answer = ask(hall, f"Bearer {TOKEN}")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def test_where_no_token_is_set_there_is_no_such_page() -> None:
    with a_site() as site:
        assert status_of(site) == 404


def status_of(site: Site) -> int:
    return site.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code


def test_a_visit_is_counted(visited: str) -> None:
    said = read(visited)
    assert value(said, "yimen_tickets_issued_total", centre="dalang", origin="kiosk") == 2
    for verb in ("called", "recalled", "finished"):
        assert value(said, f"yimen_tickets_{verb}_total", centre="dalang") == 1
    assert value(said, "yimen_wait_seconds_count", centre="dalang") == 1
    assert value(said, "yimen_service_seconds_count", centre="dalang") == 1


def test_what_is_so_now_is_told(visited: str) -> None:
    said = read(visited)
    assert value(said, "yimen_centre_up", centre="dalang") == 1
    assert value(said, "yimen_waiting_tickets", centre="dalang", queue="jiashizheng") == 1
    assert value(said, "yimen_windows", centre="dalang", state="idle") == 1
    longest = value(said, "yimen_longest_wait_seconds", centre="dalang", queue="jiashizheng")
    assert longest is not None
    assert longest > 0


def test_the_record_the_loop_and_the_process_are_measured(visited: str) -> None:
    said = read(visited)
    for name in ("yimen_commits_total", "yimen_commit_seconds_count", "yimen_lane_lag_seconds_count"):
        assert value(said, name, lane="all")
    assert value(said, "yimen_loop_delay_seconds_count")
    assert value(said, "process_resident_memory_bytes")
    assert value(said, "yimen_webhook_up") == 1


def test_requests_are_told_apart_by_pattern(visited: str) -> None:
    verb = "/api/v1/centres/<centre>/windows/<int:n>/next"
    said = read(visited)
    assert value(said, "yimen_http_requests_total", route=verb, method="POST", status="200") == 1


def test_nobody_and_no_ticket_is_named(after_a_visit: Visited, hall: RunningHall) -> None:
    tickets = [ticket[name] for ticket in after_a_visit.tickets for name in ("public_id", "number")]
    clerks = [clerk["employee_no"] for clerk in hall.run["clerks"]]
    tokens = [kiosk["token"] for kiosk in hall.run["kiosks"]]
    assert len(set(tickets)) == 4
    assert [word for word in (*tickets, *clerks, *tokens, TOKEN) if word in after_a_visit.text] == []


def test_prometheus_finds_nothing_to_complain_of(visited: str) -> None:
    assert promtool("check", "metrics", given=visited) == ""


def test_dashboard_and_rules_ask_for_what_there_is(visited: str) -> None:
    board = json.loads((DEPLOY / "grafana" / "hall.json").read_text("utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    asked.append((DEPLOY / "prometheus-rules.yml").read_text("utf-8"))
    used = set(re.findall(r"\b(?:yimen|process)_\w+", "\n".join(asked)))
    assert len(used) > 20
    assert sorted(used - names(visited)) == []
