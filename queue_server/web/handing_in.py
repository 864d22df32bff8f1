"""Handing in over HTTP: what a kiosk issued offline, each ticket once, by true issue time."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from queue_server.actions.handing_in import Offline, give_back, hand_in
from queue_server.actions.issuing import Person, Wanted
from queue_server.actions.ports import Answered, Tx
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.persons import IdKind, kind_of
from queue_server.domain.refusals import (
    IdNumberWrong,
    NotPermitted,
    NotSignedIn,
    PassportWrong,
    PublicIdTaken,
    Refusal,
)
from wire import handing_in as wire
from wire.handing_in import OfflineTicket

from .access import KIOSK, spoken_by
from .admission import admitted
from .answers import encode
from .parsing import read_as, read_list
from .requestlog import note
from .routes import Body, Call, Several
from .sealing import unseal
from .secrets import body_hash
from .sentences import told
from .tickets import hall_of_kiosk, view_of
from .visitors import person_of

AT_ONCE = 16
"""Tickets that are put to the writer together: a clerk's key never waits behind more of them."""

LONGEST_KEY = 64
NO_IDENTITY = {"clock", "cancelled"}
"""What may be told otherwise later: a clock that was found out, a ticket that was given back."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the message under the key of its answer: a ticket, or why it is none."""

    key: str
    asked: OfflineTicket | None = None
    refusal: Refusal | None = None
    digest: str = ""
    id_number: str | None = None


def take_over(call: Call, raw: bytes) -> Body:
    """Every ticket in an act of its own, the earliest first; answered in the order of the message."""
    items = list(_items(call, read_list(raw, "tickets", wire.MOST)))
    outcomes: dict[str, Body | Refusal] = {item.key: item.refusal for item in items if item.refusal}
    tickets = sorted((item for item in items if item.asked), key=_issue)
    tickets = call.services.offload(_unsealed, call, tickets)
    for part in (tickets[i : i + AT_ONCE] for i in range(0, len(tickets), AT_ONCE)):
        outcomes |= zip((item.key for item in part), _done(call, part), strict=True)
    refused = sum(isinstance(outcome, Refusal) for outcome in outcomes.values())
    note(handed_in=len(outcomes) - refused, refused=refused or None)
    catalogue = call.services.writer.look(call.centre, lambda hall: hall.catalogue)
    return {item.key: _said(call, outcomes[item.key], catalogue) for item in items}


def _items(call: Call, sent: Sequence[Any]) -> Iterator[Item]:
    """The things of a message; what stands there twice is taken once."""
    seen: dict[str, Any] = {}
    for place, body in enumerate(sent):
        key = _key(body) or f"#{place}"
        if key not in seen:
            seen[key] = body
            yield _item(call, key, body)
        elif seen[key] != body:
            yield Item(f"#{place}", refusal=PublicIdTaken())


def _key(body: Any) -> str | None:
    named = body.get("public_id") if isinstance(body, dict) else None
    return named if isinstance(named, str) and 0 < len(named) <= LONGEST_KEY and named.isprintable() else None


def _item(call: Call, key: str, body: Any) -> Item:
    try:
        asked = read_as(OfflineTicket, body)
    except Refusal as refusal:
        return Item(key, refusal=refusal)
    assert isinstance(asked, OfflineTicket)
    content = asked.model_dump(mode="json", exclude=NO_IDENTITY, exclude_defaults=True)
    return Item(key, asked, digest=body_hash(call.services.settings.secret, "POST", ROUTE.path, content))


def _issue(item: Item) -> Any:
    assert item.asked is not None
    return item.asked.issued_at, item.asked.number


def _unsealed(call: Call, items: Sequence[Item]) -> list[Item]:
    """In a native thread: opening a box takes a tenth of a millisecond. What cannot be opened is empty."""
    secret = call.services.settings.secret
    return [
        replace(item, id_number=unseal(secret, call.centre, item.asked.id_sealed) or "")
        if item.asked and item.asked.id_sealed is not None
        else item
        for item in items
    ]


def _done(call: Call, items: Sequence[Item]) -> Iterator[Body | Refusal]:
    """Raises what is true of the whole message: a token that was revoked meanwhile."""
    works = [partial(_once, call, item) for item in items]
    writer = call.services.writer
    for outcome in writer.act_each(call.centre, "kiosk", works, request_id=call.request_id):
        if isinstance(outcome, NotSignedIn | NotPermitted):
            raise outcome
        yield outcome if isinstance(outcome, Refusal) else json.loads(outcome)


def _once(call: Call, item: Item, tx: Tx) -> str:
    """In the writer's thread: the ticket, once for its public id."""
    assert item.asked is not None
    token = admitted(tx.hall, call, ROUTE)
    tx.by = spoken_by(token)
    call = replace(call, token=token)
    scope, public_id = f"hand-in {call.who.subject}", item.asked.public_id
    before = tx.answered(scope, public_id)
    if before is not None:
        return _again(tx, call, item, before)
    ticket = hand_in(tx, call.who.subject, _offline(tx, call, item.asked, item.id_number))
    text = encode(view_of(tx.hall, call, ticket, ticket.language))
    tx.remember(scope, public_id, Answered(item.digest, ROUTE.status, text), ticket.id)
    return text


def _again(tx: Tx, call: Call, item: Item, before: Answered) -> str:
    """The same answer, unless the visitor has given the ticket back since."""
    assert item.asked is not None
    if before.body_hash != item.digest:
        raise PublicIdTaken
    ticket = give_back(tx, item.asked.public_id) if item.asked.cancelled else None
    return before.body if ticket is None else encode(view_of(tx.hall, call, ticket, ticket.language))


def _offline(tx: Tx, call: Call, asked: OfflineTicket, id_number: str | None) -> Offline:
    languages = tx.hall.catalogue.centre.languages
    person, beyond = _person(tx, call, asked, id_number)
    return Offline(
        public_id=asked.public_id,
        number=asked.number,
        issued_at=asked.issued_at,
        wanted=Wanted(
            service=asked.service,
            scenario=asked.scenario,
            queue=asked.queue,
            visitor_class=VisitorClass(asked.visitor_class),
            language=asked.language if asked.language in languages else languages[0],
            person=person,
            party=asked.party,
            from_hall=hall_of_kiosk(tx.hall, call.who),
        ),
        clock_sure=asked.clock == "sure",
        cancelled=asked.cancelled,
        beyond=beyond,
    )


def _person(
    tx: Tx, call: Call, asked: OfflineTicket, id_number: str | None
) -> tuple[Person | None, tuple[str, ...]]:
    """Who it is; a number that cannot be right is left out and said to be, because the paper is out."""
    kind = IdKind(asked.id_kind) if asked.id_kind else kind_of(id_number or "")
    try:
        return person_of(tx, call.services.settings.secret, call.centre, id_number, kind), ()
    except (IdNumberWrong, PassportWrong) as refusal:
        return None, (refusal.code,)


def _said(call: Call, outcome: Body | Refusal, catalogue: Catalogue) -> Body:
    if isinstance(outcome, Refusal):
        return {"error": told(outcome, call.language, catalogue, call.now)}
    return outcome


ROUTE = Several(
    method="POST",
    path="/tickets/hand-in",
    name="tickets.hand_in",
    who=KIOSK,
    asks=wire.HandIn,
    answers=wire.HandedIn,
    do=take_over,
)
