"""`yimen kiosk --reader`: a reader that cannot be is named before anything starts."""

import pytest
from click.testing import CliRunner

from kiosk_client.cli import kiosk_command

HERE = {"YIMEN_KIOSK_TOKEN": "x", "LANG": "en_GB.UTF-8"}
KIOSK = ["--server", "http://127.0.0.1:9", "--centre", "dalang", "--kiosk", "QK-N1", "--port", "0"]


@pytest.mark.parametrize(
    ("word", "why"),
    [("evdev:/dev/input/event0", "not of the form"), ("acme:usb=qr", "nobody here knows 'acme'")],
)
def test_a_reader_that_cannot_be_ends_with_a_sentence(word: str, why: str) -> None:
    result = CliRunner().invoke(kiosk_command, [*KIOSK, "--reader", word], env=HERE)
    assert result.exit_code == 1
    assert f"reader '{word}': {why}" in result.output
