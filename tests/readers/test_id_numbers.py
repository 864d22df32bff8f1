"""ID numbers that a reader may read: server and page judge them alike, by one table of cases."""

import json
from datetime import date
from pathlib import Path

import pytest

from queue_server.domain.persons import check_id_number
from queue_server.domain.refusals import IdNumberWrong

TABLE = json.loads((Path(__file__).parent / "id_numbers.json").read_text("utf-8"))
TODAY = date.fromisoformat(TABLE["today"])


@pytest.mark.parametrize(("number", "verdict"), TABLE["numbers"])
def test_the_server_judges_by_the_table(number: str, verdict: str) -> None:
    try:
        check_id_number(number, TODAY)
        found = "right"
    except IdNumberWrong as refused:
        found = str(refused.details["why"])
    assert found == verdict


def test_the_table_has_every_verdict() -> None:
    assert {verdict for _, verdict in TABLE["numbers"]} == {"right", "form", "place", "date", "check"}
