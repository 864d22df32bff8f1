"""Sign-in by the department's own account: the way out to its provider, and the way back.

No cookie is needed. What belongs to one sign-in is derived from its state and the server's secret, so that
any server of the installation can finish it. The page keeps a secret of its own in its tab (`binding`): who
lures a browser to the end of somebody else's sign-in has not got it there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hmac import compare_digest
from urllib.parse import quote, urlencode

from flask import Flask, Response, request

from queue_server.actions.access import give_token, token_key
from queue_server.actions.ports import Tx
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Role, Token, TokenKind
from wire import sessions as wire

from .access import spoken_by
from .limits import Flow
from .provider import ANSWER_S, Provider
from .refusals import SignOnAway, SignOnFailed, SignOnOff, SignOnUnknown
from .requestlog import log
from .routes import Body, Call, Command, Reply, Route, Served
from .secrets import keyed, new_token
from .services import Services

GOOD_FOR = timedelta(minutes=10)
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Begun:
    """One sign-in on its way: its id, when it began, and what proves that we began it for this tab."""

    id: str
    at: int
    proof: str

    def __str__(self) -> str:
        return f"{self.id}.{self.at}.{self.proof}"


class SignOnDoor:
    """Begins and ends sign-ins; each ends once."""

    def __init__(self, services: Services, flow: Flow) -> None:
        self._flow = flow
        self._secret = services.settings.secret
        self._provider = Provider(services.settings.sign_on) if services.settings.sign_on else None
        self._ended: dict[str, datetime] = {}
        self._vouched: dict[str, str] = {}

    def begin(self, call: Call) -> Body:
        """Where the browser goes, and what the tab must keep. Raises SignOnOff or SignOnAway."""
        self._flow.take(call.address)
        provider = self._there()
        binding = new_token()
        state = self._begun(call.centre, new_token(), int(call.real_now.timestamp()), binding)
        nonce, verifier = self._derived(state)
        ask = partial(provider.address, redirect_of(call), str(state), nonce, verifier)
        return {"url": _outside(call, ask), "binding": binding}

    def check(self, call: Call, asked: wire.SignOnEnd) -> None:
        """Before the act: whom the provider vouches for. Raises SignOnFailed, SignOnOff or SignOnAway."""
        self._flow.take(call.address)
        provider = self._there()
        state = self._known(call, asked)
        self._end(state, call.real_now)
        nonce, verifier = self._derived(state)
        ask = partial(provider.name, redirect_of(call), asked.code, nonce, verifier)
        self._vouched[asked.state] = _outside(call, ask)

    def sign_in(self, tx: Tx, call: Call, asked: wire.SignOnEnd) -> Reply:
        """The local account of that name begins to work. Raises SignOnUnknown where there is none."""
        name = self._vouched.pop(asked.state, "")
        role = _role_of(tx.hall, name)
        if role is None:
            raise SignOnUnknown(name=name)
        token = Token(token_key(call.fresh), TokenKind.STAFF, name, tx.real_now, role=role)
        tx.by = spoken_by(token)
        give_token(tx, token)
        return Reply({"user": name, "role": role.value}, 201)

    def _there(self) -> Provider:
        if self._provider is None:
            raise SignOnOff
        return self._provider

    def _begun(self, centre: str, name: str, at: int, binding: str) -> Begun:
        return Begun(name, at, keyed(self._secret, "sign-on", centre, name, str(at), binding))

    def _derived(self, state: Begun) -> tuple[str, str]:
        """The nonce and the verifier of one sign-in."""
        nonce, verifier = (keyed(self._secret, f"sign-on {what}", state.id) for what in ("nonce", "verifier"))
        return nonce, verifier

    def _known(self, call: Call, asked: wire.SignOnEnd) -> Begun:
        """The state, if we gave it to this tab of late and it has not been used. Raises SignOnFailed."""
        name, _, rest = asked.state.partition(".")
        at, _, _ = rest.partition(".")
        if not (at.isascii() and at.isdigit() and len(at) <= 12):
            raise SignOnFailed
        own = self._begun(call.centre, name, int(at), asked.binding)
        age_s = call.real_now.timestamp() - own.at
        fresh = -60 <= age_s <= GOOD_FOR.total_seconds()
        if not compare_digest(str(own).encode(), asked.state.encode()) or not fresh or own.id in self._ended:
            raise SignOnFailed
        return own

    def _end(self, state: Begun, now: datetime) -> None:
        """It counts as used before the provider is asked, so that two at once are no way around."""
        self._ended = {name: then for name, then in self._ended.items() if now - then <= 2 * GOOD_FOR}
        self._ended[state.id] = now


def redirect_of(call: Call) -> str:
    """Where the provider sends the browser back to: it is registered there, one address per centre."""
    return f"{call.services.settings.base_url}/c/{call.centre}/sign-on"


def _outside(call: Call, ask: Callable[[], str]) -> str:
    try:
        return call.services.outside(ANSWER_S, ask)
    except TimeoutError as error:
        log.warning("sign_on_away", why=str(error))
        raise SignOnAway from None


def _role_of(hall: Hall, name: str) -> Role | None:
    login = hall.logins.get(name)
    return login.role if login and login.kind is TokenKind.STAFF else None


def register_way_back(app: Flask) -> None:
    """Hand what the provider sent on to the page behind a `#`, where no server and no log sees it again."""

    def back(centre: str) -> Response:
        told = {name: request.args.get(name, "")[:LONGEST] for name in ("code", "state", "error")}
        answer = Response(status=303)
        answer.headers["Location"] = (
            f"/c/{quote(centre, safe='')}/staff#{urlencode({k: v for k, v in told.items() if v})}"
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    app.add_url_rule("/c/<centre>/sign-on", "page_sign_on", back)


def sign_on_routes(services: Services, flow: Flow) -> tuple[Route, ...]:
    """The two routes of a sign-in by the department's account."""
    door = SignOnDoor(services, flow)
    return (
        Served(
            method="GET",
            path="/staff-sessions/sign-on",
            name="staff.sign_on_begin",
            answers=wire.SignOnBegun,
            serve=door.begin,
        ),
        Command(
            method="POST",
            path="/staff-sessions/sign-on",
            name="staff.sign_on",
            asks=wire.SignOnEnd,
            answers=wire.StaffSession,
            status=201,
            act=door.sign_in,
            gives_token=True,
            before=door.check,
        ),
    )
