"""The planned day: as many people as the table says, and every one of them possible."""

from collections import Counter
from datetime import date
from pathlib import Path
from statistics import fmean

import pytest
from stdnum.cn import ric

from crowd.arrivals import read_arrivals
from crowd.identity import check_digit
from crowd.opening import CannotBegin
from crowd.plan import plan_day
from crowd.play import arrivals_of
from crowd.visits import Course, Visit
from tests.crowd.dalang import FOLDER, dalang

MONDAY = date(2026, 3, 2)
CENTRE = dalang()
ARRIVALS = read_arrivals(FOLDER / "arrivals.csv")


def monday(seed: int, scale: float = 1.0) -> list[Visit]:
    """A planned Monday."""
    return plan_day(ARRIVALS, CENTRE, MONDAY, seed=seed, scale=scale)


@pytest.fixture(scope="module")
def visits() -> list[Visit]:
    """One Monday to look at."""
    return monday(1)


def test_mondays_bring_3359_tickets_within_poisson_bounds() -> None:
    sizes = [len(monday(seed)) for seed in range(20)]
    assert all(abs(size - 3359) < 4 * 3359**0.5 for size in sizes)
    assert abs(fmean(sizes) - 3359) < 4 * (3359 / 20) ** 0.5


def test_the_same_seed_plans_the_same_day(visits: list[Visit]) -> None:
    assert monday(1) == visits
    assert monday(2) != visits


def test_half_the_scale_is_half_the_people() -> None:
    assert abs(len(monday(1, scale=0.5)) - 3359 / 2) < 4 * (3359 / 2) ** 0.5


def test_people_come_in_order_and_while_the_hall_is_open(visits: list[Visit]) -> None:
    moments = [visit.at for visit in visits]
    assert moments == sorted(moments)
    assert moments[0] >= 8.5 * 3600
    assert moments[-1] < 17.5 * 3600


def test_every_queue_has_its_own_number_of_visitors(visits: list[Visit]) -> None:
    came = Counter(visit.queue for visit in visits)
    for queue in CENTRE.queues:
        mean = sum(row.mean_on(0) for row in ARRIVALS if row.queue == queue)
        assert abs(came[queue] - mean) < 5 * mean**0.5


def test_a_visit_asks_for_one_thing_of_its_queue(visits: list[Visit]) -> None:
    for visit in visits:
        assert visit.service is None or visit.scenario is None
        assert visit.service is None or CENTRE.services[visit.service].queue == visit.queue
        first = CENTRE.scenarios.get(visit.scenario or "", [None])[0]
        assert first is None or CENTRE.services[first].queue == visit.queue


def test_classes_come_in_their_shares(visits: list[Visit]) -> None:
    classes = Counter(visit.visitor_class for visit in visits)
    assert 0.06 < classes["elderly"] / len(visits) < 0.10
    assert 0 < classes["serviceman"] < classes["elderly"]
    assert classes["ordinary"] > 0.8 * len(visits)


def test_an_identity_number_is_shown_where_it_is_asked_for(visits: list[Visit]) -> None:
    for visit in visits:
        assert (visit.id_number is not None) == CENTRE.asks_for_name(visit.queue, visit.scenario)
    numbers = [visit.id_number for visit in visits if visit.id_number]
    assert len(set(numbers)) == len(numbers) > 100
    assert all(ric.calc_check_digit(number) == number[-1] for number in numbers)


def test_the_check_digit_is_the_one_of_the_standards_own_example() -> None:
    assert check_digit("11010519491231002") == "X"


def test_some_visits_take_another_course(visits: list[Visit]) -> None:
    courses = Counter(visit.course for visit in visits)
    assert set(courses) == set(Course)
    assert 0.03 < (courses[Course.NEVER_COMES] + courses[Course.COMES_LATE]) / len(visits) < 0.05


def test_a_party_is_two_tickets_for_different_queues(visits: list[Visit]) -> None:
    parties: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.party:
            parties.setdefault(visit.party, []).append(visit)
    assert len(parties) > 20
    assert all(len({visit.queue for visit in party}) == 2 for party in parties.values())


def test_service_times_have_the_mean_of_their_queue() -> None:
    times = [CENTRE.seconds("zixun-n", service.code) for service in CENTRE.by_queue["zixun-n"]]
    assert fmean(times) == pytest.approx(120)
    assert CENTRE.seconds("zixun-s", None) == 120


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotBegin, match="nowhere"):
        arrivals_of("dalang", tmp_path / "nowhere.csv")
