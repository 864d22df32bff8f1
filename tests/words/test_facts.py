"""An auditor reads every fact by a name."""

import pytest

from queue_server.domain.facts import FACTS
from ui.words import area


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fact_has_a_name_that_people_read(language: str) -> None:
    assert sorted(kind for kind in FACTS if f"fact.{kind}" not in area("audit", language)) == []
