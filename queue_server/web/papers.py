"""Paper at a kiosk over HTTP: ordered by guides, told to kiosks by the answer to their heartbeat."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from queue_server.actions import papers
from queue_server.actions.ports import Tx
from queue_server.boards.tickets import ticket_view
from queue_server.domain.devices import NEVER_HEARD
from queue_server.domain.hall import Hall
from queue_server.domain.orders import Order, PaperState
from queue_server.domain.refusals import NotPermitted, UnknownOrder
from queue_server.domain.tickets import Ticket
from wire import devices as wire

from .access import GUIDE, is_guide
from .routes import Body, Call, Question, Route
from .secrets import new_public_id

TOO_LATE = "too_late"


def order_paper(tx: Tx, call: Call, ticket: Ticket, at: str | None) -> Body:
    """What a command's answer says besides the ticket: the order, where a guide named a kiosk."""
    if at is None:
        return {}
    if not is_guide(call.who):
        raise NotPermitted(needs=["guide"])
    return {"paper_order": papers.order_paper(tx, ticket, at, new_public_id()).id}


def settle_papers(tx: Tx, kiosk: str, told: Iterable[wire.PaperTold]) -> None:
    """A kiosk says which papers it begins, and what became of others."""
    for paper in told:
        state = PaperState(paper.state)
        if state is PaperState.PRINTING:
            papers.begin_paper(tx, kiosk, paper.order)
        else:
            papers.settle_paper(tx, kiosk, paper.order, state)


def papers_to_print(tx: Tx, call: Call) -> list[dict[str, Any]]:
    """What the kiosk that asks shall print now."""
    return [
        {
            "order": order.id,
            "good_for_s": max(0, int((order.until - call.real_now).total_seconds())),
            "language": ticket.language,
            "ticket": _as_printed(tx.hall, call, ticket, order),
        }
        for order, ticket in papers.papers_to_print(tx, call.who.subject)
    ]


def _as_printed(hall: Hall, call: Call, ticket: Ticket, order: Order) -> Body:
    base_url = call.services.settings.base_url
    view = ticket_view(hall, ticket, now=call.now, base_url=base_url, language=ticket.language, own=True)
    return view | {"reprints": order.copy}


def show_paper(hall: Hall, call: Call) -> Body:
    """What became of an order. Raises UnknownOrder for one that nobody remembers."""
    wanted = call.path["order"]
    for kiosk in hall.orders.values():
        order = kiosk.find(wanted)
        ticket = hall.tickets.get(order.ticket) if order else None
        if order is not None and ticket is not None:
            return {
                "order": order.id,
                "kiosk": kiosk.kiosk,
                "number": ticket.number,
                "copy_no": order.copy,
                "state": _state(order, call.real_now),
            }
    raise UnknownOrder(order=wanted)


def _state(order: Order, real_now: datetime) -> str:
    """A kiosk that was cut off or ended between its first word and its last leaves its paper unsure."""
    if order.settled or real_now <= order.until:
        return order.state.value
    return TOO_LATE if order.state is PaperState.ORDERED else PaperState.UNSURE.value


def kiosks(hall: Hall, call: Call) -> Body:
    """The kiosks that may speak, and how each is."""
    codes = [code for code in sorted(hall.catalogue.kiosks) if papers.kiosk_token(hall, code)]
    return {"kiosks": [_kiosk(hall, call, code) for code in codes]}


def _kiosk(hall: Hall, call: Call, code: str) -> Body:
    token = papers.kiosk_token(hall, code)
    details = token.details if token else {}
    heard = call.services.hearing.last(call.centre, code)
    return {
        "code": code,
        "hall": hall.catalogue.kiosks[code].hall,
        "state": details.get("state", NEVER_HEARD),
        "detail": details.get("detail", ""),
        "heard_s_ago": round((call.real_now - heard[0]).total_seconds(), 1) if heard else None,
    }


def paper_routes() -> tuple[Route, ...]:
    """What guides ask about kiosks and their papers."""
    return (
        Question(
            method="GET",
            path="/devices/kiosks",
            name="devices.kiosks",
            who=GUIDE,
            answers=wire.Kiosks,
            see=kiosks,
        ),
        Question(
            method="GET",
            path="/devices/papers/{order}",
            name="devices.paper",
            who=GUIDE,
            answers=wire.Paper,
            see=show_paper,
        ),
    )
