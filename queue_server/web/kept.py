"""What of an answer is kept for a retry: all but notes, which stand in their ticket's row (decision 38).

A kept answer tells a note as null, and a retry tells it as its ticket has it then.
"""

import json
from collections.abc import Mapping
from typing import Any

from queue_server.actions.ports import Tx

from .answers import encode

NOTE = "note"


def kept_text(told: Mapping[str, Any], text: str) -> str:
    """The answer to keep; `text` is `told` as it was answered."""
    noted = text.count(f'"{NOTE}":"') - text.count(f'"{NOTE}":""')
    return encode(_each(told, _without_note)) if noted else text


def told_again(tx: Tx, text: str) -> str:
    """A kept answer with the notes that its tickets have now; one that was erased has none."""
    if f'"{NOTE}":null' not in text:
        return text

    def with_note(told: Mapping[str, Any]) -> Mapping[str, Any]:
        if told.get(NOTE, "") is not None or "public_id" not in told:
            return told
        ticket = tx.find_ticket(told["public_id"])
        return {**told, NOTE: ticket.note if ticket else ""}

    return encode(_each(json.loads(text), with_note))


def _without_note(told: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**told, NOTE: None} if told.get(NOTE) else told


def _each(told: Any, change: Any) -> Any:
    """The same with every object in it changed."""
    if isinstance(told, Mapping):
        return {name: _each(value, change) for name, value in change(told).items()}
    return [_each(value, change) for value in told] if isinstance(told, list) else told
