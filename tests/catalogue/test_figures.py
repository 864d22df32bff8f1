"""The report's figures are computed from the live catalogue."""

from dataclasses import replace

import pytest

from queue_server.catalogue import Figures, figures, read, with_retired
from queue_server.catalogue.report import figures_lines
from queue_server.domain.catalogue import Catalogue
from tests.catalogue.folders import DALANG, HARBOUR, in_words


@pytest.fixture(scope="module")
def dalang() -> Catalogue:
    return read(DALANG, 1)


@pytest.fixture(scope="module")
def told(dalang: Catalogue) -> Figures:
    return figures(dalang)


def test_the_report_names_22_departments_482_items_and_8_windows(told: Figures) -> None:
    assert (told.pooled_departments, told.pooled_services, told.pooled_windows) == (22, 482, 8)


def test_the_item_rate_is_85_point_6_percent(told: Figures) -> None:
    assert told.item_rate is not None
    assert f"{100 * told.item_rate:.1f}" == "85.6"


def test_the_rate_is_measured_against_the_departments_that_kept_their_windows(told: Figures) -> None:
    assert told.special_departments == ("shebao", "yibao", "gongjijin")
    assert (told.special_services, told.rated_services) == (81, 563)


def test_the_whole_centre_is_counted(told: Figures) -> None:
    counted = (told.services, told.departments, told.queues, told.windows, told.clerks)
    assert counted == (839, 34, 30, 88, 110)


def test_a_centre_without_comprehensive_windows_has_no_rate() -> None:
    harbour = figures(read(HARBOUR, 1))
    assert (harbour.item_rate, harbour.pooled_windows) == (None, 0)
    assert list(figures_lines(harbour, in_words("en")))[-1].startswith("No comprehensive windows")


def test_what_only_lingers_for_todays_tickets_is_not_counted(dalang: Catalogue, told: Figures) -> None:
    queues = {code: queue for code, queue in dalang.queues.items() if code != "weifa"}
    services = {code: item for code, item in dalang.services.items() if item.queue != "weifa"}
    without = replace(dalang, queues=queues, services=services)
    kept = with_retired(without, dalang, {"weifa"}, set())
    assert figures(kept).queues == told.queues - 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_figures_are_told_in_words(told: Figures, language: str) -> None:
    text = "\n".join(figures_lines(told, in_words(language)))
    assert all(figure in text for figure in ("22", "482", "8", "85.6", "563", "839", "110"))
