"""The kiosk's command tells an engineer what it takes."""

import pytest

from kiosk_client.cli import kiosk_command
from printer.addresses import WAYS


@pytest.mark.parametrize("way", WAYS.split(", "))
def test_the_help_names_every_way_to_a_printer(way: str) -> None:
    told = next(option.help for option in kiosk_command.params if option.name == "printer")
    assert way in str(told)
