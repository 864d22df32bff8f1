"""docs/contract.md says all that the server says and accepts beyond the first contract, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import BaseModel

from queue_server.boards.rooms import Kind
from queue_server.demo.clock_route import clock_routes
from queue_server.web.refusals import STATUS
from tests.web.first_contract import FIELDS, ROOMS, ROUTES
from tests.web.site import Site
from wire import (
    alarms,
    appointments,
    base,
    boards,
    catalogue,
    devices,
    errors,
    follow_ups,
    halls,
    handing_in,
    ratings,
    reminders,
    sessions,
    tickets,
    trail,
    windows,
)

TEXT = (Path(__file__).parents[2] / "docs" / "contract.md").read_text("utf-8")
EXAMPLES = re.findall(r"```json (\w+)\n(.*?)```", TEXT, re.DOTALL)
PATH = re.compile(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^\s`?]*)")
API = "/api/v1/centres/{centre}"
MODELS: dict[str, type[BaseModel]] = {
    name: model
    for module in (
        alarms, appointments, base, boards, catalogue, devices, errors, follow_ups, halls, handing_in,
        ratings, reminders, sessions, tickets, trail, windows,
    )
    for name, model in vars(module).items()
    if isinstance(model, type) and issubclass(model, BaseModel)
}  # fmt: skip


def routes_of(app: Flask) -> Iterator[str]:
    """`GET /tickets/{public_id}`: below the centre without its address, as the page writes it."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).removeprefix(API)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            yield f"{method} {path}"


@pytest.fixture
def served(site: Site) -> set[str]:
    app: Any = site.client.application
    clock: Any = site.clock
    app.register_blueprint(clock_routes(site.services, clock))
    return {*routes_of(app)}


def test_every_route_is_described(served: set[str]) -> None:
    assert sorted(served - ROUTES - {*PATH.findall(TEXT)}) == []


def test_no_route_is_described_that_is_not_there(served: set[str]) -> None:
    assert sorted((ROUTES | {*PATH.findall(TEXT)}) - served) == []


def test_every_error_code_stands_once_with_its_status() -> None:
    rows = re.findall(r"^\| ([45]\d\d[^|]*) \| (.*) \|$", TEXT, re.MULTILINE)
    told = [(code, statuses) for statuses, codes in rows for code in re.findall(r"`(\w+)`", codes)]
    assert sorted(code for code, _ in told) == sorted(STATUS)
    assert [code for code, statuses in told if str(STATUS[code]) not in statuses] == []


def test_every_room_is_described() -> None:
    assert ROOMS | {*re.findall(r"^\| `{centre}/(\w+)`", TEXT, re.MULTILINE)} == {*Kind}


def test_every_field_of_a_message_is_named() -> None:
    named = FIELDS | {"root", *re.findall(r"\w+", TEXT)}
    unnamed = {
        f"{m}.{name}" for m, model in MODELS.items() for name in model.model_fields if name not in named
    }
    assert sorted(unnamed) == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_every_example_is_a_true_one(name: str, example: str) -> None:
    MODELS[name].model_validate_json(example, extra="forbid")
