"""A route: one line of the contract's table; the address, the checks and the documentation come from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from queue_server.actions.ports import Tx
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token

from .access import ANYONE, Permission
from .answers import JSON
from .services import Services

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who asks in which centre, for what, in which language.

    `fresh` is a new token's secret, should the command need one: random, or with an Idempotency-Key derived
    from it and the server's secret, so that a retry gets the same token although nobody kept it.
    """

    services: Services
    centre: str
    language: str
    named_language: bool
    path: Mapping[str, Any]
    args: Mapping[str, str]
    address: str
    secret: str | None
    request_id: str | None = None
    fresh: str = ""
    token: Token | None = None

    @property
    def now(self) -> datetime:
        """Hall time."""
        return self.services.clock.hall_now()

    @property
    def real_now(self) -> datetime:
        """Real time."""
        return self.services.clock.real_now()

    @property
    def who(self) -> Token:
        """The token of a route that needs one."""
        assert self.token is not None
        return self.token


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command is answered; it is kept as long as the ticket that it is about (its id)."""

    body: Body | None
    status: int = 200
    ticket: int | None = None


Act = Callable[[Tx, Call, Any], Reply]
Price = Callable[[Tx, Call, Any], None]
See = Callable[[Hall, Call], Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`path` stands below the centre; `name` is the key of its words and its operation id.

    `answers_as` is the media type of what is answered when all went well; `also` are statuses of refusals
    that its kind of route does not have by itself.
    """

    method: str
    path: str
    name: str
    who: Permission = ANYONE
    answers: type[BaseModel] | Any = None
    answers_as: str = JSON
    also: tuple[int, ...] = ()
    status: int = 200
    query: Mapping[str, type] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Route):
    """Changes something, as one act.

    `before` is checked on the loop, outside the writer. `costs` is an act of its own before `act`, and stands
    although `act` is refused. `gives_token`: the answer tells `Call.fresh` as
    `token`, and the answer that is kept does not. `at_window`: a 409 carries the window's board.
    `seldom_changes`: sent without an Idempotency-Key it is first tried without a transaction. So `act` may
    run twice, and does nothing but by its Tx that must not be done twice.
    """

    asks: type[BaseModel]
    act: Act
    key_needed: bool = False
    at_window: bool = False
    gives_token: bool = False
    seldom_changes: bool = False
    before: Callable[[Call, Any], None] | None = None
    costs: Price | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Route):
    """Changes several things, each as an act of its own. `do` is given the body as it came, on the loop.

    An Idempotency-Key may be sent and is not needed: each thing is told apart by itself.
    """

    asks: type[BaseModel]
    do: Callable[[Call, bytes], Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Route):
    """Looks and changes nothing. `see` reads the hall in the writer's thread."""

    see: See


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Route):
    """A question that is answered in its own way, on the loop."""

    serve: Callable[[Call], Any]
