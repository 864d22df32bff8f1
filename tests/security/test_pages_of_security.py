"""docs/asvs.md and docs/threats.md name tests, modules and pages that exist, and count rightly."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ASVS = (DOCS / "asvs.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| (\S+) \| ([^|]+) \|$", ASVS, re.MULTILINE)
TESTS = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}


@pytest.mark.parametrize("page", ["asvs.md", "threats.md", "permissions.md"])
def test_every_test_that_is_named_is_there(page: str) -> None:
    named = set(re.findall(r"`(test_\w+)`", (DOCS / page).read_text("utf-8")))
    assert named - TESTS == set()


@pytest.mark.parametrize("page", ["asvs.md", "threats.md", "permissions.md"])
def test_every_file_that_is_named_is_there(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    paths = re.findall(r"`((?:tests|web|ui|live|wire|domain|actions|queue_server)/[\w/]+(?:\.py)?)`", text)
    missing = [p for p in paths if not ((ROOT / p).exists() or (ROOT / "queue_server" / p).exists())]
    links = [link for link in re.findall(r"\]\(([\w/.-]+\.md)\)", text) if not (DOCS / link).exists()]
    assert (missing, links) == ([], [])


def test_every_requirement_of_levels_one_and_two_is_answered_once() -> None:
    """The standard has 70 of level 1 and 183 more of level 2."""
    assert len(ROWS) == len({number for number, _, _ in ROWS}) == 70 + 183
    assert {answer for _, answer, _ in ROWS} == {"yes", "no", "n/a"}


def test_the_page_counts_rightly() -> None:
    found = [sum(answer == each for _, answer, _ in ROWS) for each in ("yes", "no", "n/a")]
    told = re.search(r"(\d+) hold, (\d+) do not, (\d+) do not apply", ASVS)
    assert told
    assert found == [int(number) for number in told.groups()]


def test_what_holds_says_where() -> None:
    assert [number for number, _, where in ROWS if len(where.strip()) < 3] == []
