"""Whatever is asked by the OpenAPI document, there is no 500 and no answer that it does not name."""

from pathlib import Path

import pytest

from tests.security.fuzzing import fuzz
from tests.servers import RunningHall

pytestmark = [pytest.mark.kiosks(0), pytest.mark.slow]
DEADLINE_S = 900


def test_every_answer_is_one_that_the_document_names(hall: RunningHall, tmp_path: Path) -> None:
    """Each operation as whoever may; `make fuzz` asks all of them as everybody, thousands of times."""
    done = fuzz(hall, tmp_path, role=None, examples=2, phases="coverage,fuzzing", seconds=DEADLINE_S)
    assert done.ok, done.report
    assert done.cases > 500
