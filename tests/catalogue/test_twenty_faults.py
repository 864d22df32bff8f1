"""Twenty planted faults give exactly twenty problems, each where it was planted."""

from functools import reduce

import pytest

from queue_server.catalogue import Fault, Problem
from queue_server.catalogue.report import error_lines
from tests.catalogue.folders import (
    DALANG,
    Files,
    column_of,
    in_words,
    problems_of,
    with_cell,
    with_line,
    with_text,
)

CELLS = [
    ("halls.csv", 2, "lunch_break", "17:00-19:00", Fault.LUNCH_OUTSIDE),
    ("zones.csv", 4, "hall", "West", Fault.UNKNOWN_REFERENCE),
    ("departments.csv", 5, "name_en", "", Fault.EMPTY),
    ("queues.csv", 7, "prefix", "I", Fault.AMBIGUOUS_PREFIX),
    ("queues.csv", 9, "avg_service_seconds", "0", Fault.OUT_OF_RANGE),
    ("services.csv", 100, "queue", "zh-minshen", Fault.UNKNOWN_REFERENCE),
    ("services.csv", 200, "online", "maybe", Fault.NOT_ONE_OF),
    ("services.csv", 250, "code", "WJ-0001", Fault.REPEATED),
    ("windows.csv", 20, "zone", "S1", Fault.ZONE_OF_OTHER_HALL),
    ("windows.csv", 32, "queues", "gongjijin;gongjijin", Fault.REPEATED_ENTRY),
    ("staff.csv", 10, "window", "99", Fault.UNKNOWN_REFERENCE),
    ("staff.csv", 40, "skills", "yibao", Fault.CLERK_CANNOT_SERVE),
    ("kiosks.csv", 3, "paper_width_mm", "60", Fault.NOT_ONE_OF),
    ("scenarios.csv", 3, "steps", "SJ-0019", Fault.TOO_FEW_STEPS),
    ("calendar_2026.csv", 5, "date", "2026-02-30", Fault.NOT_A_DATE),
]
POLICY = [
    ("Asia/Shanghai", "Asia/Shanghia", "centre.time_zone", Fault.UNKNOWN_TIME_ZONE),
    ("recalls = 2", 'recalls = "two"', "missed.recalls", Fault.PLAIN_NUMBER),
    ("[queues.hukou]", "[queues.hukuo]", "queues.hukuo", Fault.UNKNOWN_REFERENCE),
]
HEADER = ("facilities.csv", "floor", "flor", Fault.UNKNOWN_COLUMN)
SHORT_LINE = ("screens.csv", 7, "LCD-S1,S,S-CKQ,zone", Fault.FIELD_COUNT)


def planted() -> Files:
    """Dalang with all twenty faults."""
    files = reduce(lambda made, c: with_cell(made, *c[:4]), CELLS, DALANG)
    files = reduce(lambda made, p: with_text(made, "policy.toml", p[0], p[1]), POLICY, files)
    return with_line(with_text(files, *HEADER[:3]), *SHORT_LINE[:3])


@pytest.fixture(scope="module")
def found() -> list[Problem]:
    return problems_of(planted())


def test_twenty_faults_give_twenty_problems(found: list[Problem]) -> None:
    assert len(CELLS) + len(POLICY) + 2 == 20
    assert len(found) == 20


@pytest.mark.parametrize(("file", "line", "column", "_text", "fault"), CELLS)
def test_each_fault_of_a_value_is_told_where_it_is(
    found: list[Problem], file: str, line: int, column: str, _text: str, fault: Fault
) -> None:
    places = [(p.line, p.column, p.name, p.fault) for p in found if p.file == file]
    assert (line, column_of(DALANG, file, column), column, fault) in places


@pytest.mark.parametrize(("_old", "text", "name", "fault"), POLICY)
def test_each_fault_of_the_policy_is_told_with_its_line(
    found: list[Problem], _old: str, text: str, name: str, fault: Fault
) -> None:
    problem = next(p for p in found if p.name == name)
    line = planted()["policy.toml"].decode().splitlines()[problem.line - 1]
    assert text in line
    assert problem.fault is fault


def test_a_misspelt_column_is_one_fault_only(found: list[Problem]) -> None:
    (problem,) = [p for p in found if p.file == "facilities.csv"]
    assert (problem.line, problem.column, problem.near) == (1, 5, "floor")


def test_a_line_with_a_field_too_few_is_one_fault_only(found: list[Problem]) -> None:
    (problem,) = [p for p in found if p.file == "screens.csv"]
    assert (problem.line, problem.fault) == (7, Fault.FIELD_COUNT)


def test_what_was_probably_meant_is_said(found: list[Problem]) -> None:
    near = {p.near for p in found if p.near}
    assert {"Asia/Shanghai", "hukou", "zh-minsheng", "floor"} <= near


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_problem_is_one_line_for_a_person(found: list[Problem], language: str) -> None:
    lines = list(error_lines(found, in_words(language)))
    assert len(lines) == 21
    assert "20" in lines[-1]
    assert not any("{" in line.replace("{ ... }", "") for line in lines)
