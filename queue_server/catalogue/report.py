"""Problems, differences and figures as plain lines of text; the words come in through `say`."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Protocol

from .difference import Changed, Difference
from .figures import Figures
from .problems import Problem

MOST_KEYS = 8
MOST_CHANGES = 40
MOST_LINES = 5
LONGEST_VALUE = 48


class Say(Protocol):
    """The sentence `key` in the reader's language, with its values filled in."""

    def __call__(self, key: str, /, **values: object) -> str: ...


def error_lines(problems: list[Problem], say: Say, folder: str = "") -> Iterator[str]:
    """One line per problem with its place, what is wrong and what to do; then how many there are."""
    for problem in problems:
        yield _visible(f"{_place(problem, say, folder)}: {sentence(problem, say)}")
    files = len({problem.file for problem in problems})
    yield say("catalogue.errors", count=len(problems), files=files)


def _visible(line: str) -> str:
    """The line with hidden characters of a damaged file spelt out: they must not act on a terminal."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"<U+{ord(c):04X}>" for c in line)


def sentence(problem: Problem, say: Say) -> str:
    """What is wrong and what to do."""
    told = [say(f"catalogue.problem.{problem.fault.value}", **problem.values)]
    if problem.near:
        told.append(say("catalogue.near", near=problem.near))
    if problem.also:
        lines = ", ".join(str(line) for line in problem.also[:MOST_LINES])
        more = len(problem.also) - MOST_LINES
        key = "catalogue.also_more" if more > 0 else "catalogue.also"
        told.append(say(key, lines=lines, more=more))
    return say("catalogue.gap").join(told)


def _place(problem: Problem, say: Say, folder: str) -> str:
    file = str(PurePath(folder, problem.file)) if folder else problem.file
    if not problem.line:
        return file
    name = f" ({problem.name})" if problem.name else ""
    return say("catalogue.place", file=file, line=problem.line, column=problem.column) + name


def difference_lines(difference: Difference, say: Say) -> Iterator[str]:
    """What would change, per kind; then what it means for the people who wait now."""
    if not difference:
        yield say("catalogue.no_change")
    for kind, keys in difference.added.items():
        yield _keys("+", "added", kind, keys, say)
    for kind, keys in difference.removed.items():
        yield _keys("-", "removed", kind, keys, say)
    for changed in difference.changed[:MOST_CHANGES]:
        yield _change(changed, say)
    if len(difference.changed) > MOST_CHANGES:
        yield "~ " + say("catalogue.more_changes", count=len(difference.changed) - MOST_CHANGES)
    for told in difference.consequences:
        yield "! " + say(f"catalogue.effect.{told.effect.value}", **told.values)


def _keys(sign: str, verb: str, kind: str, keys: tuple[str, ...], say: Say) -> str:
    named = say(f"catalogue.kind.{kind}")
    if keys == ("",):
        return f"{sign} {named}"
    shown = ", ".join(keys[:MOST_KEYS]) + (" …" if len(keys) > MOST_KEYS else "")
    return f"{sign} " + say(f"catalogue.{verb}", kind=named, count=len(keys), keys=shown)


def _change(changed: Changed, say: Say) -> str:
    named = say(f"catalogue.kind.{changed.kind}")
    thing = f"{named} {changed.key}" if changed.key else named
    old, new = _short(changed.old, say), _short(changed.new, say)
    return f"~ {thing}, {changed.name}: {old} -> {new}"


def _short(text: str, say: Say) -> str:
    if not text:
        return say("catalogue.nothing")
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def figures_lines(figures: Figures, say: Say) -> Iterator[str]:
    """The centre's counts, and what its comprehensive windows take."""
    counts = ("halls", "zones", "windows", "queues", "departments", "services", "clerks")
    yield say("catalogue.figures.counts", **{name: getattr(figures, name) for name in counts})
    more = ("scenarios", "kiosks", "machines")
    yield say("catalogue.figures.more", **{name: getattr(figures, name) for name in more})
    if figures.item_rate is None:
        yield say("catalogue.figures.not_pooled")
        return
    yield say(
        "catalogue.figures.pooled",
        departments=figures.pooled_departments,
        services=figures.pooled_services,
        windows=figures.pooled_windows,
    )
    yield say(
        "catalogue.figures.rate",
        rate=f"{100 * figures.item_rate:.1f}",
        pooled=figures.pooled_services,
        rated=figures.rated_services,
        special=figures.special_services,
        departments=len(figures.special_departments),
        others=figures.services - figures.rated_services,
    )
