"""Reminders over HTTP: whoever has a ticket's public id may ask for one on a channel that takes addresses."""

from collections.abc import Mapping
from typing import Any

from queue_server.actions import reminding
from queue_server.actions.ports import Channel, Tx
from queue_server.domain.refusals import UnknownChannel
from queue_server.domain.reminders import Reminder, Wish
from wire import reminders as wire

from .routes import Call, Command, Reply
from .sealing import seal_address
from .services import Services


def ask(tx: Tx, call: Call, asked: wire.Remind) -> Reply:
    """Remind this visitor; the address ends here and goes on sealed."""
    wish = Wish(asked.ahead, asked.within_s)
    remind(tx, call.services, call.centre, call.path["public_id"], asked.channel, wish, asked.address)
    return _answer(tx, call, 201)


def stop(tx: Tx, call: Call, asked: wire.StopReminding) -> Reply:
    """No reminder over this channel any more."""
    reminding.stop(tx, call.path["public_id"], asked.channel)
    return _answer(tx, call, 200)


def remind(
    tx: Tx, services: Services, centre: str, public_id: str, channel: str, wish: Wish, address: str
) -> Reminder:
    """As a command and a form ask for it. Raises UnknownChannel, BadValue and what `ask_naming` raises."""
    way = taking(services.channels).get(channel)
    if way is None:
        raise UnknownChannel(channel=channel)
    sealed = seal_address(services.settings.secret, centre, channel, way.read_address(address))
    return reminding.ask_naming(tx, public_id, channel, wish, sealed)


def taking(channels: Mapping[str, Channel]) -> dict[str, Channel]:
    """The channels on which whoever has the ticket may name an address."""
    return {name: channel for name, channel in channels.items() if channel.takes_addresses}


def _answer(tx: Tx, call: Call, status: int) -> Reply:
    ticket = tx.hall.tickets[tx.hall.by_public[call.path["public_id"]]]
    told = [_view(each) for each in tx.hall.open_reminders.of(ticket.id)]
    return Reply({"reminders": told}, status, ticket.id)


def _view(reminder: Reminder) -> dict[str, Any]:
    return {
        "channel": reminder.channel,
        "ahead": reminder.wish.ahead,
        "within_s": reminder.wish.within_s,
        "told": [kind.value for kind in reminder.told],
    }


ROUTES = (
    Command(
        method="POST",
        path="/tickets/{public_id}/reminders",
        name="tickets.remind",
        asks=wire.Remind,
        answers=wire.Reminders,
        status=201,
        act=ask,
        key_needed=True,
    ),
    Command(
        method="POST",
        path="/tickets/{public_id}/reminders/stop",
        name="tickets.stop_reminding",
        asks=wire.StopReminding,
        answers=wire.Reminders,
        act=stop,
        key_needed=True,
    ),
)
