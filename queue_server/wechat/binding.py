"""A ticket, and the person in WeChat who wants to be told of it. Only who has the ticket's secret says so."""

from dataclasses import dataclass
from functools import partial

from queue_server.actions.ports import Tx
from queue_server.actions.reminding import ask
from queue_server.domain.hall import Hall
from queue_server.domain.names import Names
from queue_server.domain.refusals import Refusal, UnknownTicket
from queue_server.domain.reminders import Wish
from queue_server.domain.tickets import Ticket
from queue_server.web.sealing import seal_address
from queue_server.web.services import Services

from .channel import WechatChannel

WISH = Wish(ahead=3)
"""When the turn is near: three people are left."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A ticket as its own visitor is told of it."""

    centre: str
    public_id: str
    number: str
    centre_names: Names
    language: str


@dataclass(frozen=True, slots=True)
class Binding:
    """Binds them, wherever in the installation the ticket is."""

    services: Services
    channel: WechatChannel

    def of(self, public_id: str) -> Bound:
        """A ticket of today whose visit is not over. Raises UnknownTicket."""
        for centre in self.services.centres():
            found = self.services.writer.look(centre, partial(_bound, centre, public_id))
            if found is not None:
                return found
        raise UnknownTicket

    def bind(self, public_id: str, openid: str) -> Bound:
        """Tell this person of it. Raises UnknownTicket, WrongState or BadValue."""
        found = self.of(public_id)
        secret, name = self.services.settings.secret, self.channel.name
        address = seal_address(secret, found.centre, name, self.channel.read_address(openid))

        def work(tx: Tx) -> object:
            return ask(tx, public_id, name, WISH, address)

        self.services.writer.act(found.centre, "visitor", work)
        return found

    def bound_by_code(self, public_id: str, openid: str) -> Bound | None:
        """Bind by a code that was scanned in WeChat; None where it leads to no ticket any more."""
        try:
            return self.bind(public_id, openid)
        except Refusal:
            return None


def _bound(centre: str, public_id: str, hall: Hall) -> Bound | None:
    ticket: Ticket | None = hall.tickets.get(hall.by_public.get(public_id, 0))
    if ticket is None or not ticket.live:
        return None
    return Bound(centre, public_id, ticket.number, hall.catalogue.centre.names, ticket.language)
