"""How far alarms were sent, also when the file cannot be read or the record was restored from a backup."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from queue_server.webhook.mark import Marks
from tests.store.test_webhook import NO_PAPER, Receiver, a_delivery, postgres_url, raised, receiver, told
from tests.store.town import Town

__all__ = ["postgres_url", "receiver"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"town": "x"}', '{"town": true}', "\x00\x00"])
def test_a_file_that_says_nothing_is_set_aside_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    path = tmp_path / "webhook.json"
    path.write_text(text, "utf-8")
    marks = Marks(path)
    assert marks.of("town") is None
    assert (tmp_path / "webhook.json.unreadable").read_text("utf-8") == text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert str(path) in caplog.text
    marks.put("town", 7)
    assert Marks(path).of("town") == 7


def test_a_mark_beyond_the_record_begins_at_its_end(
    sql: Town, receiver: Receiver, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    raised(sql)
    Marks(tmp_path / "webhook.json").put(sql.code, 1_000_000)
    a_delivery(sql, receiver.url, tmp_path).deliver()
    assert "beyond the record" in caplog.text
    raised(sql, replace(NO_PAPER, ended=True))
    a_delivery(sql, receiver.url, tmp_path).deliver()
    assert told(receiver) == [("paper_out", True)]
