"""Whose a visit was: one answer for follow-ups, figures and the rating platform."""

from dataclasses import replace

import pytest

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.ratings import departments_of
from tests.makers import a_catalogue


def two_departments() -> Catalogue:
    """The town, in which permits and clerk C2 are of another department."""
    town = a_catalogue()
    permit, clerk = town.services["PM-1"], town.staff["C2"]
    return replace(
        town,
        services={**town.services, "PM-1": replace(permit, department="other")},
        staff={**town.staff, "C2": replace(clerk, department="other")},
    )


@pytest.mark.parametrize(
    ("services", "clerk", "found"),
    [
        (("PM-1", "LF-1", "LF-2"), "C1", ("other", "dep")),
        (("gone", "LF-1"), "C2", ("dep",)),
        ((), "C2", ("other",)),
        (("gone",), "C2", ("other",)),
        ((), "gone", ("",)),
    ],
)
def test_items_come_first_and_then_the_clerk(
    services: tuple[str, ...], clerk: str, found: tuple[str, ...]
) -> None:
    assert departments_of(services, clerk, two_departments()) == found
