"""Warnings by WeChat: a channel like short messages, whose addresses come from WeChat's own sign-in only."""

import re
from typing import TYPE_CHECKING

from queue_server.actions.ports import Message, NotDelivered
from queue_server.domain.refusals import BadValue

from .account import Account
from .errors import WechatAway, WechatRefused
from .template import template_of

if TYPE_CHECKING:
    from .client import Client

OPENID = re.compile(r"[A-Za-z0-9_-]{6,64}", re.ASCII)


class WechatChannel:
    """`ports.Channel` by template messages."""

    name = "wechat"
    takes_addresses = False

    def __init__(self, account: Account, client: "Client") -> None:
        self._templates = {kind: template_of(text) for kind, text in account.templates.items()}
        self._client = client

    def read_address(self, given: str) -> str:
        """An openid. Raises BadValue."""
        if not OPENID.fullmatch(given):
            raise BadValue(field="address", why="not an openid")
        return given

    def send(self, message: Message) -> None:
        """Send it. What WeChat refuses, as for somebody who follows us no more, is not tried again."""
        template = self._templates.get(message.kind.value)
        if template is None:
            raise NotDelivered("no template is set for it", again=False)
        try:
            self._client.send_template(template.filled(message))
        except WechatRefused as problem:
            raise NotDelivered(f"errcode {problem.code}", again=False) from None
        except WechatAway as problem:
            raise NotDelivered(str(problem), again=True) from None
