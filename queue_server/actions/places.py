"""Pause, shut, arrange, notice, evacuation: what becomes of windows and halls during the day."""

from dataclasses import replace

from queue_server.actions.admitting import must_give_numbers
from queue_server.actions.days import ensure_day
from queue_server.actions.desk import Seat, sit_down, window_at
from queue_server.actions.ports import Tx
from queue_server.actions.sessions import give_up_bound
from queue_server.domain.facts import (
    EvacuationSet,
    NoticePut,
    WindowArranged,
    WindowUnpaused,
    WindowWasPaused,
)
from queue_server.domain.names import Names
from queue_server.domain.refusals import (
    ArrangedMeanwhile,
    BadValue,
    UnknownHall,
    UnknownQueue,
    UnknownReason,
    WindowNotPaused,
    WindowPaused,
)
from queue_server.domain.windows import HallNow, Window


def pause(tx: Tx, seat: Seat, expect: str | None, reason: str) -> Window:
    """Call nobody for a while; a current ticket is served to its end."""
    window, _ = sit_down(tx, seat, expect)
    if reason not in tx.hall.catalogue.policy.pause_reasons:
        raise UnknownReason(reason=reason)
    if window.paused is not None:
        raise WindowPaused(window=window.number)
    since = window.since if window.current is not None else tx.now
    resting = replace(window, paused=reason, paused_at=tx.now, since=since)
    tx.record(WindowWasPaused(window.number, seat.clerk, reason), resting)
    return tx.hall.windows[seat.window]


def unpause(tx: Tx, seat: Seat, expect: str | None) -> Window:
    """The window calls again."""
    window, _ = sit_down(tx, seat, expect)
    if window.paused is None:
        raise WindowNotPaused(window=window.number)
    since = window.since if window.current is not None else tx.now
    tx.record(
        WindowUnpaused(window.number, seat.clerk), replace(window, paused=None, paused_at=None, since=since)
    )
    return tx.hall.windows[seat.window]


def arrange(
    tx: Tx,
    number: int,
    shut: bool | None,
    queues: tuple[str, ...] | None,
    expect: tuple[str, ...] | None = None,
) -> Window:
    """Shut or open a window, or give it other queues, for today; None leaves a value as it is.

    A shut window finishes its current ticket and calls nobody. With its planned queues it is as planned.
    `expect` is what the manager sees as its queues: raises ArrangedMeanwhile where somebody was faster.
    """
    ensure_day(tx)
    window = window_at(tx.hall, number)
    if expect is not None and expect != tx.hall.queues_of(window):
        raise ArrangedMeanwhile(window=number)
    if queues is not None:
        _must_be_queues(tx, queues)
    changed = replace(
        window,
        shut=window.shut if shut is None else shut,
        queues_today=window.queues_today if queues is None else _unless_planned(tx, number, queues),
    )
    if changed.shut != window.shut and window.current is None:
        changed = replace(changed, since=tx.now)
    tx.record(WindowArranged(number, changed.shut, changed.queues_today), changed)
    if changed.shut:
        give_up_bound(tx, number)
    return tx.hall.windows[number]


def _unless_planned(tx: Tx, number: int, queues: tuple[str, ...]) -> tuple[str, ...] | None:
    return None if queues == tx.hall.catalogue.windows[number].queues else queues


def put_notice(tx: Tx, hall: str, notice: Names | None) -> HallNow:
    """Show a line on a hall's screens; None takes it away."""
    ensure_day(tx)
    now = _hall(tx, hall)
    tx.record(NoticePut(hall, notice), replace(now, notice=notice))
    return tx.hall.halls[hall]


def set_evacuation(tx: Tx, hall: str, on: bool, text: Names | None) -> HallNow:
    """Stop all windows and kiosks of a hall at once, or reopen them with everybody's place kept."""
    ensure_day(tx)
    now = _hall(tx, hall)
    shown = text if on else None
    tx.record(EvacuationSet(hall, on, shown), replace(now, evacuated=on, evacuation_text=shown))
    return tx.hall.halls[hall]


def _hall(tx: Tx, code: str) -> HallNow:
    if code not in tx.hall.catalogue.halls:
        raise UnknownHall(hall=code)
    return tx.hall.halls[code]


def _must_be_queues(tx: Tx, queues: tuple[str, ...]) -> None:
    if not queues or len(set(queues)) != len(queues):
        raise BadValue(field="queues", why="empty_or_repeated")
    for queue in queues:
        if queue not in tx.hall.catalogue.queues:
            raise UnknownQueue(queue=queue)
        must_give_numbers(tx.hall, queue)
