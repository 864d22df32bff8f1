"""What a server is to the others: whether it leads, and whether their notes arrive."""

from collections.abc import Iterator
from typing import Protocol

from prometheus_client import Metric
from prometheus_client.registry import Collector

from .families import gauge


class Others(Protocol):
    """A server among the others of its installation."""

    @property
    def leads(self) -> bool: ...
    @property
    def record_up(self) -> bool: ...
    @property
    def notes_up(self) -> bool | None: ...


class Between(Collector):
    """Reads three words that are kept up to date elsewhere."""

    def __init__(self, others: Others) -> None:
        self._others = others

    def collect(self) -> Iterator[Metric]:
        """Notes only where there are any."""
        leads, record = float(self._others.leads), float(self._others.record_up)
        yield gauge(
            "yimen_leads", "Whether this server closes days, notes silence and sends alarms.", (), {(): leads}
        )
        yield gauge("yimen_record_up", "Whether the record answered when asked last.", (), {(): record})
        notes = self._others.notes_up
        yield gauge(
            "yimen_notes_up",
            "Whether notes of other servers arrive; without them the record is asked every second.",
            (),
            {} if notes is None else {(): float(notes)},
        )
