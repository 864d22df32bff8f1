"""Alarms: what somebody has to do something about now. Each is a fact when it begins and when it is over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True)
class Alarm:
    """`kind` is device or queue, `subject` its code; `part` the part of a device that has the trouble.

    `state` is the device's word; of a queue `late` (the target is passed) or `unserved` (no window calls).
    `since` is hall time. `ended`: it is over.
    """

    kind: str
    subject: str
    state: str
    since: datetime
    part: str | None = None
    detail: str = ""
    ended: bool = False
    seq: int = 0

    @property
    def key(self) -> str:
        """What has the trouble; it has one at a time."""
        return f"{self.kind}:{self.subject}" + (f"/{self.part}" if self.part else "")


def changes(before: Mapping[str, Alarm], now: Mapping[str, Alarm]) -> Iterator[Alarm]:
    """What is told: alarms that are over first, then those that are new. Another state is another alarm."""
    for key, alarm in before.items():
        if not alarm.ended and (key not in now or now[key].state != alarm.state):
            yield replace(alarm, ended=True, seq=0)
    for key, alarm in now.items():
        known = before.get(key)
        if known is None or known.ended or known.state != alarm.state:
            yield alarm
