"""All figures of one server, and their page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar, TypeVarTuple

from flask import Flask
from prometheus_client import GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import CollectorRegistry

from config.settings import Settings
from queue_server.actions.ports import Clock
from queue_server.channels.delivery import Reminding
from queue_server.hearing import Hearing
from queue_server.live.live import Live
from queue_server.store import marks
from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from queue_server.webhook.child import Sending
from queue_server.webhook.mark import MARKS, sent_up_to

from .between import Between, Others
from .build import Build
from .halls import Halls
from .looks import Loop as Waiting
from .page import register_page
from .pushes import Pushes
from .record import Record
from .reminders import Reminders
from .requests import Requests
from .sending import Webhook
from .turns import Loop, Turns
from .visits import Visits

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Runtime(Loop, Waiting, Protocol):
    """The loop, and native threads for what computes."""

    def offload(self, fn: Callable[[*Ts], T], *args: *Ts) -> T: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """The parts of a server that are looked at when somebody asks."""

    writer: CentreWriter
    clock: Clock
    hearing: Hearing
    centres: Callable[[], Sequence[str]]
    live: Live
    sending: Sending
    others: Others
    store: SqlStore
    reminding: Reminding

    @property
    def sends(self) -> bool | None:
        """Whether the program that posts alarms runs; None where another server sees to it."""
        return self.sending.running if self.others.leads else None

    def sent_up_to(self, data: Path) -> tuple[float, dict[str, int]] | None:
        """When an alarm was taken last, and how far each centre is."""
        return sent_up_to(data / MARKS) if self.store.one_writer else marks.sent_up_to(self.store)


class Metrics:
    """Told of commits and requests from the first one; `offer` the page, `start` before the first request.

    Where no token is set there is no page, and nothing is measured in the background.
    """

    def __init__(self, settings: Settings, runtime: Runtime, centres: Sequence[str]) -> None:
        self.visits = Visits(centres)
        self.requests = Requests()
        self._settings = settings
        self._runtime = runtime
        self._turns = Turns(runtime)

    def offer(self, web: Flask, parts: Measured) -> None:
        """Add the page to the web, where an installation wants it."""
        token = self._settings.metrics_token
        if token is None:
            return
        halls = Halls(self._runtime, parts.writer, parts.clock, parts.hearing, parts.centres)
        registry = self._registry(halls, parts)

        def tell() -> bytes:
            halls.look()
            return self._runtime.offload(generate_latest, registry)

        register_page(web, token, tell)

    def start(self) -> None:
        """Begin to measure the loop."""
        if self._settings.metrics_token is not None:
            self._turns.start()

    def stop(self) -> None:
        """End that."""
        self._turns.stop()

    def _registry(self, halls: Halls, parts: Measured) -> CollectorRegistry:
        registry = CollectorRegistry()
        own = (
            self.visits,
            self.requests,
            self._turns,
            halls,
            Record(parts.writer),
            Pushes(parts.live),
            Build(),
            Between(parts.others),
        )
        for collector in own:
            registry.register(collector)
        if parts.reminding.reaches:
            registry.register(Reminders(lambda: parts.reminding.outcomes))
        if self._settings.webhook_url:
            data = self._settings.data
            registry.register(
                Webhook(lambda: parts.sent_up_to(data), lambda: parts.sends, lambda: halls.seen)
            )
        for kind in (ProcessCollector, PlatformCollector, GCCollector):
            kind(registry=registry)
        return registry
