"""Whether a page grows: its figures late in a run against early ones; and which calls it missed."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

GROWTH = 1.1
"""The late median may be so many times the early one."""

EARLY = (0.25, 0.5)
LATE = (0.75, 1.0)
"""Parts of the run; of 20 minutes the minutes 5 to 10 and 15 to 20."""

FIGURES = ("heap", "nodes", "listeners", "documents")
FEWEST = 3
"""Samples below which a median says nothing."""
LATE_CALLS = 3
"""So many calls may still be on their way to a page when the run ends."""
REFUSAL = re.compile(r"error: Failed to load resource: .* status of (401|409) .*")
"""A press that the hall refuses, or a sign-in that was taken over: answers, errors to Chromium only."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page after its garbage was collected, `at_s` real seconds after the start; `heap` in bytes.

    `rows` is how long the page's lists were then: it tells a full page from one that grows.
    """

    at_s: float
    heap: int
    nodes: int
    listeners: int
    documents: int
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One figure of one page."""

    figure: str
    early: float
    late: float

    @property
    def ratio(self) -> float:
        """Late to early."""
        return self.late / self.early if self.early else float(self.late > 0) * GROWTH * 2 or 1.0

    @property
    def good(self) -> bool:
        """Whether it does not grow."""
        return self.ratio <= GROWTH


class TooFewSamples(ValueError):
    """The run was too short, or the page did not answer, to say anything."""


def judge(samples: Sequence[Sample], run_s: float) -> list[Verdict]:
    """Every figure of a page; nodes while equally many rows are shown. Raises TooFewSamples."""
    return [_verdict(figure, samples, run_s) for figure in FIGURES]


def _verdict(figure: str, samples: Sequence[Sample], run_s: float) -> Verdict:
    early, late = (
        [s for s in samples if part[0] * run_s <= s.at_s <= part[1] * run_s] for part in (EARLY, LATE)
    )
    if min(len(early), len(late)) < FEWEST:
        raise TooFewSamples(f"{len(early)} early and {len(late)} late samples; {FEWEST} of each are needed")
    both = {s.rows for s in early} & {s.rows for s in late}
    if figure != "nodes" or not both:
        return Verdict(figure, median(_values(figure, early)), median(_values(figure, late)))
    return Verdict(figure, *(fmean(_at(rows, part) for rows in both) for part in (early, late)))


def _values(figure: str, samples: Sequence[Sample]) -> list[int]:
    return [getattr(s, figure) for s in samples]


def _at(rows: int, samples: Sequence[Sample]) -> float:
    """The usual number of nodes while so many rows are shown: boards turn pages, queues grow and fall."""
    return median(s.nodes for s in samples if s.rows == rows)


def missed(heard: Iterable[Collection[int]], made: Collection[int]) -> list[int]:
    """Calls that were made while a page watched and that it never heard; one list for each watch."""
    lost: set[int] = set()
    for watch in heard:
        if watch:
            lost |= {seq for seq in made if min(watch) <= seq <= max(watch)} - set(watch)
    return sorted(lost)


def doubled(heard: Iterable[Sequence[int]]) -> list[int]:
    """Calls that a page took for new more than once while it watched."""
    return sorted({seq for watch in heard for seq in watch if watch.count(seq) > 1})


def after_last(heard: Sequence[Collection[int]], made: Collection[int]) -> int:
    """How many calls were made after the last one that a page heard: a page that fell silent."""
    last = max((max(watch) for watch in heard if watch), default=0)
    return sum(1 for seq in made if seq > last)


def faults(heard: Sequence[Sequence[int]], made: Collection[int], complaints: Iterable[str]) -> list[str]:
    """What is wrong with the calls of a page and with what it said in the browser's console, in words."""
    found = [f"call {seq} was missed" for seq in missed(heard, made)]
    found += [f"call {seq} was taken for new twice" for seq in doubled(heard)]
    if not made:
        found.append("no call was made")
    if not any(heard):
        found.append("no call was heard")
    elif (late := after_last(heard, made)) > LATE_CALLS:
        found.append(f"{late} calls were made after the last that was heard")
    return found + sorted({each for each in complaints if not REFUSAL.fullmatch(each)})
