"""`yimen verify`: the record checked by itself, told in words, with progress while it takes long."""

from collections.abc import Callable, Iterator

from config.settings import Settings, SettingsError
from queue_server.catalogue.report import Say
from queue_server.remembering import checked_secret
from queue_server.store.flaws import Report
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify

TOLD = (
    *("tickets", "series", "calls", "ratings", "follow_ups", "bookings", "windows", "halls"),
    *("tokens", "logins", "invitations", "answers", "catalogues", "boards"),
)
PROGRESS_EVERY = 20_000

Tell = Callable[[str], None]


def verify_centre(store: SqlStore, centre: str, say: Say, tell: Tell, progress: Tell) -> bool:
    """Check a centre and say what was checked, how much of it, and each flaw; whether there was none."""

    def on(done: int, total: int) -> None:
        if done % PROGRESS_EVERY == 0:
            progress(say("verify.progress", done=done, total=total))

    report = verify(store, centre, on)
    for line in report_lines(report, say):
        tell(line)
    return report.clean


def verify_secret(store: SqlStore, settings: Settings, say: Say, tell: Tell) -> bool:
    """Whether the secret is the one that the record was made with; if not, say what is wrong with it."""
    try:
        checked_secret(store, settings)
    except SettingsError as error:
        for problem in error.problems:
            tell("! " + say(f"settings.{problem.code}", **problem.values))
        return False
    return True


def report_lines(report: Report, say: Say) -> Iterator[str]:
    """What was checked, then what was wrong."""
    yield say("verify.checked", centre=report.centre, facts=report.checked.get("facts", 0))
    for what in TOLD:
        yield "  " + say(f"verify.{what}", count=report.checked.get(what, 0))
    for flaw in report.flaws:
        yield "! " + say(f"verify.flaw.{flaw.code}", **flaw.values)
    if report.count > len(report.flaws):
        yield say("verify.more", count=report.count - len(report.flaws))
    yield say("verify.clean") if report.clean else say("verify.flawed", count=report.count)
