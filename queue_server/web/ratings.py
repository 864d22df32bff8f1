"""Ratings over HTTP: whoever has a ticket's public id may rate its done steps, each once."""

from functools import partial
from typing import Any

from queue_server.actions.ports import Tx
from queue_server.actions.rating import is_serving, rate, rate_at_window, standings
from queue_server.boards.times import stamp
from queue_server.domain.policy import Policy
from queue_server.domain.ratings import Level, Opinion, rateable_until
from queue_server.domain.tickets import Ticket
from wire import ratings as wire

from .access import OWN_PAD
from .routes import Body, Call, Command, Reply, Route, Served


def give_rating(tx: Tx, call: Call, asked: wire.Rate) -> Reply:
    """Keep it; who served, where and what is the record's and not the asker's."""
    opinion = Opinion(Level(asked.level), tuple(asked.reasons), asked.text)
    given = rate(tx, call.path["public_id"], asked.step, opinion)
    body = {
        "step": given.step,
        "level": given.level.value,
        "reasons": list(given.reasons),
        "list_version": given.list_version,
        "rated_at": stamp(tx.hall.catalogue, given.at),
    }
    return Reply(body, 201, given.ticket)


def done_steps_view(tx: Tx, ticket: Ticket) -> list[dict[str, Any]]:
    """The done steps of a ticket; of a rating only that there is one, for others may know the public id."""
    catalogue = tx.hall.catalogue
    return [
        {
            "step": step.step,
            "services": list(step.services),
            "queue": step.queue,
            "window": step.window,
            "done_at": stamp(catalogue, step.done_at),
            "rating": how.value,
            "until": stamp(catalogue, rateable_until(step, catalogue.policy)),
        }
        for step, how in standings(tx, ticket)
    ]


def rules_view(policy: Policy) -> dict[str, Any]:
    """What a centre asks with a rating, for programs that have a page of their own."""
    return {
        "open_days": policy.rating_open_days,
        "list_version": policy.rating_list_version,
        "levels": [
            {
                "level": level.value,
                "reasons": [
                    {"code": code, "names": dict(names)}
                    for code, names in policy.rating_reasons.get(level.value, {}).items()
                ],
            }
            for level in Level
        ],
    }


def to_rate(call: Call) -> Body:
    """What the window's face may offer to rate now; nothing is written, and no act waits."""
    services, window = call.services, call.path["n"]
    if services.writer.look(call.centre, partial(is_serving, window=window)):
        return {"number": None}
    read = services.follow_ups.number_to_rate
    return {"number": services.offload(read, call.centre, window, services.clock.real_now())}


def give_at_window(tx: Tx, call: Call, asked: wire.RateAtWindow) -> Reply:
    """A touch at the window's face."""
    opinion = Opinion(Level(asked.level), tuple(asked.reasons))
    given = rate_at_window(tx, call.path["n"], asked.number, opinion)
    return Reply({"level": given.level.value}, 201, given.ticket)


AT_WINDOW: tuple[Route, ...] = (
    Served(
        method="GET",
        path="/windows/{n}/to-rate",
        name="windows.to_rate",
        who=OWN_PAD,
        answers=wire.ToRate,
        serve=to_rate,
    ),
    Command(
        method="POST",
        path="/windows/{n}/ratings",
        name="windows.rate",
        who=OWN_PAD,
        asks=wire.RateAtWindow,
        answers=wire.RatedAtWindow,
        status=201,
        act=give_at_window,
        key_needed=True,
    ),
)

ROUTE = Command(
    method="POST",
    path="/tickets/{public_id}/ratings",
    name="tickets.rate",
    asks=wire.Rate,
    answers=wire.RatingGiven,
    status=201,
    act=give_rating,
    key_needed=True,
)
