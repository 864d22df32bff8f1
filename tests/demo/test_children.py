"""The programs of the demo: told when to go on, and missed when they end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.demo.children import ChildDied, Children
from wire.devices import RESTART_STATUS

LONG_S = 30.0
WAITING = "import sys; print(repr(sys.stdin.readline()))"


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    children = Children(tmp_path, {})
    yield children
    children.stop()


def wait_for_end_of(children: Children, name: str) -> None:
    children.wait_for(lambda: children._running[-1][1].poll() is not None, name, LONG_S)


def test_a_program_that_waits_to_be_told_goes_on_when_it_is(children: Children, tmp_path: Path) -> None:
    children.start("waiting", "-c", WAITING, told=True)
    assert children.ended("waiting") is None
    children.tell("waiting")
    wait_for_end_of(children, "waiting")
    assert (tmp_path / "waiting.log").read_text("utf-8") == "'\\n'\n"


def test_one_that_ended_before_it_was_told_is_named(children: Children) -> None:
    children.start("hasty", "-c", "pass", told=True)
    wait_for_end_of(children, "hasty")
    with pytest.raises(ChildDied, match="hasty ended"):
        children.tell("hasty")


def test_one_that_ends_by_itself_is_named_with_its_status(children: Children) -> None:
    children.start("weak", "-c", "raise SystemExit(3)")
    wait_for_end_of(children, "weak")
    with pytest.raises(ChildDied, match="weak ended with status 3"):
        children.check()


def test_one_that_asks_for_it_is_started_anew(children: Children) -> None:
    children.start("eager", "-c", f"raise SystemExit({RESTART_STATUS})")
    first = children._running[0][1]
    wait_for_end_of(children, "eager")
    children.check()
    assert [name for name, _ in children._running] == ["eager"]
    assert children._running[0][1] is not first
