"""What Lighthouse tells of a page is judged; where it could not look, the page is named."""

import click
import pytest

from tools.lighthouse.__main__ import judged, wanted

PAGE = "http://127.0.0.1:8000/rules"


def test_scores_are_of_a_hundred() -> None:
    told = {"categories": {"performance": {"score": 0.953}, "accessibility": {"score": 1}}}
    assert judged(told, PAGE) == {"performance": 95, "accessibility": 100}


@pytest.mark.parametrize(
    ("error", "why"),
    [({"message": "NO_FCP"}, "NO_FCP"), (None, "it does not say why")],
    ids=["with a reason", "without one"],
)
def test_a_page_that_could_not_be_judged_is_named(error: dict[str, str] | None, why: str) -> None:
    told = {"categories": {"performance": {"score": None}, "accessibility": {"score": 1}}}
    with pytest.raises(click.ClickException) as failure:
        judged({**told, "runtimeError": error}, PAGE)
    assert failure.value.message == f"{PAGE} could not be judged (performance): {why}"


def test_a_name_that_no_page_has_is_told_with_those_there_are() -> None:
    pages = {"a ticket": PAGE, "a booking": PAGE, "rules": PAGE}
    assert list(wanted(pages, "a ")) == ["a ticket", "a booking"]
    assert wanted(pages, "") == pages
    with pytest.raises(click.BadParameter, match=r"'tickets'.*a ticket, a booking, rules"):
        wanted(pages, "tickets")
