"""Devices over HTTP: let in with a code, heard from, and shut out at once."""

from queue_server.actions import devices
from queue_server.actions.access import token_key
from queue_server.actions.ports import Tx
from queue_server.boards.times import stamp
from wire import devices as wire
from wire.base import Nothing

from .access import ADMINISTRATOR, ANYONE, DEVICE
from .limits import Flow
from .papers import paper_routes, papers_to_print, settle_papers
from .routes import Call, Command, Reply, Route
from .secrets import new_code
from .services import Services


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
    call.services.hearing.note(call.centre, call.who.subject, (call.real_now, call.now))
    devices.heard_from(tx, call.who.key, asked.state, asked.detail, asked.version)
    settle_papers(tx, call.who.subject, asked.papers)
    return Reply({"catalogue_version": tx.hall.catalogue.version, "papers": papers_to_print(tx, call)})


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
            who=DEVICE,
            asks=wire.Heartbeat,
            answers=wire.Orders,
            act=heartbeat,
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
    )
