"""A server is stopped and started again while a hall's screen hangs on the wall, and nobody sees it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from config.settings import Settings
from queue_server.catalogue import read
from queue_server.clock import RealClock
from queue_server.demo.catalogue import centre_files
from queue_server.store.sql import SqlStore
from tests.servers import free_port

READY_MS = 60_000
LISTEN = """window.heard = []; window.WebSocket = class extends WebSocket {
  constructor(...how) { super(...how);
    this.addEventListener('message', (told) => heard.push(told.data)); } };"""
SEE = """() => { window.seen = [];
  const look = () => window.seen.push(document.querySelector('.hall-board')?.className ?? 'none');
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true }); }"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Dalang on a port of its own."""
    settings = Settings(data=tmp_path, port=free_port())
    with closing(SqlStore(settings.database_url, RealClock(), read)) as store:
        store.open()
        store.create("dalang", centre_files("dalang"))
    return settings


@contextmanager
def serving(settings: Settings, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """`yimen serve`, from when it answers until it has ended by itself."""
    environ = os.environ | {
        "YIMEN_DATA": str(settings.data),
        "YIMEN_PORT": str(settings.port),
        "YIMEN_BASE_URL": settings.base_url,
        **more,
    }
    server = subprocess.Popen([sys.executable, "-m", "queue_server"], env=environ, stdout=subprocess.DEVNULL)
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{settings.base_url}/healthz", timeout=5).close()
        except OSError:
            continue
        break
    yield server
    server.send_signal(signal.SIGTERM)
    assert server.wait(60) == 0


def a_screen(browser: Browser, settings: Settings) -> Page:
    """A hall's screen that is live and writes down how it looks and what it hears."""
    page = browser.new_page()
    page.add_init_script(LISTEN)
    page.clock.install()
    page.goto(f"{settings.base_url}/hall/N")
    page.wait_for_selector(".hall-board:not(.stale)", timeout=READY_MS)
    page.evaluate(SEE)
    return page


def hears(page: Page, word: str, times: int = 1) -> bool:
    """Let the browser go on until it has heard so many messages with a word."""
    end = time.monotonic() + READY_MS / 1000
    while time.monotonic() < end:
        if page.evaluate("word => heard.filter((data) => data.includes(word)).length", word) >= times:
            return True
        page.wait_for_timeout(50)
    return False


def test_a_screen_comes_back_to_a_server_that_was_restarted_and_shows_no_alarm(
    browser: Browser, settings: Settings
) -> None:
    with serving(settings):
        page = a_screen(browser, settings)
        assert hears(page, '"pulse"')
        page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)  # however long the server takes to start
    assert hears(page, '"goodbye"')
    with serving(settings):
        page.clock.run_for(2000)
        assert hears(page, "430[", times=2)  # the second answer to a first `watch`
        page.clock.run_for(1000)
        assert page.query_selector(".hall-board:not(.stale)")
    assert not [look for look in page.evaluate("seen") if "stale" in look]
