"""All checks, one after another. One that fails itself is a finding, and the others go on."""

from collections.abc import Callable, Iterator

from . import on_disk, record, surroundings
from .finding import Case, Finding, Findings, Level, error

Check = Callable[[Case], Findings]

CHECKS: tuple[Check, ...] = (
    surroundings.settings,
    on_disk.data_folder,
    on_disk.room,
    on_disk.secret,
    record.sqlite_file,
    record.postgres,
    record.release,
    record.halls,
    surroundings.clock,
    surroundings.port,
    surroundings.address,
    surroundings.limits,
    surroundings.others,
    surroundings.devices,
    on_disk.photos,
    on_disk.backups,
)


def examine(case: Case, checks: tuple[Check, ...] = CHECKS) -> Iterator[Finding]:
    """What every check finds."""
    for check in checks:
        try:
            yield from check(case)
        except Exception as problem:  # noqa: BLE001  a doctor does not die of what the patient has
            yield error(check.__name__, "not_looked_at", kind=type(problem).__name__, why=problem)


def worst(findings: list[Finding]) -> Level:
    """The worst of all levels."""
    order = list(Level)
    return max((finding.level for finding in findings), key=order.index, default=Level.FINE)
