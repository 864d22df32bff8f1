"""What a doctor's findings say to whoever reads them in English."""

from collections.abc import Iterable

from queue_server.doctor.finding import Finding, Level
from ui.terminal import Words

ENGLISH = Words("en")


def said(findings: Iterable[Finding], level: Level) -> str:
    """What was said at one level, with what is to be done."""
    return " ".join(f"{f.what(ENGLISH)} {f.do(ENGLISH)}" for f in findings if f.level is level)
