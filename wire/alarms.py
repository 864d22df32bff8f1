"""Alarms: a clerk's quiet call for help, as guides and managers are told it, and as its clerk is."""

from .base import Answered, Moment


class WindowAlarm(Answered):
    """A window's alarm, for its clerk: `seen_by` (a login's name) comes, null while nobody has seen it."""

    id: str
    since: Moment
    seen_by: str | None
    seen_at: Moment | None


class Alarm(WindowAlarm):
    """An alarm as guides and managers see it; `clerk` (employee number) raised it, `name` is the clerk's."""

    window: int
    hall: str | None
    zone: str | None
    clerk: str
    name: str | None


class AlarmsBoard(Answered):
    """All alarms that are not over, those that nobody has seen first."""

    alarms: list[Alarm]
