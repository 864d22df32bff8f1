"""Template messages: which of our words stands in which field of a template that the account has chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from queue_server.actions.ports import Message

SIGNS: Mapping[str, int] = {"thing": 20, "character_string": 32, "phrase": 5, "short_thing": 5, "const": 20}
"""How many signs fields may have, by how their names begin: WeChat refuses longer ones."""
USUAL_SIGNS = 200
NONE = "-"
"""For what is not known now: an empty field is refused."""
NOBODY = "0"
"""The same in a field that takes figures only: who is called has nobody ahead any more."""
LONGEST_ID = 32

SAID: Mapping[str, Callable[[Message], object]] = {
    "number": lambda message: message.number,
    "business": lambda message: message.business,
    "place": lambda message: message.place,
    "window": lambda message: message.window,
    "ahead": lambda message: message.ahead,
    "text": lambda message: message.text,
}
"""What a field can say, by the word that settings name it with."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the account: its id, and what each field says."""

    id: str
    fields: Mapping[str, str]

    def filled(self, message: Message) -> dict[str, Any]:
        """The message as WeChat takes it. Tried again under its `client_msg_id`, it arrives once."""
        return {
            "touser": message.address,
            "template_id": self.id,
            "url": message.link,
            "client_msg_id": sha256(message.id.encode()).hexdigest()[:LONGEST_ID],
            "data": {
                field: {"value": _value(field, SAID[said](message))} for field, said in self.fields.items()
            },
        }


def template_of(text: str) -> Template | None:
    """A template as settings name it: `ID thing1=place number2=ahead`; None for nothing."""
    if not text:
        return None
    id_, *fields = text.split()
    return Template(id_, dict(each.split("=", 1) for each in fields))


def _value(field: str, value: object) -> str:
    kind = field.rstrip("0123456789")
    none = NOBODY if kind == "number" else NONE
    text = none if value is None or value == "" else str(value)
    most = SIGNS.get(kind, USUAL_SIGNS)
    return text if len(text) <= most else f"{text[: most - 1]}…"
