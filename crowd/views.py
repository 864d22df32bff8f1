"""What the server says, read by the shared models of the wire; what they cannot read is a wrong shape."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from wire.boards import BOARDS
from wire.windows import WindowBoard

Model = TypeVar("Model", bound=BaseModel)


class WrongShape(Exception):
    """An answer or a board that is not what the contract says."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a room: who is asked to which window, and the call before it (0: none)."""

    seq: int
    prev: int
    number: str
    window: int
    recall: bool


@dataclass(frozen=True, slots=True)
class Envelope:
    """A board with its place in the journal and the room's recent calls."""

    room: str
    seq: int
    board: dict[str, Any]
    calls: tuple[Call, ...]


def read(model: type[Model], content: Any) -> Model:
    """The content as this model; WrongShape when it is none."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongShape(f"{model.__name__}{list(first['loc'])}: {first['msg']}, in {content}") from error


def envelope(message: Any) -> Envelope:
    """A board's envelope; WrongShape when it is none, or its board is not one of this kind of room."""
    try:
        datetime.fromisoformat(message["server_time"])
        datetime.fromisoformat(message["hall_time"])
        calls = tuple(call_of(call) for call in message["calls"])
        found = Envelope(message["room"], int(message["seq"]), dict(message["board"]), calls)
    except (KeyError, TypeError, ValueError) as error:
        raise WrongShape(f"envelope: {error!r}, in {message}") from error
    kind = found.room.rpartition("/")[2].partition(":")[0]
    read(BOARDS[kind], found.board)
    return found


def call_of(call: dict[str, Any]) -> Call:
    """One call; the first of a room has no call before it."""
    return Call(
        int(call["seq"]), int(call["prev"] or 0), call["number"], call["window"], bool(call["recall"])
    )


def waiting(board: WindowBoard) -> int:
    """How many wait in the window's queues."""
    return sum(line.waiting for line in board.queues)


def queues_to_come(board: WindowBoard) -> list[str]:
    """The queues of the steps that follow the current ticket's step."""
    steps = board.current.steps if board.current else []
    return [step.queue for step in steps if step.state == "pending"]
