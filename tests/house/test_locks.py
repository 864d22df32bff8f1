"""The locked dependencies say what to install, never from where."""

import json
import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_every_python_library_is_pinned_by_name_and_version_only() -> None:
    lines = (HOUSE / "requirements.lock").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []


def test_the_lock_of_the_pages_names_no_registry() -> None:
    packages = json.loads((HOUSE / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_every_library_of_a_page_is_checked_by_its_digest() -> None:
    packages = json.loads((HOUSE / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
