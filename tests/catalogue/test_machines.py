"""Self-service machines: every mistake in their table is named where it is; hours may go past midnight."""

from functools import reduce
from pathlib import Path

import pytest

from queue_server.catalogue import Fault, read
from queue_server.files import read_folder, write_folder
from tests.catalogue.folders import DALANG, column_of, problems_of, with_cell, with_text

TABLE = "devices_self_service.csv"
FAULTS = [
    (2, "code", "ZZ N01", Fault.BAD_CODE),
    (3, "name_zh", "", Fault.EMPTY),
    (4, "area", "N-25H", Fault.UNKNOWN_REFERENCE),
    (5, "hours", "all day", Fault.NOT_A_SPAN),
    (6, "hours", "08:30-08:30", Fault.CLOSES_BEFORE_OPENING),
    (7, "operator", "", Fault.EMPTY),
    (8, "services", "GA-9999", Fault.UNKNOWN_REFERENCE),
    (9, "services", "CJ-0008;CJ-0008", Fault.REPEATED_ENTRY),
    (11, "code", "ZZ-N02", Fault.REPEATED),
]


def test_every_planted_fault_is_found_where_it_is() -> None:
    files = reduce(lambda made, fault: with_cell(made, TABLE, *fault[:3]), FAULTS, DALANG)
    found = {(p.line, p.name, p.fault) for p in problems_of(files) if p.file == TABLE}
    assert {(line, name, fault) for line, name, _, fault in FAULTS} <= found


@pytest.mark.parametrize(("line", "column", "text", "fault"), FAULTS)
def test_one_fault_is_one_problem(line: int, column: str, text: str, fault: Fault) -> None:
    (found,) = [p for p in problems_of(with_cell(DALANG, TABLE, line, column, text)) if p.file == TABLE][:1]
    assert (found.line, found.column, found.fault) == (line, column_of(DALANG, TABLE, column), fault)


@pytest.mark.parametrize("hours", ["22:00-06:00", "00:00-24:00", "08:30-17:30", "23:59-00:00"])
def test_hours_may_go_past_midnight(hours: str) -> None:
    files = with_cell(DALANG, TABLE, 2, "hours", hours)
    assert read(files, 1).machines["ZZ-N01"].hours == hours


def test_a_machine_may_have_a_name_in_each_language() -> None:
    files = with_text(DALANG, TABLE, "code,name_zh,area", "code,name_zh,name_en,area")
    head, *rows = files[TABLE].decode().splitlines()
    cells = [row.split(",") for row in rows]
    named = [head, *(",".join([code, name, "Machine", *rest]) for code, name, *rest in cells)]
    machines = read({**files, TABLE: ("\n".join(named) + "\n").encode()}, 1).machines
    assert machines["ZZ-N01"].names["en"] == "Machine"


def test_what_was_imported_is_written_back_byte_for_byte(tmp_path: Path) -> None:
    files = with_cell(DALANG, TABLE, 2, "hours", "22:00-06:00")
    write_folder(tmp_path / "out", files)
    assert read_folder(tmp_path / "out")[TABLE] == files[TABLE]
