"""A web site over a hall, in memory unless told otherwise: real actions, real boards, no socket."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar, TypeVarTuple
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from pydantic import TypeAdapter
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from queue_server.actions.access import give_token, set_login, token_key
from queue_server.actions.days import tick
from queue_server.boards.envelope import envelope
from queue_server.boards.rooms import Moment, board_of, parse
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Login, Role, Token, TokenKind
from queue_server.store.follow_up_desk import FollowUpDesk
from queue_server.store.memory import MemoryStore
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from queue_server.web.pages import Beside
from queue_server.web.secrets import hash_secret
from queue_server.web.services import NoPhotos, Photos, Services, WebSettings
from queue_server.web.site import all_routes, create_web
from tests.makers import NINE, a_catalogue
from tests.store.town import Answer
from wire.errors import ErrorAnswer

ANSWERS: dict[str, Any] = {}
"""The model of each route's answer."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
API = "/api/v1/centres/town"
PARTS: dict[str, object] = {
    "public_id": "x",
    "n": 1,
    "alarm": "x",
    "hall": "N",
    "room": "hall:N",
    "code": "x",
}
PARTS |= {"order": "x", "follow_up": 1}
"""Something for every part of a route's path."""
USUAL: dict[str, Any] = {"secret": b"s" * 32, "base_url": "https://hall.example"}
PIN = "2468"
PIN_HASH = hash_secret(PIN)


@dataclass
class TwoClocks:
    """Hall time stands; real time stands too, until a test moves it."""

    hall: datetime = NINE
    real: datetime = NINE
    speed: float = 1.0

    def hall_now(self) -> datetime:
        return self.hall

    def real_now(self) -> datetime:
        return self.real


@dataclass
class Site:
    """The site, and who may speak to it."""

    clock: TwoClocks
    writer: CentreWriter
    client: FlaskClient
    services: Services
    keys: Iterator[int] = field(default_factory=itertools.count)

    # --- speaking ------------------------------------------------------------------------------

    def ask(self, path: str, token: str | None = None, language: str | None = None) -> TestResponse:
        return self.held(self.client.get(API + path, headers=headers(token, language)))

    def tell(
        self,
        path: str,
        body: Any = None,
        token: str | None = None,
        *,
        method: str = "POST",
        key: str | None = "",
        language: str | None = None,
    ) -> TestResponse:
        """A command; `key` "" makes a new Idempotency-Key, None sends none."""
        sent = headers(token, language)
        if key is not None:
            sent["Idempotency-Key"] = key or f"key-{next(self.keys)}"
        return self.held(self.client.open(API + path, method=method, json=body or {}, headers=sent))

    def held(self, answer: TestResponse) -> TestResponse:
        """The answer, held to its model on the wire: nothing missing, nothing that it does not name."""
        if answer.status_code == 204:
            assert answer.data == b""
            return answer
        urls: Any = self.client.application.url_map.bind("")
        model: Any = ErrorAnswer
        if answer.status_code < 400:
            model = ANSWERS[urls.match(answer.request.path, answer.request.method)[0]]
        TypeAdapter(model).validate_python(answer.get_json(), extra="forbid")
        return answer

    # --- who -----------------------------------------------------------------------------------

    def kiosk(self) -> str:
        return self.token(TokenKind.DEVICE, "K1", device_kind="kiosk")

    def screen(self) -> str:
        return self.token(TokenKind.DEVICE, "S1", device_kind="screen")

    def staff(self, role: str) -> str:
        return self.token(TokenKind.STAFF, "chen", role=Role(role))

    def token(self, kind: TokenKind, subject: str, **more: Any) -> str:
        secret = f"{subject}-secret-{next(self.keys)}"
        token = Token(token_key(secret), kind, subject, self.clock.real, **more)
        self.writer.act("town", "tests", lambda tx: give_token(tx, token))
        return secret

    def login(self, name: str, kind: TokenKind = TokenKind.CLERK, role: Role | None = None) -> None:
        login = Login(name, kind, PIN_HASH, role)
        self.writer.act("town", "tests", lambda tx: set_login(tx, login))

    def clerk(self, window: int) -> str:
        """The usual clerk of a window, signed in over HTTP; the answer is the token."""
        self.login(f"C{window}")
        body = {"employee_no": f"C{window}", "pin": PIN, "window": window, "take_over": True}
        return str(json_of(self.tell("/sessions", body), 201)["token"])

    # --- what is there -------------------------------------------------------------------------

    def take(self, **wanted: Any) -> dict[str, Any]:
        """A ticket from the kiosk."""
        return json_of(self.tell("/tickets", wanted or {"service": "LF-1"}, self.kiosk()), 201)

    def hall(self) -> Hall:
        return self.writer.look("town", lambda hall: hall)

    def act(self, work: Any) -> Any:
        return self.writer.act("town", "tests", work)

    def later(self, **by: float) -> None:
        """Both clocks go on."""
        self.clock.hall += timedelta(**by)
        self.clock.real += timedelta(**by)


