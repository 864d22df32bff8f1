"""Every fault that the catalogue knows, planted alone into a small centre, is told once and at its place."""

from collections.abc import Callable

import pytest

from queue_server.catalogue import Fault
from tests.catalogue.folders import (
    DALANG,
    HARBOUR,
    Files,
    problems_of,
    with_cell,
    with_line,
    with_text,
    without_line,
)

Edit = Callable[[Files], Files]


def cell(file: str, line: int, column: str, text: str) -> Edit:
    return lambda files: with_cell(files, file, line, column, text)


def line(file: str, number: int, text: str) -> Edit:
    return lambda files: with_line(files, file, number, text)


def text(file: str, old: str, new: str) -> Edit:
    return lambda files: with_text(files, file, old, new)


def policy(old: str, new: str) -> Edit:
    return text("policy.toml", old, new)


def added(file: str, content: bytes) -> Edit:
    return lambda files: {**files, file: content}


def gone(file: str) -> Edit:
    return lambda files: {name: files[name] for name in files if name != file}


SHAPE = [
    (gone("zones.csv"), Fault.MISSING_FILE, "zones.csv", 0, 0),
    (gone("policy.toml"), Fault.MISSING_FILE, "policy.toml", 0, 0),
    (added("kiosk.csv", b"code\n"), Fault.UNKNOWN_FILE, "kiosk.csv", 0, 0),
    (added("staff.csv", HARBOUR["staff.csv"].decode().encode("latin-1")), Fault.NOT_UTF8, "staff.csv", 2, 2),
    (added("halls.csv", b"\xef\xbb\xbf" + HARBOUR["halls.csv"]), Fault.BOM, "halls.csv", 1, 1),
    (added("kiosks.csv", b""), Fault.EMPTY_FILE, "kiosks.csv", 1, 1),
    (added("kiosks.csv", HARBOUR["kiosks.csv"].splitlines()[0]), Fault.NO_ROWS, "kiosks.csv", 1, 1),
    (
        text("services.csv", '"Registo de embarcação, novo"', '"Registo" novo'),
        Fault.QUOTES,
        "services.csv",
        2,
        2,
    ),
    (
        text("services.csv", '"Registo de embarcação, novo"', "Registo, novo"),
        Fault.FIELD_COUNT,
        "services.csv",
        2,
        14,
    ),
    (
        line("kiosks.csv", 2, "\n" + HARBOUR["kiosks.csv"].decode().splitlines()[1]),
        Fault.BLANK_LINE,
        "kiosks.csv",
        2,
        1,
    ),
    (
        line("kiosks.csv", 1, "code,hall,area,printer,width,offline_code"),
        Fault.UNKNOWN_COLUMN,
        "kiosks.csv",
        1,
        5,
    ),
    (line("calendar.csv", 1, "date,kind,kind"), Fault.REPEATED_COLUMN, "calendar.csv", 1, 3),
]


@pytest.mark.parametrize(("edit", "fault", "file", "number", "column"), SHAPE)
def test_a_fault_of_shape_is_told_at_its_place(
    edit: Edit, fault: Fault, file: str, number: int, column: int
) -> None:
    first = problems_of(edit(HARBOUR))[0]
    assert (first.fault, first.file, first.line, first.column) == (fault, file, number, column)


def test_a_missing_column_is_told_once_for_the_whole_file() -> None:
    cut = {**HARBOUR, "kiosks.csv": b"code,hall,area,printer,offline_code\nTOTEM,cais,x,virtual:out,T\n"}
    (problem,) = problems_of(cut)
    assert (problem.fault, problem.name) == (Fault.MISSING_COLUMN, "paper_width_mm")


