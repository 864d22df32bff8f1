"""How the Chinese names of a catalogue are said: what lets people find an item by its pinyin."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from threading import Timer

PREPARED_AFTER_S = 8.0
"""After a start the processor belongs to those who come back; who wants a spelling by then waits for it."""


def prepare_later() -> None:
    """Load, in a native thread, what the first spelling needs; not before everybody has come back."""
    timer = Timer(PREPARED_AFTER_S, _prepare)
    timer.name, timer.daemon = "spelling", True
    timer.start()


def _prepare() -> None:
    from . import readings  # noqa: F401  not at the top: the server listens before


def spelling(texts: Iterable[str]) -> Mapping[str, str]:
    """Syllable (pinyin without tones, ü as v) -> every hanzi of the texts that is read so somewhere in them.

    Far smaller than a spelling beside each name, and it spells names, keywords and whatever else the
    catalogue says. A hanzi with two readings in these texts (行: xing, hang) stands in both rows.
    """
    from .readings import readings

    found: dict[str, set[str]] = {}
    for text in dict.fromkeys(texts):
        for hanzi, syllable in readings(text):
            found.setdefault(syllable, set()).add(hanzi)
    return {syllable: "".join(sorted(found[syllable])) for syllable in sorted(found)}


@lru_cache(maxsize=16)
def spelling_of(names: tuple[str, ...]) -> Mapping[str, str]:
    """As `spelling`, remembered: for the few names that a page carries with it."""
    return spelling(names)
