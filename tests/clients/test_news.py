"""The kiosk's line to the server begins and ends."""

import pytest

from kiosk_client import news
from kiosk_client.news import News


def test_a_line_that_waits_to_know_its_halls_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "ASK_AGAIN_S", 60.0)
    line = News("http://127.0.0.1:9", "", tuple, lambda hall, state: None)
    line.start()
    line.stop()
    assert not line._thread.is_alive()


def test_a_line_that_was_never_begun_may_be_ended() -> None:
    News("http://127.0.0.1:9", "", tuple, lambda hall, state: None).stop()
