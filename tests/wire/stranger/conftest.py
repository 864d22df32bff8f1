"""The hall that the stranger's client talks to: a real one, in processes of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers import running_hall


@pytest.fixture(scope="module", params=["eventlet", "gevent", "threading"])
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, prepared: Path
) -> Iterator[dict[str, Any]]:
    """run.json of a running demonstration, on each loop that the server can run on."""
    alone = {"LOUDSPEAKERS": "0", "KIOSKS": "0", "YIMEN_RUNTIME": request.param}
    with running_hall(tmp_path_factory.mktemp("hall") / "var", prepared, **alone) as hall:
        yield json.loads(hall.run_file.read_text(encoding="utf-8"))
