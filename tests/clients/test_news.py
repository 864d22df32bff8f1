"""The kiosk's line to the server begins and ends."""

import threading
import time

import pytest

from kiosk_client import news
from kiosk_client.news import News

AT_ONCE_S = 1.0
"""Of a busy machine; a line that is not left is waited for two seconds."""


def test_a_line_that_waits_to_know_its_halls_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "ASK_AGAIN_S", 60.0)
    line = News("http://127.0.0.1:9", "", tuple, lambda hall, state: None)
    line.start()
    line.stop()
    assert not line._thread.is_alive()


def test_a_line_that_was_never_begun_may_be_ended() -> None:
    News("http://127.0.0.1:9", "", tuple, lambda hall, state: None).stop()


def test_a_line_to_a_server_that_is_away_ends_at_once() -> None:
    tried = threading.Event()

    def halls() -> tuple[str, ...]:
        tried.set()
        return ("N",)

    line = News("http://127.0.0.1:9", "", halls, lambda hall, state: None)
    line.start()
    assert tried.wait(10)
    began = time.monotonic()
    line.stop()
    assert not line._thread.is_alive()
    assert time.monotonic() - began < AT_ONCE_S
