"""Twenty minutes of a Monday morning, played by the crowd against a real hall."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.servers import RunningHall

pytestmark = pytest.mark.kiosks(0)


@pytest.fixture(scope="module")
def played(hall: RunningHall) -> dict[str, Any]:
    """What the crowd reports."""
    report: Path = hall.data / "crowd.json"
    words = f"--run {hall.run_file} --day monday --speed 120 --until 08:45 --report {report}".split()
    done = hall.yimen("crowd", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def test_everybody_who_came_got_a_number(played: dict[str, Any]) -> None:
    refused = sum(each["n"] for each in played["refusals"].values())
    assert played["planned"] > 80
    assert played["tickets"]["issued"] >= played["planned"] - refused


def test_people_were_served(played: dict[str, Any]) -> None:
    assert played["tickets"]["done"] > 30
    assert played["deeds"]["calls"] >= played["tickets"]["done"]


def test_no_listener_missed_a_call(played: dict[str, Any]) -> None:
    assert played["calls_missed"] == 0
    assert played["boards"] > played["deeds"]["calls"]


def test_nothing_went_wrong(played: dict[str, Any]) -> None:
    assert played["wrong"] == {}
    assert all(each["sentence"] for each in played["refusals"].values())


def test_the_record_is_clean(played: dict[str, Any], hall: RunningHall) -> None:
    assert played["clean"]
    verified = hall.yimen("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
