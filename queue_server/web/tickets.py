"""Tickets over HTTP: issued by kiosks and guides, looked after by visitors, guides and clerks."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from queue_server.actions import visitors
from queue_server.actions.issuing import Wanted, issue
from queue_server.actions.ports import Tx
from queue_server.boards.tickets import ticket_view
from queue_server.domain.classes import VisitorClass
from queue_server.domain.done_steps import has_done_steps
from queue_server.domain.hall import Hall
from queue_server.domain.persons import IdKind
from queue_server.domain.refusals import BadValue, UnknownTicket
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Token, TokenKind
from wire import tickets as wire
from wire.base import Nothing
from wire.ratings import TicketShown

from .access import ANYONE, FINDERS, GUIDE, ISSUERS, REPRINTERS, REQUEUERS, Permission, is_guide
from .papers import order_paper
from .ratings import done_steps_view
from .routes import Act, Body, Call, Command, Reply, Route, Served
from .secrets import new_public_id
from .visitors import person_of

LONGEST_NUMBER = 32


def give_number(tx: Tx, call: Call, asked: wire.Issue) -> Reply:
    """Issue a ticket; its words are in the visitor's own language."""
    language = asked.language or call.language
    if language not in tx.hall.catalogue.centre.languages:
        raise BadValue(field="language", why="the centre does not speak it")
    secret = call.services.settings.secret
    wanted = Wanted(
        service=asked.service,
        scenario=asked.scenario,
        queue=asked.queue,
        visitor_class=VisitorClass(asked.visitor_class),
        language=language,
        person=person_of(tx, secret, call.centre, asked.id_number, IdKind(asked.id_kind)),
        party=asked.party,
        returning_from=asked.returning_from,
        by_guide=is_guide(call.who),
        from_hall=hall_of_kiosk(tx.hall, call.who),
    )
    ticket = issue(tx, wanted, new_public_id())
    paper = order_paper(tx, call, ticket, asked.at)
    return Reply({**view_of(tx.hall, call, ticket, ticket.language), **paper}, 201, ticket.id)


def hall_of_kiosk(hall: Hall, token: Token) -> str | None:
    """Where a kiosk stands; None for anybody else."""
    kiosk = hall.catalogue.kiosks.get(token.subject) if token.kind is TokenKind.DEVICE else None
    return kiosk.hall if kiosk else None


def cancel(tx: Tx, call: Call, _: Nothing) -> Reply:
    """The visitor does not need it any more."""
    return _answer(tx, call, visitors.cancel(tx, call.path["public_id"]))


