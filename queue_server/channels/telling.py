"""What a reminder says, in the visitor's own language."""

from queue_server.actions.ports import Message
from queue_server.actions.reminding import Due
from queue_server.boards.places import hall_of_queue, zone_of_ticket
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.reminders import Kind
from queue_server.domain.tickets import Ticket
from ui.words import say


def message_of(hall: Hall, due: Due, address: str, base_url: str) -> Message:
    """The message of something that is due; `address` as the channel uses it."""
    ticket, catalogue = hall.tickets[due.reminder.ticket], hall.catalogue
    language = ticket.language
    link = f"{base_url.rstrip('/')}/t/{ticket.public_id}"
    place = _place(hall, ticket, language)
    ahead = hall.ahead(ticket)
    word = due.kind.value if due.kind is Kind.CALLED or ahead else "next"
    centre = catalogue.centre
    return Message(
        id=f"{centre.code}-{due.seq}",
        centre=centre.code,
        kind=due.kind,
        address=address,
        number=ticket.number,
        business=_business(catalogue, ticket, language),
        place=place,
        text=say(
            f"reminder.{word}",
            language,
            centre=in_language(centre.names, language),
            number=ticket.number,
            count=ahead,
            window=ticket.window,
            place=place,
            link=link,
        ),
        link=link,
        language=language,
        ahead=ahead,
        window=ticket.window,
    )


def _business(catalogue: Catalogue, ticket: Ticket, language: str) -> str:
    thing = (
        catalogue.scenarios.get(ticket.scenario or "")
        or catalogue.services.get(ticket.service or "")
        or catalogue.queues.get(ticket.queue)
    )
    return in_language(thing.names, language) if thing else ""


def _place(hall: Hall, ticket: Ticket, language: str) -> str:
    catalogue = hall.catalogue
    places = (
        catalogue.halls.get(hall_of_queue(hall, ticket.queue)),
        catalogue.zones.get(zone_of_ticket(hall, ticket) or ""),
    )
    return say("phone.and", language).join(in_language(each.names, language) for each in places if each)
