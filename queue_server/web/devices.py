"""Devices over HTTP: let in with a code, heard from, and shut out at once."""

from functools import partial

from queue_server.actions import devices
from queue_server.actions.access import token_key
from queue_server.actions.ports import Tx
from queue_server.actions.watching import device_of
from queue_server.boards.times import stamp
from wire import devices as wire
from wire.base import Nothing

from .access import ADMINISTRATOR, ANYONE, TELLERS
from .limits import Flow
from .next_kiosk import HEARD_WITHIN_S, next_kiosk
from .papers import paper_routes, papers_to_print, settle_papers
from .routes import Call, Command, Reply, Route
from .sealing import sealing_key
from .secrets import new_code
from .services import Services
from .watching import orders_to_do, watch, watching_routes


def make_code(tx: Tx, _: Call, asked: wire.AskCode) -> Reply:
    """An administrator lets a device in."""
    code = new_code()
    invited = devices.invite(tx, asked.kind, asked.place, code)
    until = stamp(tx.hall.catalogue, invited.until)
    return Reply({"code": code, "device": invited.device, "expires_at": until}, 201)


def enrol(tx: Tx, call: Call, asked: wire.Enrol) -> Reply:
    """The device shows its code and is told its token."""
    token = devices.enrol(tx, asked.code.strip().upper(), token_key(call.fresh))
    return Reply({"device": token.subject, "kind": token.device_kind}, 201)


def heartbeat(tx: Tx, call: Call, asked: wire.Heartbeat) -> Reply:
    """A device says how it is, and learns whether its catalogue is the newest and what it shall print."""
    device = device_of(call.who)
    call.services.hearing.note(call.centre, device, (call.real_now, call.now))
    how = (asked.state, asked.detail, asked.version, asked.clock_ahead_s)
    devices.heard_from(tx, call.who.key, *how)
    watch(tx, device, asked)
    settle_papers(tx, device, asked.papers)
    orders = {
        "catalogue_version": tx.hall.catalogue.version,
        "orders": orders_to_do(tx, device),
        "sealing_key": sealing_key(call.services.settings.secret, call.centre),
        "papers": papers_to_print(tx, call),
        "next_kiosk": next_kiosk(tx.hall, device, partial(_is_heard, call)),
    }
    return Reply(orders)


def _is_heard(call: Call, device: str) -> bool:
    return call.services.hearing.is_heard(call.centre, device, call.real_now, HEARD_WITHIN_S)


def shut_out(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Make every token of a device worthless."""
    devices.shut_out(tx, call.path["code"])
    return Reply(None, 204)


def device_routes(services: Services) -> tuple[Route, ...]:
    """The routes; codes are tried no faster than secrets."""
    limits = services.settings
    flow = Flow(services.clock.real_now, limits.sign_in_per_s, limits.sign_in_burst)

    def slowly(call: Call, _: object) -> None:
        flow.take(call.address)

    return (
        Command(
            method="POST",
            path="/devices/codes",
            name="devices.code",
            who=ADMINISTRATOR,
            asks=wire.AskCode,
            answers=wire.EnrolmentCode,
            status=201,
            act=make_code,
        ),
        Command(
            method="POST",
            path="/devices/enrol",
            name="devices.enrol",
            who=ANYONE,
            asks=wire.Enrol,
            answers=wire.Enrolled,
            status=201,
            act=enrol,
            gives_token=True,
            before=slowly,
        ),
        Command(
            method="POST",
            path="/devices/current/heartbeat",
            name="devices.heartbeat",
            who=TELLERS,
            asks=wire.Heartbeat,
            answers=wire.Orders,
            act=heartbeat,
            seldom_changes=True,
        ),
        Command(
            method="DELETE",
            path="/devices/{code}",
            name="devices.shut_out",
            who=ADMINISTRATOR,
            asks=Nothing,
            status=204,
            act=shut_out,
        ),
        *paper_routes(),
        *watching_routes(),
    )
