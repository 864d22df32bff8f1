"""A clerk's quiet call for help: raised at the window, acknowledged by who comes, reset by any of them.

An alarm asks for nothing: not for an open hall, not for a current ticket, not for the business date. It
stays at its window through sign-out, take-over, restart and day close, until somebody says that it is over.
"""

from dataclasses import replace

from queue_server.actions.desk import Seat, window_at
from queue_server.actions.ports import Tx
from queue_server.domain.facts import StaffAlarmAcknowledged, StaffAlarmRaised, StaffAlarmReset
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import NotPermitted, UnknownAlarm
from queue_server.domain.windows import StaffAlarm, Window


def raise_alarm(tx: Tx, seat: Seat, alarm_id: str) -> StaffAlarm:
    """Ask for help at a window. While an alarm stands there, another press changes nothing."""
    window = window_at(tx.hall, seat.window)
    if window.alarm is not None:
        return window.alarm
    alarm = StaffAlarm(alarm_id, seat.clerk, tx.now)
    tx.record(StaffAlarmRaised(window.number, seat.clerk, alarm.id), replace(window, alarm=alarm))
    return alarm


def acknowledge_alarm(tx: Tx, alarm_id: str, by: str) -> tuple[Window, StaffAlarm]:
    """Somebody has seen it and comes; who was first stays named. Raises UnknownAlarm when it is over."""
    window, alarm = alarm_of(tx.hall, alarm_id)
    if alarm.seen_by is not None:
        return window, alarm
    seen = replace(alarm, seen_by=by, seen_at=tx.now)
    tx.record(StaffAlarmAcknowledged(window.number, alarm.id, by), replace(window, alarm=seen))
    return window, seen


def reset_alarm(tx: Tx, alarm_id: str, clerk: Seat | None = None) -> tuple[Window, StaffAlarm]:
    """It is over. A `clerk` may say so of the own alarm and of one at the own window, staff of any.

    Raises UnknownAlarm when it is over already, NotPermitted for another window's clerk.
    """
    window, alarm = alarm_of(tx.hall, alarm_id)
    if clerk is not None and clerk.clerk != alarm.clerk and clerk.window != window.number:
        raise NotPermitted(needs=["own_window", "guide", "manager"])
    tx.record(StaffAlarmReset(window.number, alarm.id), replace(window, alarm=None))
    return window, alarm


def alarm_of(hall: Hall, alarm_id: str) -> tuple[Window, StaffAlarm]:
    """An alarm that is not over, and its window. Raises UnknownAlarm."""
    for window in hall.windows.values():
        if window.alarm is not None and window.alarm.id == alarm_id:
            return window, window.alarm
    raise UnknownAlarm(alarm=alarm_id)
