"""A PostgreSQL for tests: the one that is named, the machine's own, or one of our own for a while."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.servers import free_port

NAMED = os.environ.get("YIMEN_TEST_POSTGRES")
MACHINES_OWN = "postgresql://postgres@127.0.0.1:5432/postgres"
START_S = 30.0
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
def our_own() -> Iterator[str]:
    """A server in a temporary folder, without a promise that it survives a power cut."""
    found = programs()
    folder = Path(tempfile.mkdtemp(prefix="yimen-postgres-"))
    server = None
    try:
        give_away(folder)
        data, port = str(folder / "data"), free_port()
        run(found / "initdb", "-D", data, "-U", OWNER, "--auth=trust", "--no-sync", "-E", "UTF8")
        options = [
            f"-cport={port}",
            "-clisten_addresses=127.0.0.1",
            "-cunix_socket_directories=",
            "-cfsync=off",
        ]
        server = subprocess.Popen(
            [str(found / "postgres"), "-D", data, *options], stderr=subprocess.DEVNULL, **as_owner()
        )
        address = f"postgresql://{OWNER}@127.0.0.1:{port}/postgres"
        _wait_for(address)
        yield address
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait(START_S)
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
