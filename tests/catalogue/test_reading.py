"""Whole centres are read: the reference one, and one that shares nothing with it."""

from dataclasses import replace
from datetime import date, time

import pytest

from queue_server.catalogue import read
from queue_server.domain.catalogue import Arrivals, Catalogue, DayKind
from queue_server.domain.classes import VisitorClass
from queue_server.domain.policy import Extended
from tests.catalogue.folders import DALANG, HARBOUR, loose_ends, with_text


@pytest.fixture(scope="module")
def dalang() -> Catalogue:
    return read(DALANG, 1)


@pytest.fixture(scope="module")
def harbour() -> Catalogue:
    return read(HARBOUR, 7)


def test_dalang_is_read_whole(dalang: Catalogue) -> None:
    counts = (dalang.services, dalang.departments, dalang.queues, dalang.windows, dalang.staff)
    assert [len(part) for part in counts] == [839, 34, 30, 88, 110]


def test_the_rest_of_dalang_is_there_as_well(dalang: Catalogue) -> None:
    counts = (dalang.kiosks, dalang.screens, dalang.machines, dalang.scenarios, dalang.facilities)
    assert [len(part) for part in counts] == [6, 100, 16, 19, 25]
    assert (len(dalang.calendar), len(dalang.arrivals)) == (39, 300)


def test_no_reference_of_dalang_leads_nowhere(dalang: Catalogue) -> None:
    assert loose_ends(dalang) == []


def test_a_windows_first_queue_is_its_home_queue(dalang: Catalogue) -> None:
    assert dalang.windows[9].queues[0] == "zh-shangshi"


def test_names_lead_with_the_centres_first_language(dalang: Catalogue, harbour: Catalogue) -> None:
    assert list(dalang.halls["N"].names) == ["zh", "en"]
    assert harbour.halls["cais"].names == {"pt": "Sala do Cais", "en": "Quay hall"}


def test_policy_values_arrive_where_the_rules_look(dalang: Catalogue) -> None:
    policy = dalang.policy
    assert policy.head_start(VisitorClass.ELDERLY) == 900
    assert (policy.cap_k, policy.cap_n, policy.recalls, policy.revivals) == (2, 3, 2, 1)
    assert policy.queue("churujing").extended == (Extended(5, time(9), time(12)),)
    assert policy.queue("hukou").carry_over


def test_holidays_and_make_up_days_are_told_apart(dalang: Catalogue) -> None:
    assert dalang.calendar[date(2026, 1, 1)] is DayKind.HOLIDAY
    assert dalang.calendar[date(2026, 10, 10)] is DayKind.MAKEUP_WORKDAY


def test_a_centre_of_another_country_is_read_by_the_same_code(harbour: Catalogue) -> None:
    assert (len(harbour.halls), len(harbour.windows)) == (1, 3)
    assert harbour.centre.zone.key == "Europe/Lisbon"
    assert harbour.kiosks["TOTEM"].paper_width_mm == 58
    assert harbour.version == 7
    assert loose_ends(harbour) == []


def test_a_hall_without_lunch_break_has_none(harbour: Catalogue) -> None:
    assert harbour.halls["cais"].lunch is None


def test_a_strict_queue_is_read_with_its_window(harbour: Catalogue) -> None:
    assert harbour.policy.strict_queues == {("licencas", 11)}


def test_nobody_should_wait_longer_than_twenty_minutes_unless_policy_says_so(harbour: Catalogue) -> None:
    assert harbour.policy.target_s("licencas") == 1200
    assert replace(harbour.policy, wait_target_s=600).target_s("licencas") == 600


def test_what_policy_leaves_out_keeps_its_default(harbour: Catalogue) -> None:
    assert (harbour.policy.walk_in_share, harbour.policy.keep_arrival_s) == (0.4, 1800)


def test_a_calendar_without_a_year_in_its_name_may_span_years(harbour: Catalogue) -> None:
    assert {day.year for day in harbour.calendar} == {2026, 2027}


def test_several_calendars_are_one() -> None:
    more = {**DALANG, "calendar_2027.csv": "date,kind,name\n2027-01-01,holiday,元旦\n".encode()}
    assert len(read(more, 1).calendar) == 40


def test_optional_files_may_be_absent() -> None:
    bare = {
        name: HARBOUR[name] for name in HARBOUR if name not in ("kiosks.csv", "scenarios.csv", "calendar.csv")
    }
    assert read(bare, 1).kiosks == {}


def test_windows_may_be_named_in_further_languages() -> None:
    named = with_text(HARBOUR, "windows.csv", "name_pt,", "name_pt,name_en,")
    for number in (10, 11, 12):
        named = with_text(named, "windows.csv", f"Balcão {number},", f"Balcão {number},Counter {number},")
    assert read(named, 1).windows[10].names == {"pt": "Balcão 10", "en": "Counter 10"}


ARRIVALS = (
    "queue,hour_of_day,mean_arrivals_per_hour,weekday_factor_mon,weekday_factor_tue,weekday_factor_wed,"
    "weekday_factor_thu,weekday_factor_fri{more}\nlicencas,9,4.5,1.2,1,1,0.9,0.9{values}\n"
)


def test_arrivals_have_a_factor_per_workday() -> None:
    files = {**HARBOUR, "arrivals.csv": ARRIVALS.format(more="", values="").encode()}
    assert read(files, 1).arrivals == (Arrivals("licencas", 9, 4.5, (1.2, 1, 1, 0.9, 0.9)),)


def test_a_centre_that_opens_on_saturdays_has_a_factor_for_them() -> None:
    saturday = ARRIVALS.format(more=",weekday_factor_sat", values=",0.5").encode()
    (arrivals,) = read({**HARBOUR, "arrivals.csv": saturday}, 1).arrivals
    assert arrivals.weekday_factors[5:] == (0.5, 0.0)


def test_columns_may_stand_in_any_order() -> None:
    turned = {**HARBOUR, "halls.csv": b"open_time,code,name_pt,close_time,lunch_break,name_en\n"}
    turned["halls.csv"] += b"09:00,cais,Sala do Cais,16:30,,Quay hall\n"
    assert read(turned, 7) == read(HARBOUR, 7)


def test_lines_may_end_as_a_spreadsheet_ends_them() -> None:
    windows = {**HARBOUR, "staff.csv": HARBOUR["staff.csv"].replace(b"\n", b"\r\n")}
    assert read(windows, 7) == read(HARBOUR, 7)
