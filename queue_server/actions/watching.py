"""Watching devices: how their parts are, and what a manager orders them to do, once."""

from collections.abc import Sequence
from dataclasses import replace

from queue_server.actions.ports import Tx
from queue_server.domain.devices import (
    NEVER_HEARD,
    PAD,
    RESTART,
    TAKEN_WITHIN,
    DeviceNow,
    DeviceOrder,
    OrderState,
    Part,
    Said,
    is_trouble,
)
from queue_server.domain.facts import DeviceOrdered, DeviceOrderWentOn, MachineSet, PartsSeen
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import BadValue, RestartUnderWay, UnknownDevice
from queue_server.domain.tokens import Token, TokenKind


def device_of(token: Token) -> str:
    """The code of the device that speaks with a token; a clerk's speaks for the PAD of its window."""
    return f"{PAD}{token.window}" if token.kind is TokenKind.CLERK else token.subject


def speakers(hall: Hall) -> dict[str, Token]:
    """Every device that may speak, with its token. A PAD's own is taken before its clerk's."""
    found: dict[str, Token] = {}
    for token in hall.tokens.values():
        if token.revoked or token.kind is TokenKind.STAFF:
            continue
        if token.kind is TokenKind.DEVICE or device_of(token) not in found:
            found[device_of(token)] = token
    return found


def parts_told(tx: Tx, device: str, parts: Sequence[Part]) -> None:
    """How the parts of a device are; recorded when one changed, with since when and its last trouble."""
    now = known(tx.hall, device)
    told = tuple(part.after(now.part(part.code)) for part in parts)
    if told != now.parts:
        tx.record(PartsSeen(device, told), replace(now, parts=told))


def order_device(tx: Tx, device: str, order: str, part: str | None, order_id: str) -> DeviceOrder:
    """Let a device test or restart itself or a part. One that still waits is not ordered a second time.

    Raises UnknownDevice for one that may not speak, BadValue for a part that it never told of, and
    RestartUnderWay while it starts anew: a second order would end the program that has just begun.
    """
    if device not in speakers(tx.hall):
        raise UnknownDevice(device=device)
    now = known(tx.hall, device)
    if part is not None and now.part(part) is None:
        raise BadValue(field="part", why="the device has no such part")
    same = [each for each in now.orders if (each.order, each.part) == (order, part)]
    if waiting := next((each for each in same if each.open_at(tx.real_now)), None):
        return waiting
    if order == RESTART and any(each.under_way_at(tx.real_now) for each in same):
        raise RestartUnderWay(device=device)
    new = DeviceOrder(order_id, order, tx.real_now + TAKEN_WITHIN, tx.now, part)
    tx.record(DeviceOrdered(device, new), now.with_order(new))
    return new


def order_told(tx: Tx, device: str, order_id: str, state: OrderState, detail: str) -> None:
    """The device took an order, or says what became of it; told again, it changes nothing."""
    order = known(tx.hall, device).find(order_id)
    if order is None or order.settled:
        return
    if state is not OrderState.BEGUN:
        _go_on(tx, device, order.end(state, detail, tx.now))
    elif order.state is OrderState.ASKED:
        _go_on(tx, device, order.begin(tx.now, tx.real_now))


def started(tx: Tx, device: str, up_s: float) -> None:
    """A device says for how many real seconds it has been up: a restart that began before that is done."""
    for order in known(tx.hall, device).orders:
        if order.order != RESTART or order.state is not OrderState.BEGUN or order.begun_at is None:
            continue
        if (tx.real_now - order.begun_at).total_seconds() > up_s:
            _go_on(tx, device, order.end(OrderState.DONE, "", tx.now))


def orders_for(tx: Tx, device: str) -> list[DeviceOrder]:
    """What a device shall still do, oldest first."""
    return [order for order in known(tx.hall, device).orders if order.open_at(tx.real_now)]


def set_machine(tx: Tx, machine: str, state: str) -> None:
    """Somebody says how a self-service machine is. Raises UnknownDevice; said again, it changes nothing."""
    if machine not in tx.hall.catalogue.machines:
        raise UnknownDevice(device=machine)
    now = known(tx.hall, machine)
    if (now.said.state if now.said else "unknown") != state:
        tx.record(MachineSet(machine, state), replace(now, said=Said(state, tx.now)))


def machine_state(hall: Hall, machine: str) -> str:
    """How a self-service machine is: ok, out_of_order or unknown.

    Whoever stands before it and sees it broken knows more than the machine.
    """
    said = known(hall, machine).said
    token = speakers(hall).get(machine)
    told = token.details.get("state", NEVER_HEARD) if token else NEVER_HEARD
    if said is not None and (said.state == "out_of_order" or told == NEVER_HEARD):
        return said.state
    return "out_of_order" if is_trouble(told) else told


def known(hall: Hall, device: str) -> DeviceNow:
    """What is known of a device, by its code."""
    return hall.devices.get(device) or DeviceNow(device)


def _go_on(tx: Tx, device: str, order: DeviceOrder) -> None:
    tx.record(DeviceOrderWentOn(device, order), known(tx.hall, device).with_order(order))
