"""How near a text is to a word that was typed: as it stands, by its sounds, or with a slip in it."""

import re
from collections.abc import Callable

from .catalogue_index import Text, syllables_of
from .slips import LONGEST, folded, nearly_at

HAN = re.compile(r"[\u4e00-\u9fff]")
MIXED = 10
"""How far behind whole pinyin and first letters a mixture of both stands."""
SLIP = 15
"""How far a text stands that holds a word only with a slip."""
SHORTEST_INITIALS = 5
"""First letters that must be typed before one of them may be wrong."""

Rank = Callable[[Text], int | None]
"""How far a text is from what was typed: 0 is all of it, None is not at all."""


def exactly(term: str) -> Rank:
    """As it stands: hanzi in the text itself, letters also in its sounds."""
    return _by_hanzi(term) if HAN.search(term) else _by_letters(term)


def nearly(term: str) -> Rank:
    """With a slip in it. Other hanzi of the same sound are as good as the letters of it."""
    letters = "".join(syllables_of(term)) if HAN.search(term) else term
    is_sound = letters.isascii() and letters.isalpha() and 2 < len(letters) <= LONGEST
    sound = folded(letters)
    initials = letters if len(letters) >= SHORTEST_INITIALS else ""

    def rank(text: Text) -> int | None:
        if not is_sound:
            return None
        for typed, said in zip((sound, letters, initials), text.slips, strict=True):
            at = nearly_at(typed, said) if typed else None
            if at is not None:
                return SLIP + _place(at, len(typed), len(said.letters))
        return None

    return rank


def _by_hanzi(term: str) -> Rank:
    def rank(text: Text) -> int | None:
        at = text.lower.find(term)
        return None if at < 0 else _place(at, len(term), len(text.lower))

    return rank


def _by_letters(term: str) -> Rank:
    word = re.compile(rf"(?<![a-z0-9]){re.escape(term)}")
    is_sound = term.isascii() and term.isalpha()
    whole = re.compile(r"(?:^|(?<= ))" + " ?".join(term)) if is_sound else None
    mixed = re.compile(r"(?:^|(?<= ))" + "(?:[a-z]* )?".join(term)) if is_sound else None

    def rank(text: Text) -> int | None:
        if found := word.search(text.lower):
            return _place(found.start(), len(term), len(text.lower))
        if whole is None or mixed is None or not text.syllables:
            return None
        at = text.initials.find(term)
        if at >= 0:
            return 1 + _place(at, len(term), len(text.initials))
        if found := whole.search(text.syllables):
            return _place(found.start(), found.end() - found.start(), len(text.syllables))
        if len(term) > 2 and (found := mixed.search(text.syllables)):
            return MIXED + _place(found.start(), 0, len(text.syllables))
        return None

    return rank


def _place(at: int, length: int, whole: int) -> int:
    return 3 if at else 0 if length == whole else 1
