"""What we answer WeChat: one text, as XML, or the sign that there is nothing to be said."""

from datetime import datetime

from .message import Message

NOTHING = b"success"
"""WeChat's own word for it; anything else it would send again, and show as a failure."""
LONGEST = 2000
"""Bytes of a text; WeChat shows up to 2048."""


def text_answer(message: Message, text: str, at: datetime) -> bytes:
    """A text for whoever wrote."""
    return (
        f"<xml><ToUserName>{_data(message.sender)}</ToUserName>"
        f"<FromUserName>{_data(message.to)}</FromUserName>"
        f"<CreateTime>{at.timestamp():.0f}</CreateTime>"
        f"<MsgType>{_data('text')}</MsgType>"
        f"<Content>{_data(text)}</Content></xml>"
    ).encode()


def encrypted_answer(hidden: str, signed: str, timestamp: str, nonce: str) -> bytes:
    """An answer that only WeChat can read."""
    return (
        f"<xml><Encrypt>{_data(hidden)}</Encrypt><MsgSignature>{_data(signed)}</MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{_data(nonce)}</Nonce></xml>"
    ).encode()


def _data(text: str) -> str:
    """Character data, whatever stands in it."""
    shown = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    return f"<![CDATA[{shown.replace(']]>', ']]]]><![CDATA[>')}]]>"