VALUES = [
    (cell("halls.csv", 2, "name_pt", " Sala"), Fault.BLANKS),
    (cell("halls.csv", 2, "name_pt", "Sala\u2028do Cais"), Fault.CONTROL_CHARACTER),
    (text("staff.csv", "Inês Faria", '"Inês\nFaria"'), Fault.CONTROL_CHARACTER),
    (cell("departments.csv", 2, "name_en", ""), Fault.EMPTY),
    (cell("halls.csv", 2, "name_pt", "S" * 201), Fault.TOO_LONG),
    (cell("kiosks.csv", 2, "code", "TÓTEM"), Fault.BAD_CODE),
    (cell("windows.csv", 2, "led_address", "one"), Fault.NOT_A_NUMBER),
    (cell("windows.csv", 2, "led_address", "１"), Fault.NOT_A_NUMBER),
    (cell("queues.csv", 2, "avg_service_seconds", "99999"), Fault.OUT_OF_RANGE),
    (cell("halls.csv", 2, "open_time", "9h"), Fault.NOT_A_TIME),
    (cell("halls.csv", 2, "lunch_break", "noon"), Fault.NOT_A_SPAN),
    (cell("halls.csv", 2, "lunch_break", "13:00-12:00"), Fault.CLOSES_BEFORE_OPENING),
    (cell("halls.csv", 2, "close_time", "08:00"), Fault.CLOSES_BEFORE_OPENING),
    (cell("halls.csv", 2, "lunch_break", "08:00-10:00"), Fault.LUNCH_OUTSIDE),
    (cell("calendar.csv", 2, "date", "25/12/2026"), Fault.NOT_A_DATE),
    (cell("calendar.csv", 2, "kind", "feast"), Fault.NOT_ONE_OF),
    (cell("calendar.csv", 3, "date", "2026-12-25"), Fault.REPEATED_DATE),
    (cell("services.csv", 2, "keywords", "registo;;barco"), Fault.NOT_A_LIST),
    (cell("staff.csv", 2, "languages", "Portuguese"), Fault.NOT_A_LANGUAGE),
    (cell("staff.csv", 5, "employee_no", "cp-03"), Fault.REPEATED),
    (cell("staff.csv", 2, "skills", "licencas;licencas"), Fault.REPEATED_ENTRY),
    (cell("staff.csv", 2, "skills", "licencias"), Fault.UNKNOWN_REFERENCE),
    (cell("queues.csv", 3, "prefix", "E"), Fault.TAKEN),
    (cell("queues.csv", 3, "name_en", "Vessels"), Fault.TAKEN),
    (cell("windows.csv", 3, "led_address", "1"), Fault.TAKEN),
    (cell("queues.csv", 3, "prefix", "L1"), Fault.BAD_PREFIX),
    (cell("queues.csv", 3, "prefix", "LO"), Fault.AMBIGUOUS_PREFIX),
    (cell("kiosks.csv", 2, "offline_code", "totem"), Fault.BAD_OFFLINE_CODE),
    (cell("kiosks.csv", 2, "printer", "USB"), Fault.BAD_PRINTER),
    (cell("kiosks.csv", 2, "printer", "10.0.0.7:70000"), Fault.BAD_PRINTER),
    (cell("scenarios.csv", 2, "steps", "lic.carta"), Fault.TOO_FEW_STEPS),
    (cell("services.csv", 4, "channel", "self_service"), Fault.NOT_AT_A_MACHINE),
    (cell("services.csv", 4, "online", "no"), Fault.NOT_ONLINE),
]

WHOLE = [
    (cell("zones.csv", 2, "last_window", "9"), Fault.ZONE_ENDS_BEFORE_START),
    (cell("zones.csv", 2, "last_window", "11"), Fault.WINDOW_OUTSIDE_ZONE),
    (cell("windows.csv", 4, "queues", "licencas"), Fault.QUEUE_UNSERVED),
    (
        lambda files: without_line(cell("staff.csv", 5, "skills", "licencas")(files), "staff.csv", 4),
        Fault.WINDOW_WITHOUT_CLERK,
    ),
    (cell("staff.csv", 4, "skills", "licencas"), Fault.CLERK_CANNOT_SERVE),
    (cell("services.csv", 6, "channel", "comprehensive"), Fault.CHANNEL_POOLED),
    (cell("windows.csv", 4, "kind", "comprehensive"), Fault.POOLED_WITHOUT_QUEUE),
]

