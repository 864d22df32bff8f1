"""Rules say which route an address means at once, and what address a route has when they are asked."""

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule

from queue_server.web.rules import LateRule


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.url_rule_class = LateRule
    app.add_url_rule("/halls/<hall>/windows/<int:n>", "window", lambda hall, n: f"{hall} {n}")
    return app


def test_an_address_leads_to_its_route(app: Flask) -> None:
    assert app.test_client().get("/halls/N/windows/7").text == "N 7"


@pytest.mark.parametrize("times", [1, 2])
def test_a_route_tells_its_address_as_ever(app: Flask, times: int) -> None:
    with app.test_request_context():
        told = [url_for("window", hall="N", n=7, page=2) for _ in range(times)]
    assert told == ["/halls/N/windows/7?page=2"] * times


def test_nothing_is_compiled_until_then(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def compiled(*_: object) -> None:
        pytest.fail("it is compiled at once")

    monkeypatch.setattr(Rule, "_compile_builder", compiled)  # fails where a release calls it otherwise
    app.add_url_rule("/later", "later", lambda: "later")
    assert app.test_client().get("/later").text == "later"
