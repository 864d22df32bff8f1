"""A refusal of the kiosk itself, in the words in which the server refuses."""

from datetime import datetime
from typing import Any

from kiosk_client.hours import local, row
from kiosk_client.offline import NoNumber
from kiosk_client.server import Body, Refused
from ui.words import knows, say

STATUS = 422
TIMES = frozenset({"opens", "again"})
NAMED = {"queue": "queues", "hall": "halls"}
OURS = {"no_sealing_key": "kiosk.own.no_sealing_key"}
"""What only a kiosk without its server has to say."""


def refused(no: NoNumber, catalogue: Body, language: str, now: datetime) -> Refused:
    """The refusal as if the server had sent it."""
    details = {name: _plain(value) for name, value in no.details.items()}
    message = _sentence(no, catalogue, language, now)
    return Refused(STATUS, {"code": no.code, "message": message, "details": details})


def _sentence(no: NoNumber, catalogue: Body, language: str, now: datetime) -> str:
    if no.code in OURS:
        return say(OURS[no.code], language)
    unsure = any(no.details.get(name) is None for name in TIMES & no.details.keys())
    code = f"{no.code}.unknown" if unsure else no.code
    key = f"refusals.{code}" if knows(f"refusals.{code}") else "refusals.refused"
    return say(key, language, **{n: _shown(n, v, catalogue, language, now) for n, v in no.details.items()})


def _shown(name: str, value: Any, catalogue: Body, language: str, now: datetime) -> str:
    if isinstance(value, datetime):
        return _clock(value, catalogue, language, now)
    if name in NAMED:
        names = (row(catalogue, NAMED[name], value) or {}).get("names", {})
        return str(names.get(language) or names.get("zh") or value)
    if name == "visitor_class" and knows(f"refusals.class.{value}"):
        return say(f"refusals.class.{value}", language)
    return str(value)


def _clock(at: datetime, catalogue: Body, language: str, now: datetime) -> str:
    """14:00 today, with the date on another day."""
    moment = local(catalogue, at)
    clock = f"{moment:%H:%M}"
    if moment.date() == local(catalogue, now).date():
        return say("refusals.at.today", language, clock=clock)
    month = say(f"refusals.month.{moment.month}", language)
    return say("refusals.at.day", language, clock=clock, day=moment.day, month=month)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
