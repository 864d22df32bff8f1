"""The one way in which a command runs: read, check, act once, answer; sent again, the same answer."""

import json
from dataclasses import dataclass, replace
from functools import partial

from flask import Request, Response
from pydantic import BaseModel

from queue_server.actions.ports import Answered, Tx
from queue_server.domain.refusals import KeyReused, Refusal

from .access import spoken_by
from .admission import admitted
from .answers import encode, json_answer, nothing
from .kept import kept_text, told_again
from .parsing import read_as, read_json, read_key, refuse_forms
from .requestlog import note
from .routes import Call, Command, Price
from .secrets import body_hash, keyed, new_token
from .two_acts import in_two_acts

CREATED, OK, EMPTY = 201, 200, 204


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it arrived: its body, and what makes it the same command when it arrives again."""

    asked: BaseModel
    key: str | None
    body_hash: str
    where: str

    def scope(self, call: Call) -> str:
        """A key belongs to a token; without one, to address and path."""
        return call.token.key if call.token else f"{call.address} {self.where}"


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command; `again` says that it had been answered before."""

    text: str
    status: int
    by: str
    ticket: int | None = None
    again: bool = False


def run(route: Command, call: Call, request: Request) -> Response:
    """Answer a command. Raises a Refusal; then nothing was changed and nothing is remembered."""
    writer = call.services.writer
    try:
        order = _read(route, call, request)
    except Refusal:
        writer.look(call.centre, lambda hall: admitted(hall, call, route))
        raise
    if route.gives_token:
        call = replace(call, fresh=_fresh(call, order))
    done = _answered(route, call, order) if route.before is not None else None
    if done is None:
        if route.before is not None:
            route.before(call, order.asked)
        done = _acted(route, call, order)
    note(ticket=done.ticket, by=done.by, again=done.again or None)
    if done.status == EMPTY:
        return nothing()
    text = encode({"token": call.fresh, **json.loads(done.text)}) if route.gives_token else done.text
    return json_answer(text, done.status)


def _read(route: Command, call: Call, request: Request) -> Order:
    raw = request.get_data(cache=False)
    refuse_forms(request.mimetype, raw)
    key = read_key(request.headers.get("Idempotency-Key"), required=route.key_needed)
    body = read_json(raw)
    asked = read_as(route.asks, body)
    digest = body_hash(call.services.settings.secret, request.method, request.path, body)
    return Order(asked, key, digest, request.path)


def _acted(route: Command, call: Call, order: Order) -> Done:
    writer, once = call.services.writer, partial(_once, route=route, call=call, order=order)
    if route.costs is not None:
        pay = partial(_pay, route.costs, route, call, order)
        return in_two_acts(writer, call.centre, pay, once, call.request_id)
    try_first = route.seldom_changes and order.key is None
    return writer.act(call.centre, "visitor", once, request_id=call.request_id, try_first=try_first)


def _pay(costs: Price, route: Command, call: Call, order: Order, tx: Tx) -> None:
    """What was answered before has been paid for."""
    token = admitted(tx.hall, call, route)
    scope = order.scope(replace(call, token=token))
    if order.key is None or tx.answered(scope, order.key) is None:
        costs(tx, call, order.asked)


def _answered(route: Command, call: Call, order: Order) -> Done | None:
    """What the very same command was answered: what is checked before it may not be good twice.

    With another body it is no such command, so that a guess under somebody's key is counted like any other.
    """
    key = order.key
    if key is None:
        return None

    def find(tx: Tx) -> Done | None:
        token = admitted(tx.hall, call, route)
        tx.by = spoken_by(token)
        before = tx.answered(order.scope(replace(call, token=token)), key)
        return _again(tx, before, order) if before and before.body_hash == order.body_hash else None

    return call.services.writer.act(call.centre, "visitor", find, request_id=call.request_id)


def _once(tx: Tx, route: Command, call: Call, order: Order) -> Done:
    """In the writer's thread: the token is checked in the same moment in which the act happens."""
    token = admitted(tx.hall, call, route)
    tx.by = spoken_by(token)
    call = replace(call, token=token)
    if order.key is not None and (before := tx.answered(order.scope(call), order.key)):
        return _again(tx, before, order)
    reply = route.act(tx, call, order.asked)
    body = reply.body or {}
    text = encode(body) if reply.body is not None else ""
    if order.key is not None:
        kept = Answered(order.body_hash, reply.status, kept_text(body, text))
        tx.remember(order.scope(call), order.key, kept, reply.ticket)
    return Done(text, reply.status, tx.by, reply.ticket)


def _again(tx: Tx, before: Answered, order: Order) -> Done:
    if before.body_hash != order.body_hash:
        raise KeyReused
    status = OK if before.status == CREATED else before.status
    return Done(told_again(tx, before.body), status, tx.by, again=True)


def _fresh(call: Call, order: Order) -> str:
    """A new token's secret; with a key the same one for the same command, so that it need not be kept."""
    if order.key is None:
        return new_token()
    key = call.services.settings.secret
    return keyed(key, "token", call.centre, call.address, order.key, order.body_hash)
