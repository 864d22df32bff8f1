"""What all tests share: examples tried by Hypothesis, a real hall and a browser for each file."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.pages.browser import chromium
from tests.servers import RunningHall, running_hall

# A busy machine makes tests slow, not wrong. `make thorough` tries ten thousand.
settings.register_profile(
    "default", max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=10_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


PURE = {"actions", "boards", "catalogue", "config", "domain", "house", "wire", "words"}
"""Rooms of tests without clocks, sockets or browsers: one that fails there is not tried again."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`--reruns` is for what a busy machine can make late; and what is quick comes last.

    So no worker is left with something long at the end, for xdist hands files out in this order. Who works in
    a hall together is not far apart.
    """
    pure = [item for item in items if is_pure(item)]
    for item in pure:
        item.add_marker(pytest.mark.flaky(reruns=0))
    items.sort(key=lambda item: (is_pure(item), item.get_closest_marker("together") is None))


def is_pure(item: pytest.Item) -> bool:
    """Whether a test needs no clock, no socket and no browser."""
    room = item.path.relative_to(Path(__file__).parent).parts
    return room[0] in PURE and "stranger" not in room


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first hall puts what it was prepared with, for the next ones to begin with."""
    return tmp_path_factory.getbasetemp() / "prepared"


@pytest.fixture(scope="session")
def halls_of_many(
    tmp_path_factory: pytest.TempPathFactory, prepared: Path
) -> Iterator[Callable[[str], RunningHall]]:
    """A hall for all files that work together, by how many kiosks it has; begun when the first one comes."""
    running: dict[str, RunningHall] = {}
    with ExitStack() as all_halls:

        def with_kiosks(kiosks: str) -> RunningHall:
            if kiosks not in running:
                folder = tmp_path_factory.mktemp("hall")
                running[kiosks] = all_halls.enter_context(
                    running_hall(folder, prepared, LOUDSPEAKERS="0", KIOSKS=kiosks)
                )
            return running[kiosks]

        yield with_kiosks


@pytest.fixture(scope="module")
def hall(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, prepared: Path
) -> Iterator[RunningHall]:
    """A hall without loudspeakers that nobody but this file's tests works in.

    A file marked `kiosks(n)` needs the programs of n kiosks only; the others have a token and no address. One
    marked `together` works in a hall that others so marked work in before and after it: windows, queues and
    people are its own there, and it leaves the hall open.
    """
    mark = request.node.get_closest_marker("kiosks")
    kiosks = str(mark.args[0]) if mark else ""
    if request.node.get_closest_marker("together"):
        yield request.getfixturevalue("halls_of_many")(kiosks)
        return
    with running_hall(tmp_path_factory.mktemp("hall"), prepared, LOUDSPEAKERS="0", KIOSKS=kiosks) as hall:
        yield hall


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for this file; Playwright's loop must not outlive it, other files run loops of their own."""
    with chromium() as browser:
        yield browser


@pytest.fixture(autouse=True)
def closed_pages(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page does not outlive the test that opened it: it would go on working beside the next ones."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("browser")
    before = list(browser.contexts)
    yield
    for context in [context for context in browser.contexts if context not in before]:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()
