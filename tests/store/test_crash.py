"""The process is killed while it issues: what was answered is there, and the numbers have no gap."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.town import Town

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize("answers", [1, 120])
def test_no_answered_ticket_is_lost_by_a_kill(sql: Town, url: str, answers: int) -> None:
    answered = issue_until_killed(url, sql.code, answers)
    kept = {t.public_id: t.number for t in sql.hall().tickets.values()}
    assert len(answered) >= answers
    assert answered.items() <= kept.items()
    assert sorted(t.serial for t in sql.hall().tickets.values()) == list(range(1, len(kept) + 1))


def test_after_a_kill_the_numbers_go_on(sql: Town, url: str) -> None:
    issue_until_killed(url, sql.code, 30)
    kept = len(sql.hall().tickets)
    assert sql.take().serial == kept + 1


def issue_until_killed(url: str, centre: str, answers: int) -> dict[str, str]:
    """Public ids and numbers that were answered before the kill."""
    command = [sys.executable, "-m", "tests.store.issuing_forever", url, centre]
    answered: dict[str, str] = {}
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.endswith("\n"):
                public_id, number = line.split()
                answered[public_id] = number
            if len(answered) == answers:
                os.kill(process.pid, signal.SIGKILL)
    return answered
