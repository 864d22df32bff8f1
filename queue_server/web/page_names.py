"""What every page needs to know by name: slices of the catalogue, so that boards can travel without names."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.names import Names, in_language

MOST_DIGITS = 4
"""No window has a longer number."""


def window_name(number: int, names: Names, language: str) -> str:
    """Its name without the number, which stands beside it in large type: 9号综合窗口 is 综合窗口."""
    name = in_language(names, language)
    for start in (f"{number}号", f"Window {number}", str(number)):
        if name.startswith(start):
            return name.removeprefix(start).strip(" :,·")
    return name


def queues_named(catalogue: Catalogue, codes: Iterable[str]) -> dict[str, Any]:
    """Queues by code; one that left the catalogue is left out."""
    known = ((code, catalogue.queues.get(code)) for code in codes)
    return {
        code: {"prefix": queue.prefix, "names": queue.names, "hall": queue.hall}
        for code, queue in known
        if queue is not None
    }


def named(things: Iterable[tuple[str, Any]], language: str) -> dict[str, str]:
    """Names by code in one language."""
    return {code: in_language(thing.names, language) for code, thing in things}


def missed_rule(catalogue: Catalogue) -> dict[str, int]:
    """The figures of the missed-call rule."""
    policy = catalogue.policy
    return {
        "recalls": policy.recalls,
        "revivals": policy.revivals,
        "revive_behind": policy.revive_behind,
    }


def window_number(key: str) -> int:
    """The window that an address names. Raises LookupError where it is no number of a window."""
    if not (key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS):
        raise LookupError(key)
    return int(key)


def runs(windows: Iterable[int], joint: str = ", ") -> str:
    """6–9, 13; `joint` stands between them in the reader's language."""
    numbers = sorted(set(windows))
    breaks = [i for i, (a, b) in enumerate(pairwise(numbers), start=1) if b != a + 1]
    spans = [numbers[a:b] for a, b in pairwise([0, *breaks, len(numbers)]) if numbers[a:b]]
    return joint.join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in spans)
