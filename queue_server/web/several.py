"""The one way in which a message of several things is answered: each is judged alone."""

from flask import Request, Response

from .admission import admitted
from .answers import encode, json_answer
from .parsing import read_key, refuse_forms
from .routes import Call, Several


def run_several(route: Several, call: Call, request: Request) -> Response:
    """Answer it. Raises a Refusal where the whole message cannot be taken; then nothing was changed."""
    call.services.writer.look(call.centre, lambda hall: admitted(hall, call, route))
    raw = request.get_data(cache=False)
    refuse_forms(request.mimetype, raw)
    read_key(request.headers.get("Idempotency-Key"), required=False)
    return json_answer(encode(route.do(call, raw)), route.status)
