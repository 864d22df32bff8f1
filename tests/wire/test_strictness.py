"""What is asked is strict, what is answered is read with patience."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from wire import devices, halls, handing_in, sessions, tickets, windows
from wire.base import Asked, Nothing
from wire.boards import BOARDS, Envelope, HallBoard, Pulse, Watch
from wire.errors import ErrorAnswer
from wire.run import Run

ASKED = sorted(
    {
        model
        for module in (tickets, windows, sessions, halls, devices, handing_in)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, Asked)
    },
    key=lambda model: model.__name__,
)
HALL: dict[str, Any] = {"state": "open", "windows": [], "queues": [], "notice": None}


def refuses(model: type[BaseModel], **body: Any) -> bool:
    try:
        model.model_validate(body)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("model", ASKED)
def test_no_request_takes_a_key_that_it_does_not_know(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({"no_such_key": 1})


@pytest.mark.parametrize("model", ASKED)
def test_every_text_that_is_asked_has_an_end(model: type[BaseModel]) -> None:
    endless = [name for name, schema in texts(model.model_json_schema()) if not bounded(schema)]
    assert endless == []


def test_a_number_is_no_text_and_a_text_no_number() -> None:
    assert refuses(sessions.SignIn, employee_no=1, pin="1", window=1)
    assert refuses(sessions.SignIn, employee_no="C1", pin="1", window="1")
    assert refuses(tickets.SetClass, visitor_class="elderly", document_checked=1)


def test_a_control_character_is_no_text() -> None:
    assert refuses(windows.Hold, expect=None, note="a\x00b")
    assert refuses(windows.Hold, expect=None, note="a\nb")
    assert not refuses(windows.Hold, expect=None, note="去复印，10 分钟")


def test_lengths_are_those_of_the_contract() -> None:
    assert not refuses(windows.Hold, expect=None, note="好" * 500)
    assert refuses(windows.Hold, expect=None, note="好" * 501)
    assert refuses(tickets.Issue, service="x", party="p" * 65)
    assert refuses(windows.Arrange, queues=["q"] * 101)


def test_expect_is_never_left_out() -> None:
    for model in (windows.Next, windows.Hold, windows.Pause, windows.Unpause, windows.Expecting):
        assert "expect" in model.model_json_schema()["required"]


def test_exactly_one_thing_is_asked_for() -> None:
    assert not refuses(tickets.Issue, scenario="open")
    assert refuses(tickets.Issue)
    assert refuses(tickets.Issue, scenario="open", service="LF-1")
    assert refuses(windows.Transfer, expect="x")
    assert refuses(windows.Transfer, expect="x", queue="life", window=3)


def test_nothing_means_nothing() -> None:
    assert not refuses(Nothing)
    assert refuses(Nothing, anything=None)


def test_an_answer_may_say_more_than_its_reader_knows() -> None:
    assert HallBoard.model_validate({**HALL, "weather": "rain"}).state == "open"


def test_an_envelope_reads_its_board() -> None:
    envelope = Envelope.model_validate(
        {
            "room": "town/hall:N",
            "seq": 7,
            "server_time": "2026-09-15T10:00:46+08:00",
            "hall_time": "2026-09-15T10:00:46+08:00",
            "speed": 60,
            "board": HALL,
            "calls": [],
        }
    )
    assert isinstance(envelope.board, HallBoard)


def test_a_time_without_its_offset_is_no_time() -> None:
    naive = {"server_time": "2026-09-15T10:00:46", "rooms": {}}
    assert refuses(Pulse, **naive)


def test_every_kind_of_room_has_its_board() -> None:
    assert set(BOARDS) == {
        "hall",
        "zone",
        "window",
        "queue",
        "ticket",
        "devices",
        "desk",
        "windows",
        "alarms",
    }


def test_a_room_has_a_name_of_bounded_length() -> None:
    assert refuses(Watch, room="")
    assert refuses(Watch, room="x" * 201)


def test_an_error_may_carry_a_window() -> None:
    error = ErrorAnswer.model_validate({"error": {"code": "closed", "message": "x", "details": {}}})
    assert error.error.board is None


def test_run_json_names_what_a_player_needs() -> None:
    assert {"base_url", "api", "kiosks", "clerks", "manager", "administrator", "pages"} <= set(
        Run.model_fields
    )


def texts(schema: dict[str, Any], name: str = "body") -> list[tuple[str, dict[str, Any]]]:
    """Every string of a schema with the name of its field."""
    found = [(name, schema)] if schema.get("type") == "string" else []
    for key, inner in schema.get("properties", {}).items():
        found += texts(inner, key)
    for inner in (*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")):
        if isinstance(inner, dict):
            found += texts(inner, name)
    return found


def bounded(schema: dict[str, Any]) -> bool:
    return "enum" in schema or "const" in schema or "maxLength" in schema
