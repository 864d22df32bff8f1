"""The one way in which a question is answered: check, look, answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response

from queue_server.domain.hall import Hall

from .admission import admitted
from .answers import encode, json_answer
from .routes import Call, Question, Served


def ask(route: Question, call: Call) -> Response:
    """Answer from one consistent look at the hall. Raises a Refusal.

    A public question does not look at the token: with a revoked one it is answered as to anybody.
    """

    def see(hall: Hall) -> Mapping[str, Any]:
        if route.who.public:
            return route.see(hall, call)
        return route.see(hall, replace(call, token=admitted(hall, call, route)))

    return json_answer(encode(call.services.writer.look(call.centre, see)))


def serve(route: Served, call: Call) -> Response:
    """Answer in the route's own way. Raises a Refusal."""
    if not route.who.public:
        token = call.services.writer.look(call.centre, lambda hall: admitted(hall, call, route))
        call = replace(call, token=token)
    answer = route.serve(call)
    if isinstance(answer, Response):
        return answer
    return json_answer(answer if isinstance(answer, str | bytes) else encode(answer))
