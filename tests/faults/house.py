"""An installation whose server can be killed, stopped, frozen and started again; its record outlives it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from queue_server.clock import DEMO_CLOCK, Anchor, DemoClock, RealClock
from queue_server.demo import credentials
from queue_server.demo.addresses import Addresses, Agent
from queue_server.demo.catalogue import centre_files, without_quotas
from queue_server.demo.prepare import prepare
from queue_server.domain.catalogue import Catalogue
from queue_server.store.copying import copy_record
from queue_server.store.sql import SqlStore
from tests.makers import NINE
from tests.servers import KEYS, RECORD, RunningHall, answers, free_port
from wire.run import Run, read_run

CENTRE = "dalang"
LONG_S = 90.0
"""Nothing that happens at all takes longer, however busy the machine is."""


@dataclass
class House:
    """The record at `url`, the rest in `data`; `environ` is what its server and its commands are run with."""

    data: Path
    url: str
    environ: dict[str, str]
    server: list[str] = field(default_factory=lambda: ["-m", "tests.faults.server"])
    program: "subprocess.Popen[bytes] | None" = None

    @property
    def run_file(self) -> Path:
        """Addresses and sign-ins, as a demonstration writes them."""
        return self.data / "run.json"

    @property
    def addresses(self) -> Run:
        """The content of run.json."""
        return read_run(self.run_file)

    @property
    def port(self) -> int:
        """Where its server listens."""
        return int(self.environ["YIMEN_PORT"])

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self.program is not None, "the server does not run"
        return self.program.pid

    def start(self) -> float:
        """Start the server; real seconds until it was ready."""
        began = time.monotonic()
        with (self.data / "server.out").open("ab") as log:
            self.program = subprocess.Popen(
                [sys.executable, *self.server], env=self.environ, stdout=log, stderr=subprocess.STDOUT
            )
        until(lambda: self.is_ready, "the server's start")
        return time.monotonic() - began

    @property
    def is_ready(self) -> bool:
        """Whether the server answers; fails with its last words when it has ended."""
        assert self.program is None or self.program.poll() is None, f"the server ended:\n{self.said}"
        return answers(self._hall)

    @property
    def said(self) -> str:
        """The end of the server's output."""
        return (self.data / "server.out").read_text("utf-8", "replace")[-3000:]

    def kill(self) -> None:
        """From one moment to the next, as kill -9 does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """In good order; the exit status. The hall's clock goes on meanwhile."""
        clock = (self.data / DEMO_CLOCK).read_text("utf-8")
        status = self._end(signal.SIGTERM)
        (self.data / DEMO_CLOCK).write_text(clock, "utf-8")
        return status

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The server's process gets no time at all until the block ends."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)

    def yimen(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A `yimen` command on this installation."""
        return self._hall.yimen(*words, timeout=LONG_S)

    @property
    def _hall(self) -> RunningHall:
        """This installation as the other tests know one."""
        return RunningHall(self.data, self.environ)

    @contextmanager
    def record(self) -> Iterator[SqlStore]:
        """The record beside the server, to look at."""
        with closing(SqlStore(self.url, RealClock(), without_quotas)) as store:
            yield store

    def _end(self, by: signal.Signals) -> int:
        assert self.program is not None, "the server does not run"
        self.program.send_signal(by)
        status = self.program.wait(LONG_S)
        self.program = None
        return status


def build(data: Path, kept: Path, url: str = "") -> House:
    """A hall on a working day at nine, on SQLite unless a database is named; nothing runs yet.

    `kept` has, or gets, the hall that all begin with.
    """
    data.mkdir(parents=True)
    environ = os.environ | {"YIMEN_DATA": str(data), "YIMEN_PORT": str(free_port()), "LANG": "en_GB.UTF-8"}
    house = House(data, url or f"sqlite:///{data / RECORD}", environ)
    environ["YIMEN_DATABASE_URL"] = house.url
    _furnish(house, kept)
    _write_addresses(house)
    return house


def elsewhere(house: House, data: Path, url: str) -> House:
    """A new machine for a house: an empty record, the same people, the same time."""
    data.mkdir(parents=True)
    environ = house.environ | {"YIMEN_DATA": str(data), "YIMEN_PORT": str(free_port())}
    new = House(data, url, environ | {"YIMEN_DATABASE_URL": url})
    shutil.copy(house.data / DEMO_CLOCK, data)
    addresses = house.run_file.read_text("utf-8").replace(f":{house.port}", f":{new.port}")
    new.run_file.write_text(addresses, "utf-8")
    return new


@contextmanager
def running(house: House) -> Iterator[House]:
    """A house whose server runs when the block begins, and does not when it has ended."""
    house.start()
    try:
        yield house
    finally:
        if house.program is not None:
            house.kill()


def _furnish(house: House, kept: Path) -> None:
    """Put the prepared record and its keys into a house."""
    if not (kept / KEYS).exists():
        kept.mkdir(parents=True, exist_ok=True)
        keys = credentials.Credentials()
        with closing(SqlStore(f"sqlite:///{kept / RECORD}", morning(), without_quotas)) as store:
            store.open()
            prepare(store, CENTRE, centre_files(CENTRE), keys, lambda line: None)
        credentials.save(keys, kept / KEYS)
    shutil.copy(kept / KEYS, house.data / KEYS)
    with closing(SqlStore(house.url, morning(), without_quotas)) as store:
        store.open()
        with closing(SqlStore(f"sqlite:///{kept / RECORD}", RealClock(), without_quotas)) as source:
            copy_record(source, store, lambda done, of: None)


def morning(path: Path | None = None, at: datetime = NINE) -> DemoClock:
    """The hall's clock, which shows the same morning in all tests unless another time is wanted."""
    return DemoClock(Anchor(hall=at, real=datetime.now(UTC)), path)


def _write_addresses(house: House) -> None:
    """run.json, and the clock."""
    catalogue = without_quotas(centre_files(CENTRE), 1)
    agents = tuple(Agent(kiosk.code, kiosk.hall) for kiosk in _one_per_hall(catalogue))
    base_url = f"http://127.0.0.1:{house.port}"
    keys = credentials.load(house.data / KEYS)
    clock = morning(house.data / DEMO_CLOCK)
    Addresses(base_url, catalogue, clock, keys, agents).write(house.run_file)


def _one_per_hall(catalogue: Catalogue) -> list[Any]:
    return list({kiosk.hall: kiosk for kiosk in catalogue.kiosks.values()}.values())


def until(true: Callable[[], object], what: str, within_s: float = LONG_S) -> None:
    """Wait until something is so, or fail by its name."""
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.02)
