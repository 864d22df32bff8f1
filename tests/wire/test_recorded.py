"""The recorded messages are what the server says now, and what the models of the wire expect."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from wire.boards import BOARDS, Envelope, Pulse
from wire.catalogue import CatalogueAnswer
from wire.devices import Kiosks, Orders, Paper
from wire.errors import ErrorAnswer
from wire.handing_in import HandedIn
from wire.windows import WaitingList

from .recording import HERE, record

NAMES = sorted(path.stem for path in HERE.glob("*.json"))
ANSWERS: dict[str, type[BaseModel]] = {
    "catalogue": CatalogueAnswer,
    "error": ErrorAnswer,
    "handed_in": HandedIn,
    "heartbeat": Orders,
    "kiosks": Kiosks,
    "paper": Paper,
    "pulse": Pulse,
    "waiting": WaitingList,
}
"""What is not the envelope of a room."""

ENVELOPES = [name for name in NAMES if name not in ANSWERS]


@cache
def said_now() -> dict[str, dict[str, Any]]:
    return record()


def recorded(name: str) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(Path(HERE / f"{name}.json").read_text(encoding="utf-8"))
    return message


def shape(value: object) -> object:
    """The keys and kinds of a message, whatever its values are."""
    if isinstance(value, dict):
        return {key: shape(v) for key, v in value.items()}
    if isinstance(value, list):
        return sorted({json.dumps(shape(v), sort_keys=True) for v in value})
    return type(value).__name__


def test_every_message_is_recorded() -> None:
    assert sorted(said_now()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_server_still_says_it_in_this_shape(name: str) -> None:
    assert shape(said_now()[name]) == shape(recorded(name))


@pytest.mark.parametrize("name", ENVELOPES)
def test_an_envelope_fits_its_model(name: str) -> None:
    message = recorded(name)
    Envelope.model_validate(message)
    kind = message["room"].partition("/")[2].partition(":")[0]
    BOARDS[kind].model_validate(message["board"])


@pytest.mark.parametrize("name", ENVELOPES)
def test_the_calls_of_a_room_are_chained(name: str) -> None:
    calls = recorded(name)["calls"]
    assert [c["prev"] for c in calls] == [None, *(c["seq"] for c in calls[:-1])][: len(calls)]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_answer_fits_its_model(name: str) -> None:
    ANSWERS[name].model_validate(recorded(name))


def test_what_is_recorded_shows_papers_waiters_themes_and_spelling() -> None:
    assert recorded("heartbeat")["papers"][0]["order"] == recorded("paper")["order"]
    assert recorded("waiting")["first"] == recorded("waiting")["waiting"][0]["number"]
    assert "社" in recorded("catalogue")["spelling"]["she"]
    assert recorded("catalogue")["themes"]


def test_what_is_recorded_of_a_hand_in_is_a_ticket_and_a_refusal() -> None:
    ticket, refusal = recorded("handed_in").values()
    assert (ticket["number"], ticket["state"]) == ("A-K1-07", "waiting")
    assert refusal["error"]["code"] == "not_this_kiosks_number"


def test_no_board_for_everybody_tells_a_visitors_class_or_key() -> None:
    for name in ("hall", "zone", "window", "queue"):
        text = json.dumps(recorded(name))
        assert "visitor_class" not in text
        assert "public_id" not in text
