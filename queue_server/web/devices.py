"""Devices over HTTP: what an administrator let in can be shut out again, at once."""

from queue_server.actions.access import revoke_token
from queue_server.actions.ports import Tx
from queue_server.domain.refusals import UnknownDevice
from queue_server.domain.windows import TokenKind
from wire.base import Nothing

from .access import ADMINISTRATOR
from .routes import Call, Command, Reply, Route


def shut_out(tx: Tx, call: Call, _: Nothing) -> Reply:
    """Make every token of a device worthless."""
    code = call.path["code"]
    live = [
        token.key
        for token in tx.hall.tokens.values()
        if token.kind is TokenKind.DEVICE and token.subject == code and not token.revoked
    ]
    if not live:
        raise UnknownDevice(device=code)
    for key in live:
        revoke_token(tx, key)
    return Reply(None, 204)


ROUTES: tuple[Route, ...] = (
    Command(
        method="DELETE",
        path="/devices/{code}",
        name="devices.shut_out",
        who=ADMINISTRATOR,
        asks=Nothing,
        status=204,
        act=shut_out,
    ),
)
