"""What several servers stand on: a PostgreSQL and a Redis that can be stopped, and nginx with TLS."""

import os
import random
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.store.postgres import OWNER, answers, as_owner, give_away, programs, run

DEPLOY = Path(__file__).parents[2] / "config" / "deploy"
LONG_S = 90.0
STOP_S = 30.0


def until(true: Callable[[], Any], what: str, within_s: float = LONG_S) -> None:
    """Wait until something is so, or fail by its name."""
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end, f"in vain: {what}"
        time.sleep(0.05)


@dataclass
class Program:
    """A program that is started, stopped and started again; what it says is kept in a file."""

    words: list[str]
    said: Path
    settings: dict[str, Any] = field(default_factory=dict)
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Until it can be used."""
        self.begin()

    def begin(self) -> None:
        """Start it; it may not be ready yet."""
        with self.said.open("ab") as log:
            self.running = subprocess.Popen(self.words, stdout=log, stderr=log, **self.settings)

    def end(self, by: signal.Signals = signal.SIGTERM) -> int | None:
        """Stop it; its exit status."""
        program, self.running = self.running, None
        if program is None:
            return None
        program.send_signal(by)
        return program.wait(STOP_S)


class Postgres(Program):
    """A server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        give_away(folder)
        self.port = quiet_port()
        self.address = f"postgresql://{OWNER}@127.0.0.1:{self.port}/postgres"
        data = folder / "data"
        run(programs() / "initdb", "-D", data, "-U", OWNER, "--auth=trust", "--no-sync", "-E", "UTF8")
        ways = (f"-cport={self.port}", "-clisten_addresses=127.0.0.1", "-cunix_socket_directories=")
        words = [str(programs() / "postgres"), "-D", str(data), *ways, "-cfsync=off", "-cmax_connections=300"]
        super().__init__(words, folder.with_suffix(".log"), as_owner())

    def start(self) -> None:
        """Until it lets us in."""
        self.begin()
        until(lambda: answers(self.address), "PostgreSQL answers")

    def stop(self) -> None:
        """Every connection is cut; what was committed stays."""
        self.end(signal.SIGINT)


class Redis(Program):
    """A server that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.port = quiet_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"
        words = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        super().__init__([*words, "--dir", str(folder)], folder / "said")

    def start(self) -> None:
        """Until it listens."""
        self.begin()
        until(lambda: listens(self.port), "Redis answers")

    def stop(self) -> None:
        """From one moment to the next."""
        self.end(signal.SIGKILL)


class Nginx(Program):
    """nginx as config/deploy has it, with ports, names and folders of this test."""

    def __init__(self, folder: Path, ports: list[int]) -> None:
        folder.mkdir()
        self.port, self.plain_port = quiet_port(), quiet_port()
        self.certificate = folder / "tls.crt"
        self.address = f"https://127.0.0.1:{self.port}"
        make_certificate(folder)
        self.conf = folder / "nginx.conf"
        self.conf.write_text(fitted(folder, ports, self.port, self.plain_port), "utf-8")
        words = ["nginx", "-p", str(folder), "-c", str(self.conf), "-e", str(folder / "error.log")]
        super().__init__([*words, "-g", "daemon off;"], folder / "said")

    def start(self) -> None:
        """Until it listens."""
        self.begin()
        until(lambda: listens(self.port), "nginx answers")


def make_certificate(folder: Path) -> None:
    """One that signed itself, good for a day."""
    files = ("-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt"))
    names = ("-subj", "/CN=hall.example", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost")
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1")
    subprocess.run(["openssl", "req", "-x509", *kind, *names, *files], check=True, capture_output=True)


def fitted(folder: Path, ports: list[int], tls_port: int, plain_port: int) -> str:
    """The configuration of config/deploy, where only places are changed; without IPv6 its lines go."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for number, port in enumerate(ports, start=1):
        text = text.replace(f"127.0.0.1:800{number}", f"127.0.0.1:{port}")
    changes = {
        "listen 443": f"listen 127.0.0.1:{tls_port}",
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen [::]:443": f"listen [::1]:{tls_port}",
        "listen [::]:80;": f"listen [::1]:{plain_port};",
        "/etc/yimen/": f"{folder}/",
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx/": f"{folder}/",
    }
    for old, new in changes.items():
        assert old in text, f"{old} is no longer in nginx.conf"
        text = text.replace(old, new)
    if not speaks_ipv6():
        text = re.sub(r" *listen \[.*;\n", "", text)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return re.sub(r"^http \{\n", f"http {{\n{folders}", text, count=1, flags=re.MULTILINE)


def quiet_port() -> int:
    """A free port of those that no outgoing connection is given: it stays free while its owner is away."""
    while True:
        port = random.randrange(20_000, 32_000)
        if not listens(port):
            return port


def listens(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def speaks_ipv6() -> bool:
    """Whether this machine has an address of IPv6 for itself."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def environ(**settings: str) -> dict[str, str]:
    """Our own environment with these settings, and none of yimen's besides."""
    return {k: v for k, v in os.environ.items() if not k.startswith("YIMEN_")} | settings
