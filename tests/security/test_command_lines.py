"""No command takes a secret as a word: whoever is on the machine sees all command lines."""

from collections.abc import Iterator
from importlib.metadata import entry_points

import click
import pytest

from config.command import GROUP
from config.settings import _PARSERS, FROM_FILES

COMMANDS = {entry.name: entry for entry in entry_points(group=GROUP)}
SECRET = ("password", "pin", "token", "secret", "key", "code")
NO_SECRETS = {"device add code", "device revoke code", "device code code", "kiosk code"}
"""Codes of devices, which stand on them in large letters."""


def parameters(command: click.Command, path: str) -> Iterator[str]:
    for parameter in command.params:
        yield f"{path} {parameter.name}"
    for name, inner in getattr(command, "commands", {}).items():
        yield from parameters(inner, f"{path} {name}")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_asks_for_secrets_or_reads_a_file(name: str) -> None:
    named = {p for p in parameters(COMMANDS[name].load(), name) if p.rpartition(" ")[2].endswith(SECRET)}
    assert named - NO_SECRETS == set()


def test_every_secret_of_the_settings_may_lie_in_a_file() -> None:
    kinds = ("secret", "token", "url", "key")
    secrets = {name for name in _PARSERS if name.endswith(kinds) and name != "base_url"}
    assert secrets == set(FROM_FILES)
