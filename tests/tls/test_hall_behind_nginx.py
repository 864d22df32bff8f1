"""The hall's server behind nginx as config/deploy/nginx-hall.conf has it."""

import asyncio
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import aiohttp
import pytest
import socketio

from config.settings import Settings
from queue_server.authority import make, utc_now
from queue_server.catalogue import read
from queue_server.clock import RealClock
from queue_server.demo.catalogue import centre_files
from queue_server.store.sql import SqlStore
from tests.servers import free_port
from tests.stories.test_restart import serving
from tests.tls.test_authority import nginx_program, trusting, wait_for

CONF = Path(__file__).resolve().parents[2] / "config" / "deploy" / "nginx-hall.conf"
WHOLE = """
daemon off; error_log stderr; pid {folder}/nginx.pid; {user}
events {{ worker_connections 64; }}
http {{
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  {site}
}}
"""


@dataclass(frozen=True)
class Behind:
    """A hall behind nginx on two ports of its own."""

    data: Path
    plain: int
    secure: int


def as_here(data: Path, settings: Settings, plain: int, secure: int) -> str:
    """The site as it is shipped, but for its name, its places and its ports."""
    site = CONF.read_text("utf-8").replace("hall.example", "127.0.0.1")
    site = re.sub(r"listen \[::\].*;", "", site)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace(
        "listen 443 ", f"listen 127.0.0.1:{secure} "
    )
    site = site.replace("/etc/nginx/yimen-ca.pem", f"{data}/tls/ca.pem")
    return site.replace("/var/lib/yimen", str(data)).replace("127.0.0.1:8000", f"127.0.0.1:{settings.port}")


@contextmanager
def nginx_before(settings: Settings) -> Iterator[Behind]:
    plain, secure = free_port(), free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    config = settings.data / "nginx.conf"
    site = as_here(settings.data, settings, plain, secure)
    config.write_text(WHOLE.format(folder=settings.data, user=user, site=site))
    running = subprocess.Popen(
        [nginx_program(), "-c", str(config), "-p", str(settings.data)], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(secure, running)
        yield Behind(settings.data, plain, secure)
    finally:
        running.terminate()
        running.wait(30)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """Dalang's server, as an administrator sets it up."""
    data = tmp_path_factory.mktemp("hall")
    make(data / "tls", ["127.0.0.1"], utc_now())
    settings = Settings(data=data, port=free_port(), proxies=1)
    with closing(SqlStore(settings.database_url, RealClock(), read)) as store:
        store.open()
        store.create("dalang", centre_files("dalang"))
    with serving(settings, YIMEN_PROXIES="1"), nginx_before(settings) as behind:
        yield behind
    shutil.rmtree(data / "tls")


def asked(hall: Behind, path: str) -> tuple[int, str]:
    """What a page over TLS answers."""
    address = f"https://127.0.0.1:{hall.secure}{path}"
    try:
        with urllib.request.urlopen(address, context=trusting(hall.data), timeout=60) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except HTTPError as refusal:
        return refusal.code, ""


def test_a_page_is_there_over_tls(hall: Behind) -> None:
    assert asked(hall, "/readyz")[0] == 200
    assert "<!doctype html>" in asked(hall, "/hall/N")[1].lower()


def test_figures_are_not_there(hall: Behind) -> None:
    assert asked(hall, "/metrics")[0] == 404


def test_who_comes_without_tls_is_led_to_it(hall: Behind) -> None:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    with pytest.raises(HTTPError) as led:
        urllib.request.build_opener(Stay).open(f"http://127.0.0.1:{hall.plain}/hall/N", timeout=60)
    assert (led.value.code, led.value.headers["Location"]) == (308, "https://127.0.0.1/hall/N")


def test_a_tablet_gets_the_authority_before_it_trusts_anything(hall: Behind) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{hall.plain}/ca.pem", timeout=60) as given:
        assert given.read() == (hall.data / "tls" / "ca.pem").read_bytes()
        assert given.headers["Content-Type"] == "application/x-x509-ca-cert"


async def watched(hall: Behind, room: str) -> Any:
    """The envelope of a room, through nginx."""
    connector = aiohttp.TCPConnector(ssl=trusting(hall.data))
    async with aiohttp.ClientSession(connector=connector) as session:
        client = socketio.AsyncClient(http_session=session, reconnection=False)
        await client.connect(f"https://127.0.0.1:{hall.secure}", transports=["websocket"])
        envelope = await client.call("watch", {"room": room}, timeout=60)
        await client.disconnect()
    return envelope


def test_a_socket_goes_through_it(hall: Behind) -> None:
    assert asyncio.run(watched(hall, "dalang/hall:N"))["room"] == "dalang/hall:N"
