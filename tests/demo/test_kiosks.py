"""How many virtual kiosks a demo starts."""

import pytest
from click.testing import CliRunner

from queue_server.demo import demo_command


@pytest.mark.parametrize("many", ["many", "-1", "1.5"])
def test_a_number_of_kiosks_that_is_none_is_refused_in_a_sentence(many: str) -> None:
    done = CliRunner().invoke(demo_command, env={"KIOSKS": many, "LANG": "en_GB.UTF-8"})
    assert done.exit_code == 1
    assert f"KIOSKS is how many virtual kiosks to start, not {many}" in done.output
