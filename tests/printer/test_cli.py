"""`yimen printer`."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from printer.cli import printer_command


@pytest.mark.parametrize("form", ["text", "raster"])
@pytest.mark.parametrize("width", ["80", "58"])
def test_a_sample_is_bytes_and_a_picture(tmp_path: Path, width: str, form: str) -> None:
    asked = ["sample", "--width", width, "--form", form, "--language", "en", "--out", str(tmp_path)]
    result = CliRunner().invoke(printer_command, asked)
    assert result.exit_code == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".bin", ".png"}


def test_a_test_of_no_printer_says_so() -> None:
    result = CliRunner().invoke(printer_command, ["test", "nonsense"])
    assert result.exit_code == 1
    assert "tcp://host:port" in result.output
