"""The demo's own route: an administrator turns the hall's clock on, or lets it run faster."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, jsonify, request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from queue_server.actions.access import bearer
from queue_server.clock import DemoClock
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import BadValue, NotPermitted
from queue_server.domain.tokens import Role
from queue_server.web.parsing import read_as, read_json
from queue_server.web.services import Services

FASTEST = 600.0


class TurnClock(BaseModel):
    """A later hall time, hall seconds per real second, or both."""

    model_config = ConfigDict(extra="forbid")

    hall_time: AwareDatetime | None = None
    speed: float | None = Field(default=None, ge=0, le=FASTEST)


def clock_routes(services: Services, clock: DemoClock) -> Blueprint:
    """`PUT .../clock`; a real hall does not have it."""
    routes = Blueprint("demo-clock", __name__)

    @routes.put("/api/v1/centres/<centre>/clock")
    def turn(centre: str) -> Response:
        secret = request.headers.get("Authorization", "").removeprefix("Bearer ") or None
        services.writer.look(centre, lambda hall: _must_be_administrator(hall, secret))
        asked = cast("TurnClock", read_as(TurnClock, read_json(request.get_data())))
        try:
            clock.set(asked.hall_time, asked.speed)
        except ValueError as problem:
            raise BadValue(field="hall_time", why=str(problem)) from problem
        zone = services.writer.look(centre, lambda hall: hall.catalogue.centre.zone)
        told = {"server_time": clock.real_now(), "hall_time": clock.hall_now()}
        return jsonify({k: _spoken(v, zone) for k, v in told.items()} | {"speed": clock.speed})

    return routes


def _must_be_administrator(hall: Hall, secret: str | None) -> None:
    token = bearer(hall, secret)
    if token is None or token.role is not Role.ADMINISTRATOR:
        raise NotPermitted(needs=["administrator"])


def _spoken(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat()
