"""`npm test` says so where node is too old for it."""

import subprocess
from pathlib import Path

import pytest

JUDGE = Path(__file__).parents[2] / "tools" / "new_enough.mjs"
AS_IF = "Object.defineProperty(process, 'versions', {{ value: {{ node: '{}' }} }}); await import('{}');"


@pytest.mark.parametrize(
    ("version", "enough"), [("18.20.4", False), ("20.11.1", False), ("20.19.2", True), ("22.0.0", True)]
)
def test_an_old_node_is_told_what_is_needed(version: str, enough: bool) -> None:
    script = AS_IF.format(version, JUDGE.as_uri())
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False, timeout=60
    )
    complaint = f"need Node 20.19 or newer, and this is {version}." in done.stderr
    assert (done.returncode == 0, complaint) == (enough, not enough)
