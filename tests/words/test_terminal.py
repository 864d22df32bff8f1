"""Which language a command speaks."""

import click
import pytest
from click.testing import CliRunner

from ui.terminal import LANGUAGE, Words, words_here


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
    assert (done.exit_code, done.output) == (1, "Error: there is no such ticket\n")


def test_a_failure_is_said_in_the_language_of_the_terminal() -> None:
    done = CliRunner().invoke(speak, [], env={"LANG": "zh_CN.UTF-8", "TERM": "xterm"})
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "出错：没有这样的号票\n")
