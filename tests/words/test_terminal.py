"""Which language a command speaks."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from config.command import load, registered_commands
from tests.words.usage import sources
from ui.terminal import LANGUAGE, Words, words_here

BY_THE_TERMINAL_ALONE = {"serve"}
"""Commands without the option: a service speaks the language of its settings' file."""
SPOKEN_ELSEWHERE = {"ui/terminal.py", "printer/cli.py", "config/command.py"}
"""Where click's own failures are given words, and the one that tells of a plug-in that cannot be loaded."""


@click.command()
@LANGUAGE
def speak(words: Words) -> None:
    raise words.failed("visitors.nobody")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8", "TERM": "xterm"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "en.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "TERM": "linux"}, "en"),
    ],
)
def test_the_terminal_decides_unless_somebody_says(environ: dict[str, str], language: str) -> None:
    assert words_here(environ).language == language


@pytest.mark.parametrize("tag", ["en", "en-GB", "en_US.UTF-8", "EN"])
def test_the_option_comes_before_the_terminal(tag: str) -> None:
    done = CliRunner().invoke(speak, ["--language", tag], env={"LANG": "zh_CN.UTF-8"})
    assert (done.exit_code, done.output) == (1, "Error: there is no such ticket or booking\n")


@pytest.mark.parametrize("tag", ["english", "de", "C"])
def test_a_language_that_has_no_words_is_refused(tag: str) -> None:
    done = CliRunner().invoke(speak, ["--language", tag])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"'{tag}' is none of zh, en" in done.stderr


def test_a_failure_is_said_in_the_language_of_the_terminal() -> None:
    done = CliRunner().invoke(speak, [], env={"LANG": "zh_CN.UTF-8", "TERM": "xterm"})
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "出错：没有这样的号票或预约\n")


def leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command, or all that stand below it."""
    inner = command.commands if isinstance(command, click.Group) else {}
    if not inner:
        yield name, command
    for word, below in inner.items():
        yield from leaves(f"{name} {word}", below)


def test_every_command_can_be_told_which_language_to_speak() -> None:
    ours = {name: entry for name, entry in registered_commands().items() if is_ours(entry.value)}
    every = [leaf for name, entry in ours.items() for leaf in leaves(name, load(entry))]
    assert len(every) > 30
    without = {name for name, command in every if "--language" not in options(command)}
    assert without == BY_THE_TERMINAL_ALONE


def test_no_command_fails_in_words_of_its_own() -> None:
    own = re.compile(r"click\.ClickException")
    found = {source.path for source in sources() if source.path.endswith(".py") and own.search(source.text)}
    assert found == SPOKEN_ELSEWHERE


def is_ours(place: str) -> bool:
    return place.partition(".")[0] in {source.path.partition("/")[0] for source in sources()}


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}
