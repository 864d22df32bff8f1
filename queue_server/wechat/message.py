"""What WeChat tells us: a text that somebody wrote, or an event."""

from collections.abc import Mapping
from dataclasses import dataclass

from .reading import Malformed

LONGEST_NAME = 128


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `sender` is the openid of whoever wrote it, `to` the account's own name.

    `text` is also what WeChat understood of a voice, where the account has that.
    `event` and `key` are empty where it is no event. `id` is the same when WeChat sends it again.
    `is_signed` tells that WeChat signed what stands in it, which it does only where it hides it.
    """

    sender: str
    to: str
    kind: str
    id: str
    text: str = ""
    event: str = ""
    key: str = ""
    is_signed: bool = False


def message_of(parts: Mapping[str, str], *, is_signed: bool = False) -> Message:
    """The message in what was read. Raises Malformed when it says not who, to whom or what."""
    sender, to, kind = (_name(parts, each) for each in ("FromUserName", "ToUserName", "MsgType"))
    event, key = parts.get("Event", "").lower(), parts.get("EventKey", "")
    # Events have no id; WeChat tells to know them by sender and time.
    number = parts.get("MsgId") or f"{parts.get('CreateTime', '')} {event} {key}"
    text = parts.get("Content") or parts.get("Recognition", "")
    return Message(sender, to, kind, f"{sender} {number}", text, event, key, is_signed)


def _name(parts: Mapping[str, str], name: str) -> str:
    value = parts.get(name, "")
    if not 1 <= len(value) <= LONGEST_NAME or not value.isprintable():
        raise Malformed(f"{name} is missing")
    return value
