"""Watching devices over HTTP: parts and orders in the heartbeat, orders by managers, states of machines."""

from collections.abc import Sequence
from typing import Any

from queue_server.actions import watching
from queue_server.actions.ports import Tx
from queue_server.boards.devices import order_view
from queue_server.domain.devices import OrderState, Part
from queue_server.domain.refusals import BadValue
from wire import devices as wire

from .access import MACHINE_WATCHERS, WATCHERS
from .routes import Call, Command, Reply, Route
from .secrets import new_public_id


def watch(tx: Tx, device: str, asked: wire.Heartbeat) -> None:
    """What a heartbeat says of parts and orders."""
    if asked.parts is not None:
        _parts_told(tx, device, asked.parts)
    for told in asked.orders_told:
        watching.order_told(tx, device, told.order, OrderState(told.state), told.detail)
    if asked.up_s is not None:
        watching.started(tx, device, asked.up_s)


def _parts_told(tx: Tx, device: str, told: Sequence[wire.PartTold]) -> None:
    if len({part.code for part in told}) < len(told):
        raise BadValue(field="parts", why="two parts have the same code")
    parts = [Part(p.code, p.kind, p.state, tx.now, p.detail, p.paper) for p in told]
    watching.parts_told(tx, device, parts)


def orders_to_do(tx: Tx, device: str) -> list[dict[str, Any]]:
    """What the device that asks shall do now."""
    return [
        {
            "order": order.id,
            "kind": order.order,
            "part": order.part,
            "good_for_s": max(0, int((order.until - tx.real_now).total_seconds())),
        }
        for order in watching.orders_for(tx, device)
    ]


def order_device(tx: Tx, call: Call, asked: wire.AskOrder) -> Reply:
    """Let a device test or restart itself or a part of it."""
    order = watching.order_device(tx, call.path["code"], asked.order, asked.part, new_public_id())
    return Reply(order_view(tx.hall, order), 201)


def set_machine(tx: Tx, call: Call, asked: wire.SetMachine) -> Reply:
    """Say how a self-service machine is."""
    watching.set_machine(tx, call.path["code"], asked.state)
    return Reply(None, 204)


def watching_routes() -> tuple[Route, ...]:
    """What managers and guides do with devices."""
    return (
        Command(
            method="POST",
            path="/devices/{code}/orders",
            name="devices.order",
            who=WATCHERS,
            asks=wire.AskOrder,
            answers=wire.DeviceOrderRow,
            status=201,
            act=order_device,
        ),
        Command(
            method="PUT",
            path="/devices/{code}/machine",
            name="devices.machine",
            who=MACHINE_WATCHERS,
            asks=wire.SetMachine,
            status=204,
            act=set_machine,
        ),
    )
