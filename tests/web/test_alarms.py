"""A quiet call for help over HTTP: who may raise it, who may answer, who may end it."""

import pytest

from tests.web.site import Site, error_of, json_of


def raised(site: Site, window: int = 1) -> tuple[str, str]:
    """A clerk's token and the id of the alarm that was raised with it."""
    clerk = site.clerk(window)
    return clerk, json_of(site.tell(f"/windows/{window}/alarm", {}, clerk))["alarm"]["id"]


def test_a_clerk_asks_and_is_told_that_somebody_comes(site: Site) -> None:
    clerk, alarm = raised(site)
    assert json_of(site.ask("/sessions/current", clerk))["alarm"]["seen_by"] is None
    json_of(site.tell(f"/alarms/{alarm}/acknowledge", {}, site.staff("guide")))
    assert json_of(site.ask("/sessions/current", clerk))["alarm"]["seen_by"] == "chen"


def test_the_same_press_sent_again_is_one_alarm(site: Site) -> None:
    clerk = site.clerk(1)
    first, again = (json_of(site.tell("/windows/1/alarm", {}, clerk, key="press")) for _ in range(2))
    assert first["alarm"] == again["alarm"]


@pytest.mark.parametrize("role", ["guide", "manager"])
def test_guides_and_managers_answer_and_end_it(site: Site, role: str) -> None:
    _, alarm = raised(site)
    staff = site.staff(role)
    assert json_of(site.tell(f"/alarms/{alarm}/acknowledge", {}, staff))["seen_by"] == "chen"
    json_of(site.tell(f"/alarms/{alarm}/reset", {}, staff))
    assert error_of(site.tell(f"/alarms/{alarm}/reset", {}, staff), 404) == "unknown_alarm"


def test_its_clerk_ends_it_and_no_other_clerk_does(site: Site) -> None:
    clerk, alarm = raised(site)
    assert error_of(site.tell(f"/alarms/{alarm}/reset", {}, site.clerk(2)), 403) == "not_permitted"
    assert json_of(site.tell(f"/alarms/{alarm}/reset", {}, clerk))["window"] == 1


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_who_only_looks_does_not_answer(site: Site, role: str) -> None:
    _, alarm = raised(site)
    for verb in ("acknowledge", "reset"):
        assert error_of(site.tell(f"/alarms/{alarm}/{verb}", {}, site.staff(role)), 403) == "not_permitted"


def test_a_clerk_raises_it_at_the_own_window_only(site: Site) -> None:
    assert error_of(site.tell("/windows/2/alarm", {}, site.clerk(1)), 403) == "not_permitted"
    assert error_of(site.tell("/windows/2/alarm"), 401) == "not_signed_in"


def test_the_public_face_of_the_window_says_nothing(site: Site) -> None:
    raised(site)
    assert json_of(site.ask("/boards/window:1"))["board"]["alarm"] is None
