"""What people call a scenario: a column that older folders do not have."""

from queue_server.catalogue import read
from queue_server.web.catalogue_view import catalogue_view
from tests.catalogue.folders import DALANG


def test_a_scenario_is_known_by_what_people_call_it() -> None:
    assert "开饭店" in read(DALANG, 1).scenarios["cyd"].keywords


def test_the_catalogue_tells_what_people_call_a_scenario_and_how_it_is_said() -> None:
    view = catalogue_view(read(DALANG, 1))
    assert "饭" in view["spelling"]["fan"]
    assert "开饭店" in next(row["keywords"] for row in view["scenarios"] if row["code"] == "cyd")


def test_a_folder_without_the_column_is_as_good() -> None:
    lines = DALANG["scenarios.csv"].decode().splitlines()
    without = "\n".join(line.rpartition(",")[0] for line in lines) + "\n"
    found = read({**DALANG, "scenarios.csv": without.encode()}, 1)
    assert found.scenarios["cyd"].keywords == ()
