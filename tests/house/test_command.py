"""The console command: each program brings its own part, and a broken one harms no other."""

from importlib.metadata import EntryPoint

from click.testing import CliRunner, Result

from config.command import GROUP, Collected


def yimen(*words: str, **registered: str) -> Result:
    """What `yimen` answers to these words when these commands are registered."""
    entries = {name: EntryPoint(name, value, GROUP) for name, value in registered.items()}
    return CliRunner().invoke(Collected(entries), list(words))


def test_a_broken_command_says_why_in_one_line() -> None:
    answer = yimen("serve", "--port", "1", serve="nowhere.at_all:serve_command")
    assert answer.exit_code == 1
    assert answer.output.splitlines() == [
        "Error: `serve` from nowhere.at_all:serve_command cannot be loaded: "
        "ModuleNotFoundError: No module named 'nowhere'"
    ]


def test_a_broken_command_is_listed_beside_the_others() -> None:
    answer = yimen("--help", serve="nowhere.at_all:serve_command", weigh="click:command")
    assert answer.exit_code == 0
    assert "serve" in answer.output
    assert "weigh" in answer.output


def test_something_that_is_no_command_is_refused() -> None:
    answer = yimen("weigh", weigh="math:pi")
    assert "`weigh` from math:pi cannot be loaded: it is not a click command" in answer.output


def test_an_unknown_command_is_called_unknown() -> None:
    assert "No such command 'fly'" in yimen("fly").output
