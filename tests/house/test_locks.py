"""The locked dependencies say what to install, never from where."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[2]
PAGES, LIGHTHOUSE = HOUSE, HOUSE / "tools" / "lighthouse"
ASKED = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
TAG = re.compile(r"[A-Za-z][A-Za-z-]+")
"""A version that is asked for by a name that moves, such as `latest`."""
locks = pytest.mark.parametrize("home", [PAGES, LIGHTHOUSE], ids=["pages", "lighthouse"])


def locked(home: Path) -> dict[str, dict[str, Any]]:
    """The packages of a lock by where they lie; the one without a name is ours."""
    packages: dict[str, dict[str, Any]] = json.loads((home / "package-lock.json").read_text())["packages"]
    return packages


def asked_by_tag(home: Path) -> set[str]:
    """The packages that some package of the lock asks for by a tag."""
    wishes = [
        wish for package in locked(home).values() for kind in ASKED for wish in package.get(kind, {}).items()
    ]
    return {name for name, version in wishes if TAG.fullmatch(version)}


def test_every_python_library_is_pinned_by_name_and_version_only() -> None:
    lines = (HOUSE / "requirements.lock").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line)] == []


@locks
def test_a_lock_names_no_registry(home: Path) -> None:
    assert [name for name, package in locked(home).items() if "resolved" in package] == []


@locks
def test_every_library_is_checked_by_its_digest(home: Path) -> None:
    assert [name for name, package in locked(home).items() if name and "integrity" not in package] == []


@locks
def test_a_lock_is_of_its_package(home: Path) -> None:
    package = json.loads((home / "package.json").read_text())
    ours = locked(home)[""]
    assert {kind: package.get(kind) for kind in ASKED} == {kind: ours.get(kind) for kind in ASKED}


def test_what_a_server_installs_can_be_read_by_the_npm_of_debian_12() -> None:
    """It stops at an override of what is asked for by a tag, and without one a lock ends with the tag."""
    assert asked_by_tag(PAGES) == set()


def test_what_lighthouse_asks_for_by_a_tag_is_kept_to_versions() -> None:
    overrides = json.loads((LIGHTHOUSE / "package.json").read_text())["overrides"]
    assert asked_by_tag(LIGHTHOUSE) == set(overrides)
