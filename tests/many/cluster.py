"""One hall on two servers: PostgreSQL, Redis, nginx with TLS before them, and people who use it."""

import shutil
import signal
import ssl
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import httpx
import psycopg

from queue_server.clock import DEMO_CLOCK, RealClock
from queue_server.demo import credentials
from queue_server.demo.addresses import Addresses, Agent
from queue_server.demo.catalogue import centre_files, without_quotas
from queue_server.demo.day import clock_for
from queue_server.demo.prepare import prepare
from queue_server.store.copying import copy_record
from queue_server.store.sql import SqlStore
from tests.many.machines import Nginx, Postgres, Program, Redis, environ, quiet_port, until
from tests.metrics.reading import read, value
from tests.servers import KEYS, RECORD, SECRET, RunningHall
from tests.stories.playing import PATIENCE_S, Players

CENTRE = "dalang"
TOKEN = "t" * 40
"""Opens what a server tells of itself."""


class Server(Program):
    """One of the hall's servers."""

    def __init__(self, port: int, folder: Path, settings: dict[str, str]) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        words = [sys.executable, "-m", "queue_server.demo.server"]
        own = {"env": settings | {"YIMEN_PORT": str(port)}}
        super().__init__(words, folder / f"server-{port}.log", own)

    def start(self) -> None:
        """Until it is ready."""
        self.begin()
        until(self.is_ready, f"the server at {self.port} is ready")

    def is_ready(self) -> bool:
        """Whether it can serve every centre."""
        assert self.running is not None
        assert self.running.poll() is None, self.said.read_text("utf-8")[-3000:]
        with suppress(OSError), urllib.request.urlopen(f"{self.address}/readyz", timeout=30) as answer:
            return bool(answer.status == 200)
        return False

    def hears_notes(self) -> bool:
        """Whether it says that notes of the other servers arrive."""
        asked = {"Authorization": f"Bearer {TOKEN}"}
        told = httpx.get(f"{self.address}/metrics", headers=asked, timeout=PATIENCE_S).raise_for_status()
        return value(read(told.text), "yimen_notes_up") == 1

    def kill(self) -> None:
        """From one moment to the next."""
        self.end(signal.SIGKILL)


@dataclass
class Cluster:
    """All of it, running."""

    hall: RunningHall
    postgres: Postgres
    redis: Redis
    nginx: Nginx
    servers: list[Server]
    _players: dict[str, Players] = field(default_factory=dict)
    _making: Lock = field(default_factory=Lock)

    def at(self, server: int) -> Players:
        """Whoever speaks to one server alone."""
        return self._via(self.servers[server].address)

    @property
    def in_front(self) -> Players:
        """Whoever comes through nginx."""
        return self._via(self.nginx.address)

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The record itself."""
        with psycopg.connect(self.postgres.address) as connection:
            return connection.execute(sql, values).fetchall()

    def start_all(self) -> None:
        """Whatever does not run."""
        for program in (self.postgres, self.redis, *self.servers, self.nginx):
            if program.running is None:
                program.start()

    def _via(self, address: str) -> Players:
        with self._making:
            if address not in self._players:
                self._players[address] = self._new_players(address)
        return self._players[address]

    def _new_players(self, address: str) -> Players:
        players = Players(self.hall)
        players.run = players.run | {"api": f"{address}/api/v1/centres/{CENTRE}"}
        players.http = httpx.Client(timeout=PATIENCE_S, verify=self._trusted())
        return players

    def _trusted(self) -> Any:
        return ssl.create_default_context(cafile=str(self.nginx.certificate))


@contextmanager
def a_cluster(
    folder: Path, kept: Path | None = None, runtimes: Sequence[str] = ("eventlet", "eventlet")
) -> Iterator[Cluster]:
    """From an empty folder to a hall that is open; stopped at the end, each server in good order.

    `kept`: a folder in which a hall of the demonstration may be that nobody has come to yet.
    """
    ports = [quiet_port() for _ in runtimes]
    postgres, redis = Postgres(folder / "postgres"), Redis(folder / "redis")
    nginx = Nginx(folder / "nginx", ports)
    settings = environ(
        YIMEN_DATA=str(folder / "data"),
        YIMEN_DATABASE_URL=postgres.address.replace("postgresql:", "postgresql+psycopg:"),
        YIMEN_MESSAGE_QUEUE_URL=redis.address,
        YIMEN_BASE_URL=nginx.address,
        YIMEN_PROXIES="1",
        YIMEN_METRICS_TOKEN=TOKEN,
        SSL_CERT_FILE=str(nginx.certificate),
    )
    servers = [
        Server(port, folder, settings | {"YIMEN_RUNTIME": runtime})
        for port, runtime in zip(ports, runtimes, strict=True)
    ]
    hall = RunningHall(folder / "data", settings)
    cluster = Cluster(hall, postgres, redis, nginx, servers)
    try:
        postgres.start()
        make_the_hall(hall, nginx.address, kept)
        redis.start()
        for server in servers:
            server.begin()
        for server in servers:
            until(server.is_ready, f"the server at {server.port} is ready")
        nginx.start()
        yield cluster
    finally:
        statuses = [server.end() for server in servers]
        for program, by in ((nginx, signal.SIGQUIT), (redis, signal.SIGTERM), (postgres, signal.SIGINT)):
            program.end(by)
    assert set(statuses) <= {0, None}, f"the servers ended with {statuses}"


def make_the_hall(hall: RunningHall, base_url: str, kept: Path | None) -> None:
    """The demonstration's hall in the record, and run.json with what its people know."""
    hall.data.mkdir()
    files, url = centre_files(CENTRE), hall.environ["YIMEN_DATABASE_URL"]
    if kept and (kept / KEYS).exists():
        shutil.copy(kept / KEYS, hall.data / KEYS)
        shutil.copy(kept / SECRET, hall.data / SECRET)
        copy(f"sqlite:///{kept / RECORD}", url)
    keys = credentials.load(hall.data / KEYS)
    clock = clock_for(without_quotas(files, 1), hall.data / DEMO_CLOCK, None, RealClock().real_now())
    with closing(SqlStore(url, clock, without_quotas)) as store:
        store.open()
        catalogue = prepare(store, CENTRE, files, keys, print)
    credentials.save(keys, hall.data / KEYS)
    agents = tuple(Agent(kiosk.code, kiosk.hall) for kiosk in catalogue.kiosks.values())
    Addresses(base_url, catalogue, clock, keys, agents).write(hall.run_file)


def copy(source_url: str, url: str) -> None:
    """A record into an empty database."""
    with (
        closing(SqlStore(source_url, RealClock(), without_quotas)) as source,
        closing(SqlStore(url, RealClock(), without_quotas)) as target,
    ):
        source.open()
        target.open()
        copy_record(source, target, lambda done, total: None)
