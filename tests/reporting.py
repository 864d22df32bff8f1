"""Figures that tests have measured, as a table: `make budgets` shows them, other runs do not."""

from collections.abc import Iterable, Sequence

import click


def report(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A small table in Markdown on standard output."""
    lines = ["", f"{title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    click.echo("\n".join([*lines, ""]))