POLICY = [
    (policy("[head_start]", "[head_start"), Fault.TOML),
    (policy('time_zone = "Europe/Lisbon"\n', ""), Fault.MISSING_KEY),
    (policy("[scenarios]", "[scenario]"), Fault.UNKNOWN_KEY),
    (policy("elderly = 600", "elder = 600"), Fault.UNKNOWN_KEY),
    (policy("elderly = 600", "elderly = -1"), Fault.OUT_OF_RANGE),
    (policy("elderly = 600", "elderly = true"), Fault.PLAIN_NUMBER),
    (policy("elderly = 600", "elderly = 10.5"), Fault.PLAIN_NUMBER),
    (policy("[head_start]", "[issuing]\nduring_lunch = 1\n[head_start]"), Fault.WRONG_TYPE),
    (policy("[head_start]", "[issuing]\nwalk_in_share = 40\n[head_start]"), Fault.OUT_OF_RANGE),
    (policy("[head_start]", "[targets]\nwait_s = 30\n[head_start]"), Fault.OUT_OF_RANGE),
    (policy("[head_start]", "[targets]\nwait = 900\n[head_start]"), Fault.UNKNOWN_KEY),
    (
        lambda files: text("scenarios.csv", "lic.carta>", "")(
            policy("[head_start]", '[queues.licencas]\nvisit = "home"\nplaces_per_slot = 1\n[head_start]')(
                files
            )
        ),
        Fault.VISIT_IN_HALL,
    ),
    (policy("[head_start]", "[appointments]\nban_days = 16\n[head_start]"), Fault.BAN_TOO_LONG),
    (policy("[head_start]", '[queues.licencas]\nwait_target_s = "5 min"\n[head_start]'), Fault.PLAIN_NUMBER),
    (policy("[head_start]", "[favour_cap]\nk = 4\n[head_start]"), Fault.CAP),
    (policy("[head_start]", "[follow_ups]\nresolve_days = 16\n[head_start]"), Fault.DAYS_ORDER),
    (policy("[head_start]", "[follow_ups]\ncontact_days = 6\n[head_start]"), Fault.DAYS_ORDER),
    (policy("[head_start]", "[follow_ups]\nlatest_days = 4\n[head_start]"), Fault.DAYS_ORDER),
    (policy('"Europe/Lisbon"', '"Lisbon"'), Fault.UNKNOWN_TIME_ZONE),
    (policy('"Europe/Lisbon"', '"Europe"'), Fault.UNKNOWN_TIME_ZONE),
    (policy('"cais-4"', '"cais 4"'), Fault.BAD_CODE),
    (policy('day_close = "19:00"', 'day_close = "7 pm"'), Fault.NOT_A_TIME),
    (policy('day_close = "19:00"', 'day_close = "16:30"'), Fault.DAY_CLOSE_TOO_EARLY),
    (policy("09:00-12:30", "09:00-20:00"), Fault.DAY_CLOSE_TOO_EARLY),
    (policy("09:00-12:30", "12:30-09:00"), Fault.CLOSES_BEFORE_OPENING),
    (policy("sat =", "saturday ="), Fault.UNKNOWN_KEY),
    (policy("licencas@11", "licencas"), Fault.STRICT_FORM),
    (policy("licencas@11", "licencas@12"), Fault.STRICT_ELSEWHERE),
    (policy("licencas@11", "licencas@13"), Fault.UNKNOWN_REFERENCE),
    (policy("cais = [", "doca = ["), Fault.UNKNOWN_REFERENCE),
    (policy('cais = ["pt", "en"]', 'cais = ["Portuguese"]'), Fault.NOT_A_LANGUAGE),
    (policy('"ZZ"', '"EN"'), Fault.PREFIX_OF_SCENARIOS),
    (policy('"ZZ"', '"IO"'), Fault.AMBIGUOUS_PREFIX),
    (policy(', en = "Lunch"', ""), Fault.MISSING_LANGUAGE),
    (policy('"Almoço"', '""'), Fault.EMPTY),
    (policy("[scenarios]", '[offline]\nseries = "{prefix}-"\n[scenarios]'), Fault.BAD_SERIES),
]

