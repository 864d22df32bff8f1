"""Error objects on the socket: the same shape, codes and sentences as over HTTP."""

from typing import Any

from queue_server.domain.refusals import NotPermitted, Refusal
from ui.words import say


def error_object(refusal: Refusal, language: str) -> dict[str, Any]:
    """What is not possible and what to do, for an acknowledgement."""
    return {
        "error": {"code": refusal.code, "message": _sentence(refusal, language), "details": refusal.details}
    }


def failure_object(code: str, language: str) -> dict[str, Any]:
    """`internal` or `record_failed`: the server's own trouble."""
    message = say(f"refusals.{code}", language, request_id="—")
    return {"error": {"code": code, "message": message, "details": {}}}


def _sentence(refusal: Refusal, language: str) -> str:
    values: dict[str, Any] = dict(refusal.details)
    if isinstance(refusal, NotPermitted):
        needs = (say(f"refusals.needs.{role}", language) for role in values["needs"])
        values["needs"] = say("refusals.needs.or", language).join(needs)
    return say(f"refusals.{refusal.code}", language, **values)
