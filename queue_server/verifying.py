"""`yimen verify`: prove a centre's record, and say what was looked at and what is wrong."""

from collections.abc import Callable, Iterator

from queue_server.store.flaws import Report
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from ui.words import say

SEEN = (
    "tickets",
    "series",
    "calls",
    "windows",
    "halls",
    "tokens",
    "logins",
    "answers",
    "catalogues",
    "boards",
)
LONG = 20_000
"""Facts between two lines of progress."""


def verify_centre(store: SqlStore, centre: str, tell: Callable[[str], None], language: str = "en") -> bool:
    """Tell line by line; whether the record is clean. Raises UnknownCentre and StoreFailed."""

    def progress(done: int, total: int) -> None:
        if done % LONG == 0 and done != total:
            tell(say("verify.progress", language, done=done, total=total))

    report = verify(store, centre, progress)
    for line in report_lines(report, language):
        tell(line)
    return report.clean


def report_lines(report: Report, language: str) -> Iterator[str]:
    """The report as sentences."""
    yield say("verify.checked", language, centre=report.centre, facts=report.checked.get("facts", 0))
    for what in SEEN:
        yield "  " + say(f"verify.{what}", language, count=report.checked.get(what, 0))
    for found in report.flaws:
        yield say(f"verify.flaw.{found.code}", language, **found.values)
    if report.count > len(report.flaws):
        yield say("verify.more", language, count=report.count - len(report.flaws))
    yield (
        say("verify.clean", language) if report.clean else say("verify.flawed", language, count=report.count)
    )
