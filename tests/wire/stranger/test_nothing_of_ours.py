"""The stranger's client must be possible from the contract alone."""

import ast
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ALLOWED = {"socketio", "pytest", "tests.wire.stranger.stranger"}


def imported(path: Path) -> set[str]:
    """The names of all modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("name", ["stranger.py", "test_third_party.py"])
def test_the_stranger_imports_nothing_of_ours(name: str) -> None:
    others = {
        module for module in imported(HERE / name) if module.partition(".")[0] not in sys.stdlib_module_names
    }
    assert others <= ALLOWED
