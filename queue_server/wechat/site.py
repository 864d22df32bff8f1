"""Where the account meets the web: one address for WeChat itself, there only when an account is set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, Response, request

from config.settings import Settings
from queue_server.web.pages import Beside
from queue_server.web.services import Services

from .account import Account, account_of
from .answering import Answering
from .door import Door
from .seen import Seen
from .speaking import Speaker

ADDRESS = "/wechat"
XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"


def beside_the_web(settings: Settings) -> Sequence[Beside]:
    """What is added to the web: nothing where no account is set."""
    account = account_of(settings)
    return () if account is None else (Site(account).add,)


@dataclass(frozen=True, slots=True)
class Site:
    """The account's addresses."""

    account: Account

    def add(
        self,
        app: Flask,
        services: Services,
        render: Callable[..., Response],
        missing: Callable[[str], Response],
    ) -> None:
        """Add them to an application."""
        endpoint = Endpoint(
            Door(self.account, Seen(services.clock.real_now)), Answering(services, Speaker(services))
        )
        app.add_url_rule(ADDRESS, "wechat_echo", endpoint.echo, methods=["GET"])
        app.add_url_rule(ADDRESS, "wechat_message", endpoint.take, methods=["POST"])


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