def headers(token: str | None, language: str | None) -> dict[str, str]:
    sent = {"Accept-Language": language} if language else {}
    return sent | ({"Authorization": f"Bearer {token}"} if token else {})


def json_of(response: TestResponse, status: int = 200) -> dict[str, Any]:
    """The JSON of an answer with this status."""
    assert response.status_code == status, response.get_data(as_text=True)
    answer: dict[str, Any] = response.get_json()
    return answer


def error_of(response: TestResponse, status: int) -> str:
    """The code of a refusal with this status; it always has a sentence."""
    error = json_of(response, status)["error"]
    assert error["message"]
    return str(error["code"])


class KnownRule(Rule):
    """A route whose addresses are written as at the sites before: to compile how is most of a site's work."""

    written: ClassVar[dict[tuple[object, ...], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (*self._trace, append_unknown, repr(self.defaults))
        if key not in self.written:
            self.written[key] = super()._compile_builder(append_unknown)
        return self.written[key]


def at_once(fn: Callable[[*Ts], T], *args: *Ts) -> T:
    """Offload for tests: done here and now."""
    return fn(*args)


def _reading(store: SqlStore) -> dict[str, Any]:
    """What is answered from a database and not from a hall."""
    return {"follow_ups": FollowUpDesk(store), "trail": store.trail}


@contextmanager
def a_site(
    settings: dict[str, Any] | None = None,
    photos: Photos | None = None,
    store: Callable[[TwoClocks], SqlStore] | None = None,
    beside: Sequence[Beside] = (),
    more: dict[str, Any] | None = None,
    **policy: Any,
) -> Iterator[Site]:
    """A town on a Tuesday at nine; in memory, or in a store that has a centre `town`."""
    clock = TwoClocks()
    town = store(clock) if store else MemoryStore(clock, {"town": a_catalogue(**policy)})
    writer = CentreWriter(town, Answer)
    writer.start()

    def read(centre: str, room: str, token: str | None, calls_after: int | None) -> dict[str, Any]:
        at = Moment(clock.hall, clock.real, "https://hall.example")

        def look(hall: Hall) -> dict[str, Any]:
            return envelope(hall, parse(room), board_of(hall, parse(room), at), [], at, clock.speed)

        return writer.look(centre, look)

    services = Services(
        writer=writer,
        clock=clock,
        offload=at_once,
        settings=WebSettings(**USUAL | (settings or {})),
        envelope=read,
        centres=town.centres,
        photos=photos or NoPhotos(),
        **(_reading(town) if isinstance(town, SqlStore) else {}),
        **(more or {}),
    )
    writer.act("town", "system", tick)
    ANSWERS.update({route.name: route.answers for route in all_routes(services)})
    with patch.object(Flask, "url_rule_class", KnownRule):
        web = create_web(services, beside)
    try:
        yield Site(clock, writer, web.test_client(), services)
    finally:
        writer.stop()
