"""Themes: an optional table of the doors that stand on the kiosk's first page."""

from queue_server.catalogue import Fault, difference, read
from queue_server.domain.catalogue import Catalogue, Theme
from queue_server.web.catalogue_view import catalogue_view
from tests.catalogue.folders import DALANG, HARBOUR, problems_of, with_cell, without_line

FILE = "themes.csv"


def departments_behind(themes: list[Theme], catalogue: Catalogue) -> set[str]:
    queues = {code for theme in themes for code in theme.queues}
    served = {row.department for row in catalogue.services.values() if row.queue in queues}
    return served | {code for theme in themes for code in theme.departments}


def test_each_hall_of_dalang_has_five_doors() -> None:
    themes = [theme for theme in read(DALANG, 1).themes.values() if theme.kind == "home"]
    assert [theme.hall for theme in themes] == ["N"] * 5 + ["S"] * 5


def test_every_department_of_dalang_is_behind_a_door() -> None:
    dalang = read(DALANG, 1)
    home = [theme for theme in dalang.themes.values() if theme.kind == "home"]
    assert departments_behind(home, dalang) == dalang.departments.keys()


def test_the_catalogue_tells_the_themes() -> None:
    theme = next(row for row in catalogue_view(read(DALANG, 1))["themes"] if row["code"] == "cheliang")
    assert (theme["hall"], theme["departments"], theme["icon"]) == ("S", ("cheguan",), "car")


def test_a_centre_without_the_table_has_no_theme() -> None:
    assert catalogue_view(read(HARBOUR, 1))["themes"] == []


def test_a_theme_leads_somewhere() -> None:
    (problem,) = problems_of(with_cell(DALANG, FILE, 9, "departments", ""))
    assert (problem.fault, problem.file, problem.line) == (Fault.EMPTY, FILE, 9)


def test_a_theme_of_no_known_queue_is_told_at_its_place() -> None:
    (problem,) = problems_of(with_cell(DALANG, FILE, 8, "queues", "churujin"))
    assert (problem.fault, problem.near) == (Fault.UNKNOWN_REFERENCE, "churujing")


def test_a_theme_that_goes_is_a_change() -> None:
    before, after = read(DALANG, 1), read(without_line(DALANG, FILE, 11), 2)
    assert difference(before, after).removed == {"themes": ("shenghuo",)}
