"""Finding things as people type them: hanzi, pinyin whole or by first letters, English words, or a code.

It needs no script and runs in a native thread, because reading a whole catalogue aloud takes a good part of a
second. A word that is found nowhere may have a slip in it (`slips.py`). The pages of kiosks and PADs search
by themselves.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .catalogue_index import Found, Index, Text, Thing
from .nearness import Rank, exactly, nearly

LONGEST = 60
"""Signs of a question; nobody types a longer name."""
MOST_SLIPS = 2
"""Words of a question in which a slip is looked for, each in every text: with more it is no slip any more."""
CODE = -10
PICKUP = 5
"""How far behind others what is only to be collected stands, unless that is asked for."""
COLLECTS = re.compile(r"[领取]|col|pick")


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first; `nearly` where a word was found only with a slip in it."""

    found: list[Found]
    nearly: bool = False


def find(index: Index, typed: str) -> Hits:
    """What fits every word that was typed; nothing where nothing was typed."""
    ranks, slips = [], 0
    for term in terms_of(typed):
        whole = _ranks(index.texts, exactly(term))
        if not whole and not _is_code(index, term):
            slips += 1
            whole = _ranks(index.texts, nearly(term)) if slips <= MOST_SLIPS else {}
            if not whole:
                return Hits([])
        ranks.append((term, whole))
    found = _sorted(index, typed, ranks) if ranks else []
    return Hits(found, bool(slips and found))


def _sorted(index: Index, typed: str, ranks: Sequence[tuple[str, Mapping[int, int]]]) -> list[Found]:
    late = 0 if COLLECTS.search(typed.lower()) else PICKUP
    hits = sorted(
        (distance + late * thing.is_pickup, thing.length, number)
        for number, thing in enumerate(index.things)
        if (distance := _distance(thing, ranks)) is not None
    )
    return [index.things[number].found for _, _, number in hits]


def terms_of(typed: str) -> list[str]:
    """The words of a question in small letters, ü as v."""
    text = unicodedata.normalize("NFKC", typed)[:LONGEST].lower().replace("ü", "v")
    return [term for part in text.split() if (term := part.strip(".,;:!?'\"()，。；：、！？（）「」“”·"))]


def _is_code(index: Index, term: str) -> bool:
    return any(thing.found.code.lower() == term for thing in index.things)


def _ranks(texts: Sequence[Text], rank: Rank) -> dict[int, int]:
    """How well each text that holds a word does so: 0 is the whole text."""
    found = ((number, rank(text)) for number, text in enumerate(texts))
    return {number: far for number, far in found if far is not None}


def _distance(thing: Thing, ranks: Iterable[tuple[str, Mapping[int, int]]]) -> int | None:
    """How far a thing is from all words together; None where one of them is nowhere in it."""
    each = [_nearest(thing, term, rank) for term, rank in ranks]
    near = [far for far in each if far is not None]
    return sum(near) if len(near) == len(each) else None


def _nearest(thing: Thing, term: str, ranks: Mapping[int, int]) -> int | None:
    if thing.found.code.lower() == term:
        return CODE
    return min((far + ranks[number] for number, far in thing.texts if number in ranks), default=None)
