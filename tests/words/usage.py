"""Where the words are said: the keys that programs, pages and templates name, plain or with a gap.

`say(`state.${x}`)`, `say(f"refusals.{code}")` and `say("phone." ~ state ~ ".text")` are keys with a gap. A
key fits such a key when each part that stands in a gap is a name that some source file knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from queue_server.web.pages import SCREENS

HOME = Path(__file__).resolve().parents[2]
PROGRAMS = ("config", "crowd", "display_client", "kiosk_client", "printer", "queue_server", "ui", "wire")
SUFFIXES = {".py", ".js", ".html", ".toml", ".csv"}
STATIC = "queue_server/web/static/"
DESKS = ("staff", "guide", "manage", "admin", "audit", "follow_ups", "figures", "pages")
"""Whose words a script may say that the desks of staff share; each desk's own words are read by its page."""

LITERAL = re.compile(r'"([^"\n\\]*)"|\'([^\'\n\\]*)\'|`([^`$\n\\]*)`')
TEMPLATE = re.compile(r"`([^`\n]*\$\{[^`\n]*)`")
F_STRING = re.compile(r"\bf\"([^\"\n]*\{[^\"\n]*)\"|\bf'([^'\n]*\{[^'\n]*)'")
JOINED = re.compile(r'"([a-z_.]+)" ~ [^~"]+?(?: ~ "([a-z_.]+)")?(?=\s*[,)])')
GAP = "\0"
NAME = re.compile(r"[A-Za-z_][\w-]*")
SAID = re.compile(r"\b(?:say|words(?:\.failed)?)\(")
"""Pages and programs `say`; a command has `words` in its reader's language."""


@dataclass(frozen=True)
class Source:
    """One source file, and the areas whose keys it may say without naming the area."""

    path: str
    text: str
    areas: tuple[str, ...]

    @cache  # noqa: B019 - the files of one run of tests
    def plain(self) -> frozenset[str]:
        """Every string that stands there as it is."""
        return frozenset("".join(found) for found in LITERAL.findall(self.text))

    @cache  # noqa: B019 - the files of one run of tests
    def gapped(self) -> frozenset[str]:
        """Every string with gaps, each gap one sign."""
        return frozenset(
            {re.sub(r"\$\{[^}]*\}", GAP, found) for found in TEMPLATE.findall(self.text)}
            | {re.sub(r"\{[^}]*\}", GAP, "".join(found)) for found in F_STRING.findall(self.text)}
            | {before + GAP + after for before, after in JOINED.findall(self.text)}
        )

    def said(self) -> Iterator[str]:
        """The first argument of every `say(...)` or `words(...)`: a plain key, or a choice between such."""
        for call in SAID.finditer(self.text):
            argument = JOINED.sub("", TEMPLATE.sub("", first_argument(self.text[call.end() :]) + ")"))
            for found in LITERAL.finditer(argument):
                before = argument[: found.start()].rstrip()
                if before == "" or before[-1] in "?:|":
                    yield "".join(part or "" for part in found.groups())


def first_argument(text: str) -> str:
    """What stands before the first comma or bracket that belongs to the call."""
    depth = 0
    for at, sign in enumerate(text):
        if depth == 0 and sign in ",)":
            return text[:at]
        depth += (sign in "([{") - (sign in ")]}")
    return text


def areas_of(path: str) -> tuple[str, ...]:
    """The areas that a page's script, or a template, speaks with. Empty: keys are said with their area."""
    if path.startswith("kiosk_client/page/"):
        return ("kiosk", "finding", "taking", "pages")
    if path.startswith("queue_server/web/api_docs/"):
        return ("api",)
    if path.startswith(STATIC):
        kind = path.removeprefix(STATIC).split("/")[0]
        if kind == "staff":
            return DESKS
        its = [screen for screen in SCREENS if path.startswith(f"{STATIC}{screen.kind}/")]
        return max(its, key=lambda screen: len(screen.kind)).words if its else (kind, "pages")
    return ()


@cache
def sources() -> tuple[Source, ...]:
    """Every source file of the product, without tests."""
    files = (path for program in PROGRAMS for path in sorted((HOME / program).rglob("*")))
    named = ((str(path.relative_to(HOME)), path) for path in files if path.suffix in SUFFIXES)
    return tuple(Source(name, path.read_text(encoding="utf-8"), areas_of(name)) for name, path in named)


@cache
def known_names() -> frozenset[str]:
    """Every name and plain string of the sources; a class's name also as its code says it."""
    names = {name for source in sources() for name in (*NAME.findall(source.text), *source.plain())}
    return frozenset(names | {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in names})


def is_said(area: str, key: str) -> bool:
    """Whether some source says this key."""
    return any(says(source, area, key) for source in sources())


def says(source: Source, area: str, key: str) -> bool:
    """Whether a source names the key, with its area or, where it speaks with that area, without."""
    shared = source.path.startswith("ui/browser/")
    ways = [f"{area}.{key}"] + ([key] if shared or area in source.areas else [])
    return any(way in source.plain() or any(fits(way, gapped) for gapped in source.gapped()) for way in ways)


def fits(key: str, gapped: str) -> bool:
    """Whether a key is what a string with gaps can become."""
    parts = gapped.split(GAP)
    if not re.search(r"[a-z_]\.", parts[0]) and not re.search(r"\.[a-z_]", parts[-1]):
        return False
    found = re.fullmatch("(.+)".join(re.escape(part) for part in parts), key)
    return found is not None and all(known(part) for gap in found.groups() for part in gap.split("."))


def known(part: str) -> bool:
    """Whether somebody in the sources knows this name, so that it can stand in a gap."""
    return part.isdecimal() or part in known_names()
