"""The console command `yimen`: it collects its sub-commands from whoever registered one."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from importlib.metadata import EntryPoint, entry_points

import click

GROUP = "yimen.commands"


class Collected(click.Group):
    """A group whose sub-commands are entry points, each loaded only when it is asked for."""

    def __init__(self, registered: Mapping[str, EntryPoint]) -> None:
        super().__init__("yimen", help="One door for a public service hall.")
        self.registered = registered

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.registered)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.registered.get(cmd_name)
        return load(entry) if entry else None


def load(entry: EntryPoint) -> click.Command:
    """The command behind an entry point, or a command that says in one line why there is none."""
    gc.disable()  # hardly anything that an import makes is garbage, and the search takes a fifth of its time
    try:
        found = entry.load()
    except Exception as error:  # noqa: BLE001  a plug-in may fail in any way, the others must not suffer
        return broken(entry, f"{type(error).__name__}: {error}")
    finally:
        gc.enable()
    if not isinstance(found, click.Command):
        return broken(entry, "it is not a click command")
    return found


def broken(entry: EntryPoint, reason: str) -> click.Command:
    """A command in the place of one that cannot be loaded: listed as such, and failing with the reason."""

    def refuse() -> None:
        raise click.ClickException(f"`{entry.name}` from {entry.value} cannot be loaded: {reason}")

    return click.Command(
        entry.name,
        callback=refuse,
        params=[click.Argument(["ignored"], nargs=-1, type=click.UNPROCESSED, expose_value=False)],
        context_settings={"ignore_unknown_options": True, "help_option_names": []},
        short_help=f"(cannot be loaded: {reason})",
    )


def registered_commands() -> dict[str, EntryPoint]:
    """Every program's commands, by name."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def main() -> None:
    """Start the console command."""
    Collected(registered_commands())(prog_name="yimen")


if __name__ == "__main__":
    main()
