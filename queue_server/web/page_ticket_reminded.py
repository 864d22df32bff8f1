"""What a ticket's page says of reminders: over which channels there is one, and whether WeChat is offered."""

from collections.abc import Container, Iterable, Mapping
from typing import Literal

from flask import request

from queue_server.actions.ports import Channel
from queue_server.actions.reminding import reminder_of
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State, Ticket

IN_WECHAT = "MicroMessenger"
"""What WeChat's own browser calls itself: nobody else can sign in by WeChat without a camera."""
WECHAT = "wechat"
Offer = Literal["", "offer", "on"]


def reminded_by(hall: Hall, ticket: Ticket, channels: Iterable[str]) -> frozenset[str]:
    """The channels over which a ticket's visitor is reminded."""
    return frozenset(name for name in channels if reminder_of(hall, ticket, name) is not None)


def wechat_offer(channels: Mapping[str, Channel], reminded: Container[str], state: str) -> Offer:
    """Whether a reminder over WeChat is on, or can be had by whoever reads the page now."""
    if WECHAT not in channels or state not in {State.WAITING, State.HELD}:
        return ""
    if WECHAT in reminded:
        return "on"
    return "offer" if IN_WECHAT in request.user_agent.string else ""
