"""The alarms of staff: which windows ask for help, since when, and who comes. Nobody else sees this board."""

from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.windows import StaffAlarm, Window

from .times import stamp, stamp_or_none


def alarms_board(hall: Hall) -> dict[str, Any]:
    """All alarms that are not over: those that nobody has seen first, the oldest of them at the top."""
    raised = [(w.alarm, w) for w in hall.windows.values() if w.alarm is not None]
    raised.sort(key=lambda pair: (pair[0].seen_by is not None, pair[0].since, pair[1].number))
    return {"alarms": [alarm_view(hall, window, alarm) for alarm, window in raised]}


def alarm_view(hall: Hall, window: Window, alarm: StaffAlarm) -> dict[str, Any]:
    """One alarm as guides and managers are told it."""
    place = hall.catalogue.windows.get(window.number)
    clerk = hall.catalogue.staff.get(alarm.clerk)
    return {
        "id": alarm.id,
        "window": window.number,
        "hall": place.hall if place else None,
        "zone": place.zone if place else None,
        "clerk": alarm.clerk,
        "name": clerk.name if clerk else None,
        "since": stamp(hall.catalogue, alarm.since),
        "seen_by": alarm.seen_by,
        "seen_at": stamp_or_none(hall.catalogue, alarm.seen_at),
    }


def own_alarm(hall: Hall, alarm: StaffAlarm | None) -> dict[str, Any] | None:
    """What the window's clerk is told of its alarm."""
    if alarm is None:
        return None
    return {
        "id": alarm.id,
        "since": stamp(hall.catalogue, alarm.since),
        "seen_by": alarm.seen_by,
        "seen_at": stamp_or_none(hall.catalogue, alarm.seen_at),
    }
