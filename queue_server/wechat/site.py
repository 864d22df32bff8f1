"""Where the account meets the rest: its addresses on the web, and its channel for warnings."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask, Response, request

from queue_server.web.limits import Flow
from queue_server.web.services import Outside, Services

from .account import Account
from .answering import Answering
from .binding import Binding
from .channel import WechatChannel
from .client import Client
from .door import Door
from .seen import Seen
from .sign_in import ONE_MORE_S, TRIES, SignIn
from .speaking import Speaker

ADDRESS = "/wechat"
ANSWER_S = 8.0
"""WeChat may take so long to say who signed in."""
XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Wechat:
    """An official account at work. `outside` asks WeChat, in threads that nobody else waits for."""

    account: Account
    outside: Outside
    client: Client = field(init=False)
    channel: WechatChannel = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "client", Client(self.account))
        object.__setattr__(self, "channel", WechatChannel(self.account, self.client))

    def add(
        self,
        app: Flask,
        services: Services,
        render: Callable[..., Response],
        missing: Callable[[str], Response],
    ) -> None:
        """Add its addresses to an application."""
        binding = Binding(services, self.channel)
        door = Door(self.account, Seen(services.clock.real_now))
        endpoint = Endpoint(door, Answering(services, Speaker(services), binding))
        app.add_url_rule(ADDRESS, "wechat_echo", endpoint.echo, methods=["GET"])
        app.add_url_rule(ADDRESS, "wechat_message", endpoint.take, methods=["POST"])
        if self.account.verify:
            app.add_url_rule(f"/MP_verify_{self.account.verify}.txt", "wechat_verify", self.known_address)
        tries = Flow(services.clock.real_now, 1 / ONE_MORE_S, TRIES)
        SignIn(self.account, services, binding, self._openid_of, render, missing, tries).add(app)

    def _openid_of(self, code: str) -> str:
        """Who signed in. Raises TimeoutError, WechatRefused or WechatAway."""
        return self.outside(ANSWER_S, self.client.openid_of, code)

    def known_address(self) -> Response:
        """The file by which WeChat finds out that the address is the account's."""
        return Response(self.account.verify, mimetype=TEXT)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The address that is entered at WeChat."""

    door: Door
    answering: Answering

    def echo(self) -> Response:
        """WeChat tries the address."""
        return Response(self.door.echo(request.args), mimetype=TEXT)

    def take(self) -> Response:
        """WeChat brings what somebody wrote or did."""
        letter = self.door.opened(request.args, request.get_data(cache=False))
        answer = self.door.answered(letter, self.answering.answer)
        return Response(answer, mimetype=XML if answer.startswith(b"<") else TEXT)