def revive(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Back in line after a missed call; a guide may permit more than policy does."""
    by_guide = is_guide(call.token)
    return _answer(tx, call, visitors.revive(tx, call.path["public_id"], by_guide))


def go_away(tx: Tx, call: Call, _: Nothing) -> Reply:
    """The visitor needs some minutes, and others pass."""
    return _answer(tx, call, visitors.go_away(tx, call.path["public_id"]))


def come_back(tx: Tx, call: Call, _: Nothing) -> Reply:
    """The visitor is here again."""
    return _answer(tx, call, visitors.come_back(tx, call.path["public_id"]))


def requeue(tx: Tx, call: Call, _: Nothing) -> Reply:
    """A held ticket goes back in line; a clerk's only from the own window."""
    return _answer(tx, call, visitors.requeue(tx, call.path["public_id"], call.who.window))


def reprint(tx: Tx, call: Call, asked: wire.Reprint) -> Reply:
    """Count one more paper; a guide may let it come out at a kiosk."""
    ticket = visitors.reprint(tx, call.path["public_id"])
    paper = order_paper(tx, call, ticket, asked.at)
    return Reply({**view_of(tx.hall, call, ticket), **paper}, ticket=ticket.id)


def set_class(tx: Tx, call: Call, asked: wire.SetClass) -> Reply:
    """A guide has looked at a document."""
    visitor_class = VisitorClass(asked.visitor_class)
    changed = visitors.set_class(tx, call.path["public_id"], visitor_class, asked.document_checked)
    return _answer(tx, call, changed)


def show(call: Call) -> Body:
    """A ticket by its public id: whoever has it may see all of it, and which steps can be rated."""
    public_id = call.path["public_id"]
    today = call.services.writer.look(
        call.centre, lambda hall: _nothing_done(hall, call, hall.by_public.get(public_id))
    )
    return today or _from_the_record(call, lambda tx: tx.find_ticket(public_id), done_steps_view)


def find(call: Call) -> Body:
    """The newest ticket with a number, for staff who see the paper."""
    number = call.args.get("number", "").strip().upper()
    if not (1 <= len(number) <= LONGEST_NUMBER and number.isprintable()):
        raise BadValue(field="number", why="a ticket's number is needed")
    today = call.services.writer.look(
        call.centre, lambda hall: _known(hall, call, hall.by_number.get(number))
    )
    return today or _from_the_record(call, lambda tx: tx.find_number(number))


def _known(hall: Hall, call: Call, ticket: int | None) -> Body | None:
    return None if ticket is None else view_of(hall, call, hall.tickets[ticket])


def _nothing_done(hall: Hall, call: Call, ticket: int | None) -> Body | None:
    """A ticket of today none of whose steps is done: memory knows all of it."""
    if ticket is None or has_done_steps(hall.tickets[ticket]):
        return None
    return view_of(hall, call, hall.tickets[ticket])


def _from_the_record(
    call: Call,
    search: Callable[[Tx], Ticket | None],
    done: Callable[[Tx, Ticket], list[dict[str, Any]]] | None = None,
) -> Body:
    """A ticket of an earlier day, or with the steps that are `done`; nothing is written."""

    def look(tx: Tx) -> Body:
        ticket = search(tx)
        if ticket is None:
            raise UnknownTicket
        steps = done(tx, ticket) if done else []
        return {**view_of(tx.hall, call, ticket), **({"done_steps": steps} if steps else {})}

    return call.services.writer.act(call.centre, "visitor", look)


def _answer(tx: Tx, call: Call, ticket: Ticket) -> Reply:
    return Reply(view_of(tx.hall, call, ticket), ticket=ticket.id)


def view_of(hall: Hall, call: Call, ticket: Ticket, language: str | None = None) -> dict[str, Any]:
    """In `language`, else in the one that the request names, else in the ticket's own."""
    spoken = language or (call.language if call.named_language else ticket.language)
    base_url = call.services.settings.base_url
    return ticket_view(hall, ticket, now=call.now, base_url=base_url, language=spoken, own=True)


def _on_ticket(
    name: str,
    act: Act,
    who: Permission,
    asks: type[BaseModel] = Nothing,
    answers: type[wire.Ticket] = wire.Ticket,
) -> Command:
    return Command(
        method="POST",
        path=f"/tickets/{{public_id}}/{name}",
        name=f"tickets.{name}",
        who=who,
        asks=asks,
        answers=answers,
        act=act,
        key_needed=True,
    )


ROUTES: tuple[Route, ...] = (
    Command(
        method="POST",
        path="/tickets",
        name="tickets.issue",
        who=ISSUERS,
        asks=wire.Issue,
        answers=wire.TicketOnPaper,
        status=201,
        act=give_number,
        key_needed=True,
    ),
    Served(
        method="GET",
        path="/tickets",
        name="tickets.find",
        who=FINDERS,
        answers=wire.Ticket,
        query={"number": str},
        serve=find,
    ),
    Served(method="GET", path="/tickets/{public_id}", name="tickets.show", answers=TicketShown, serve=show),
    _on_ticket("cancel", cancel, ANYONE),
    _on_ticket("revive", revive, ANYONE),
    _on_ticket("away", go_away, ANYONE),
    _on_ticket("back", come_back, ANYONE),
    _on_ticket("requeue", requeue, REQUEUERS),
    _on_ticket("reprint", reprint, REPRINTERS, wire.Reprint, wire.TicketOnPaper),
    _on_ticket("class", set_class, GUIDE, wire.SetClass),
)
