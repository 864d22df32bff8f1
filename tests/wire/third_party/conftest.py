"""The hall that the stranger's client talks to: a real one, in processes of its own."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers import running_hall


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """run.json of a running demonstration."""
    with running_hall(tmp_path_factory.mktemp("hall") / "var") as hall:
        yield json.loads(hall.run_file.read_text(encoding="utf-8"))