DALANGS = [
    (cell("windows.csv", 2, "zone", "S6"), Fault.ZONE_OF_OTHER_HALL),
    (cell("windows.csv", 5, "queues", "chujian-n;chujian-s"), Fault.QUEUE_OF_OTHER_HALL),
    (cell("queues.csv", 2, "department", "minzheng"), Fault.POOLED_HAS_DEPARTMENT),
    (cell("services.csv", 2, "channel", "dedicated"), Fault.CHANNEL_NOT_POOLED),
    (cell("services.csv", 500, "queue", "gongdian"), Fault.OTHER_DEPARTMENT),
    (cell("windows.csv", 7, "kind", "consult"), Fault.POOLED_AT_OTHER_WINDOW),
    (cell("devices_self_service.csv", 12, "services", "SW-0046;SW-0047;SW-0001"), Fault.MACHINE_NOT_SAID),
    (cell("services.csv", 2, "self_service", "yes"), Fault.NO_SUCH_MACHINE),
    (cell("kiosks.csv", 2, "area", "S-TIK"), Fault.AREA_OF_OTHER_HALL),
    (cell("screens.csv", 4, "zone", ""), Fault.SCREEN_NEEDS_ZONE),
    (cell("screens.csv", 2, "zone", "N1"), Fault.SCREEN_HAS_ZONE),
    (cell("screens.csv", 14, "code", "PAD-X"), Fault.SCREEN_WITHOUT_WINDOW),
    (cell("calendar_2026.csv", 2, "date", "2027-01-01"), Fault.DATE_OF_OTHER_YEAR),
    (cell("arrivals.csv", 2, "weekday_factor_mon", "2.00"), Fault.FACTORS),
]


@pytest.mark.parametrize(("edit", "fault"), VALUES + WHOLE + POLICY)
def test_one_fault_is_one_problem(edit: Edit, fault: Fault) -> None:
    assert [problem.fault for problem in problems_of(edit(HARBOUR))] == [fault]


@pytest.mark.parametrize(("edit", "fault"), DALANGS)
def test_one_fault_among_many_rows_is_one_problem(edit: Edit, fault: Fault) -> None:
    assert [problem.fault for problem in problems_of(edit(DALANG))] == [fault]


def test_every_fault_has_its_example() -> None:
    shown = {fault for _, fault, *_ in SHAPE} | {fault for _, fault in VALUES + WHOLE + POLICY + DALANGS}
    assert set(Fault) - shown == {Fault.MISSING_COLUMN}


def test_the_same_fault_in_many_lines_is_told_once_with_all_lines() -> None:
    renamed = with_cell(HARBOUR, "departments.csv", 2, "code", "navy")
    told = [p for p in problems_of(renamed) if p.file == "services.csv"]
    assert [(p.line, p.also) for p in told] == [(2, (3, 4, 5, 6))]


def test_an_unreadable_table_is_not_blamed_for_what_others_refer_to() -> None:
    torn = with_text(HARBOUR, "queues.csv", "Embarcações,", '"Embarcações,')
    assert {p.file for p in problems_of(torn)} == {"queues.csv"}


def test_an_error_of_toml_carries_its_line() -> None:
    (problem,) = problems_of(with_text(HARBOUR, "policy.toml", "elderly = 600", "elderly ="))
    wrong = HARBOUR["policy.toml"].decode().splitlines().index("elderly = 600") + 1
    assert (problem.line, problem.column) == (wrong, 10)


def test_an_empty_policy_lacks_what_makes_a_centre() -> None:
    lacking = [p.values["name"] for p in problems_of({**HARBOUR, "policy.toml": b"# nothing yet"})]
    assert lacking == ["code", "time_zone", "day_close", "languages", "name_pt", "name_en"]


def test_a_centre_in_order_has_no_problems() -> None:
    assert problems_of(HARBOUR) == []
