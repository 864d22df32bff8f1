"""A PostgreSQL for tests: the one that is named, the machine's own, or one of our own for a while."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import psycopg
from psycopg import sql

from tests.servers import free_port

NAMED = os.environ.get("YIMEN_TEST_POSTGRES")
MACHINES_OWN = "postgresql://postgres@127.0.0.1:5432/postgres"
START_S = 60.0
OWNER = "postgres"
"""Debian's package makes this user; PostgreSQL refuses to run as root."""


class NoPostgres(Exception):
    """There is none, and none can be started; the text says what to install."""


@contextmanager
def a_postgres() -> Iterator[str]:
    """The address of a server whose user may create databases. Raises NoPostgres."""
    address = NAMED or MACHINES_OWN
    if answers(address):
        yield address
    elif NAMED:
        raise NoPostgres(f"no PostgreSQL answers at {NAMED}, which YIMEN_TEST_POSTGRES names")
    else:
        with our_own() as address:
            yield address


@contextmanager
def a_database() -> Iterator[str]:
    """An empty database of its own, as our settings name it; dropped afterwards. Raises NoPostgres."""
    name = f"yimen_test_{secrets.token_hex(6)}"
    with a_postgres() as address, psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield address.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0] + f"/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def our_own() -> Iterator[str]:
    """A server in a temporary folder, without a promise that it survives a power cut."""
    with own_postgres() as server:
        yield server.address


class OwnPostgres:
    """A server in a folder of its own, which may be stopped and started again."""

    SIGNALS: ClassVar = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT, "killed": signal.SIGKILL}

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._data = folder / "data"
        self._port = free_port()
        self._server: subprocess.Popen[bytes] | None = None
        run(programs / "initdb", "-D", self._data, "-U", OWNER, "--auth=trust", "--no-sync", "-E", "UTF8")

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"postgresql://{OWNER}@127.0.0.1:{self._port}/postgres"

    def database(self, name: str) -> str:
        """A new database, as our settings name it."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self._port}/{name}"

    def start(self) -> None:
        """Until it lets us in."""
        options = [
            f"-cport={self._port}",
            "-clisten_addresses=127.0.0.1",
            "-cunix_socket_directories=",
            "-cfsync=off",
        ]
        command = [str(self._programs / "postgres"), "-D", str(self._data), *options]
        self._server = subprocess.Popen(command, stderr=subprocess.DEVNULL, **as_owner())
        _wait_for(self.address)

    def stop(self, how: str = "fast") -> None:
        """`fast` ends its transactions, `immediate` and `killed` end it as a crash does."""
        if self._server is not None:
            self._server.send_signal(self.SIGNALS[how])
            self._server.wait(START_S)
            self._server = None


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """A server that the block may stop and start. Raises NoPostgres."""
    found = programs()
    folder = Path(tempfile.mkdtemp(prefix="yimen-postgres-"))
    server = None
    try:
        give_away(folder)
        server = OwnPostgres(found, folder)
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder)


def answers(address: str) -> bool:
    """Whether a server lets us in."""
    try:
        psycopg.connect(address, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_S
    while not answers(address):
        if time.monotonic() > deadline:
            raise NoPostgres(f"the PostgreSQL that was started does not answer at {address}")
        time.sleep(0.1)


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise NoPostgres("these tests need PostgreSQL: apt-get install postgresql")
    return found[-1].parent if found else Path(str(on_path)).parent


def run(*command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(words, check=True, capture_output=True, timeout=120, **as_owner())


def give_away(folder: Path) -> None:
    if os.getuid() == 0:
        shutil.chown(folder, OWNER, OWNER)


def as_owner() -> dict[str, Any]:
    return {"user": OWNER, "group": OWNER, "cwd": "/"} if os.getuid() == 0 else {"cwd": "/"}
