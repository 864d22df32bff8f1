"""The demo from start to stop: data, server, kiosks, loudspeakers, crowd; then down again in order."""

import fcntl
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

import click

from config.settings import Settings
from queue_server.clock import DEMO_CLOCK, DemoClock, RealClock
from queue_server.demo import credentials
from queue_server.demo.addresses import Addresses, Agent, Loudspeaker
from queue_server.demo.catalogue import centre_files, without_quotas
from queue_server.demo.children import ChildDied, Children
from queue_server.demo.day import clock_for, real_clock
from queue_server.demo.greeting import WIDTH, lines_of
from queue_server.demo.prepare import hall_screens, prepare
from queue_server.domain.catalogue import Catalogue, Kiosk, Screen
from queue_server.store.sql import SqlStore
from ui.columns import padded
from ui.terminal import Words
from ui.wrong import Wrong, problem_in

CENTRE = "dalang"
START_S = 60.0
INTERRUPTED = 130
CROWD_SPEED = "10"
MONDAY_SPEED = "60"


class Demo:
    """One run of the demo. `run` answers the exit status."""

    def __init__(
        self,
        settings: Settings,
        words: Words,
        *,
        monday: bool,
        crowd: bool,
        real_hours: bool = False,
        silent: bool = False,
        most_kiosks: int | None = None,
    ) -> None:
        """`most_kiosks`: how many virtual kiosks are started at most; None: one in each hall."""
        self._settings = settings
        self._words = words
        self._most_kiosks = most_kiosks
        self._data = settings.data.resolve()
        self._monday = monday
        self._real_hours = real_hours
        self._crowd = crowd or monday
        self._silent = silent or monday
        self._stop = threading.Event()
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        environ = {**os.environ, "YIMEN_DATA": str(self._data)}
        self._children = Children(self._data / "logs", environ)

    def run(self) -> int:
        """Bring everything up, wait for Ctrl-C (or for Monday's end), take everything down."""
        try:
            lock = only_demo_in(self._data)
            _must_be_free(self._settings.host, self._settings.port)
        except OSError as taken:
            self._complain(taken)
            return 1
        with closing(lock), self._stop_signals():
            try:
                return self._run()
            except (ChildDied, TimeoutError, OSError) as failure:
                self._complain(failure)
                return 1
            finally:
                click.echo(self._words("demo.stopping"))
                self._children.stop()
                (self._data / "run.json").unlink(missing_ok=True)
                click.echo(self._words("demo.stopped"))

    def _complain(self, problem: Exception) -> None:
        why = problem_in(self._words.language, problem)
        click.echo(self._words("demo.failed", why=why), err=True)

    def _run(self) -> int:
        self._children.start("server", "-m", "queue_server.demo.server", "--when-told", told=True)
        catalogue, clock, keys = self._prepare()
        self._children.tell("server")
        base_url = self._settings.base_url
        self._wait_for(Wrong("demo.the_server"), f"{base_url}/readyz")
        kiosks = _one_per_hall(catalogue)
        wanted = kiosks[: self._most_kiosks]
        started = [self._start_agent(kiosk, keys.tokens[kiosk.code]) for kiosk in wanted]
        for agent in started:
            self._wait_for(Wrong("demo.the_kiosk", code=agent.code), f"{agent.url}/agent/state")
        agents = (*started, *(Agent(kiosk.code, kiosk.hall) for kiosk in kiosks[len(wanted) :]))
        loudspeakers = tuple(
            self._start_display(screen, keys.tokens[screen.code]) for screen in self._voiced(catalogue)
        )
        addresses = Addresses(base_url, catalogue, clock, keys, agents, loudspeakers)
        addresses.write(self._data / "run.json")
        self._greet(addresses)
        return self._play() if self._crowd else self._wait()

    def _prepare(self) -> tuple[Catalogue, DemoClock, credentials.Credentials]:
        files = centre_files(CENTRE)
        url = self._settings.database_url
        with closing(SqlStore(url, RealClock(), without_quotas)) as store:
            store.open()
            last = _last_fact(store)
        start = self._clock(without_quotas(files, 1), last)
        keys = credentials.load(self._data / "demo.json")
        with closing(SqlStore(url, start, without_quotas)) as store:
            catalogue = prepare(store, CENTRE, files, keys, click.echo, self._words)
        credentials.save(keys, self._data / "demo.json")
        return catalogue, start, keys

    def _clock(self, catalogue: Catalogue, last: datetime | None) -> DemoClock:
        path, real = self._data / DEMO_CLOCK, RealClock().real_now()
        return real_clock(path, real) if self._real_hours else clock_for(catalogue, path, last, real)

    def _start_agent(self, kiosk: Kiosk, token: str) -> Agent:
        port = _free_port()
        papers = self._data / "papers" / kiosk.code
        token_file = self._token_file(kiosk.code, token)
        self._children.start(
            f"kiosk-{kiosk.code}",
            *("-m", "config.command", "kiosk"),
            *("--server", self._settings.base_url, "--centre", CENTRE, "--kiosk", kiosk.code),
            *("--token-file", str(token_file), "--port", str(port)),
            *("--printer", f"virtual:{papers}", "--paper", str(kiosk.paper_width_mm)),
            *("--data", str(self._data / f"kiosk-{kiosk.code}")),
        )
        return Agent(kiosk.code, kiosk.hall, f"http://127.0.0.1:{port}", str(papers))

    def _voiced(self, catalogue: Catalogue) -> list[Screen]:
        """Nobody listens to a Monday at sixty times the speed."""
        return [] if self._silent else hall_screens(catalogue)

    def _start_display(self, screen: Screen, token: str) -> Loudspeaker:
        sounds = self._data / "sounds" / screen.code
        self._children.start(
            f"display-{screen.code}",
            *("-m", "config.command", "display"),
            *("--server", self._settings.base_url, "--centre", CENTRE, "--screen", screen.code),
            *("--token-file", str(self._token_file(screen.code, token)), "--browser", "none"),
            *("--sound", f"folder:{sounds}", "--data", str(self._data / "display" / screen.code)),
        )
        return Loudspeaker(screen.code, screen.hall, str(sounds))

    def _token_file(self, device: str, token: str) -> Path:
        token_file = self._data / f"token-{device}"
        token_file.touch(mode=0o600)
        token_file.write_text(token, "utf-8")
        return token_file

    def _play(self) -> int:
        speed = MONDAY_SPEED if self._monday else CROWD_SPEED
        day = ("--day", "monday", "--close-day") if self._monday else ()
        report = ("--report", str(self._data / "crowd.json"))
        run_file = ("--run", str(self._data / "run.json"))
        self._children.start(
            "crowd", "-m", "config.command", "crowd", *run_file, *day, "--speed", speed, *report, show=True
        )
        while not self._stop.wait(0.5):
            status = self._children.ended("crowd")
            if status is not None:
                return self._after_monday(status) if self._monday else self._wait()
            self._children.check()
        return INTERRUPTED if self._monday else 0

    def _after_monday(self, status: int) -> int:
        self._children.start("verify", "-m", "config.command", "verify", show=True)
        verified: int | None = None
        while verified is None and not self._stop.wait(0.2):
            verified = self._children.ended("verify")
        return status or verified or 0

    def _wait(self) -> int:
        while not self._stop.wait(0.5):
            self._children.check()
        return 0

    def _wait_for(self, what: Wrong, url: str) -> None:
        self._children.wait_for(lambda: self._stop.is_set() or _answers(url), what, START_S)

    def _greet(self, addresses: Addresses) -> None:
        hall_time = addresses.clock.hall_now().astimezone(addresses.catalogue.centre.zone)
        names = addresses.catalogue.centre.names
        click.echo(f"\n一门 yimen · {names.get('zh', '')} · {names.get('en', '')}")
        words, speed = self._words, f"{addresses.clock.speed:g}"
        told = words("demo.hall_time", time=f"{hall_time:%Y-%m-%d %H:%M}", speed=speed)
        click.echo(f"  {told}\n")
        for line in lines_of(addresses, words):
            click.echo(f"  {line}")
        click.echo("  " + padded(words("demo.all"), WIDTH) + f" {self._data / 'run.json'}\n")
        click.echo(words("demo.stop") + "\n")

    @contextmanager
    def _stop_signals(self) -> Iterator[None]:
        def stop(_signal: int, _frame: FrameType | None) -> None:
            self._stop.set()

        before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for known, handler in before.items():
                signal.signal(known, handler)


def _last_fact(store: SqlStore) -> datetime | None:
    """Hall time of the newest fact, None before the first start."""
    if CENTRE not in store.centres():
        return None
    seq = store.load(CENTRE).seq
    return next((entry.at for entry in store.journal(CENTRE, seq - 1)), None)


def _one_per_hall(catalogue: Catalogue) -> list[Kiosk]:
    first: dict[str, Kiosk] = {}
    for kiosk in catalogue.kiosks.values():
        first.setdefault(kiosk.hall, kiosk)
    return list(first.values())


def _must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise OSError(Wrong("demo.port_taken", port=port)) from taken


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def only_demo_in(data: Path) -> IO[str]:
    """Hold the data folder as long as the answer is open. Raises OSError while another demo holds it."""
    lock = (data / "demo.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise OSError(Wrong("demo.another", data=data)) from None
    return lock


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:  # noqa: S310  our own server on this machine  # nosec B310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
