"""Finding things as people type them: hanzi, pinyin whole or by first letters, English words, or a code.

It needs no script and runs in a native thread, because reading a whole catalogue aloud takes a good part of a
second. A word that is found nowhere may have a slip in it (`slips.py`). The pages of kiosks and PADs search
by themselves.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue, Scenario, Service

from .slips import LONGEST as LONGEST_SLIP
from .slips import Spoken, folded, nearly_at, spoken, words_of

LONGEST = 60
"""Signs of a question; nobody types a longer name."""
HAN = re.compile(r"[\u4e00-\u9fff]")
NAME, KEYWORD, AROUND = 0, 20, 40
"""How far behind its own name a thing is found by what people call it, and by what it belongs to."""
MIXED = 10
"""How far behind whole pinyin and first letters a mixture of both stands."""
SLIP = 15
"""How far a text stands that holds a word only with a slip."""
SHORTEST_INITIALS = 5
"""First letters that must be typed before one of them may be wrong."""
MOST_SLIPS = 2
"""Words of a question in which a slip is looked for, each in every text: with more it is no slip any more."""
CODE = -10
PICKUP = 5
"""How far behind others what is only to be collected stands, unless that is asked for."""
COLLECTS = re.compile(r"[领取]|col|pick")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing: a scenario or an item, by its code."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it is matched: in small letters, its syllables with blanks between, their first letters.

    `slips` are its sounds, its English words and its first letters as slips are looked for.
    """

    lower: str
    syllables: str
    initials: str
    slips: tuple[Spoken, Spoken, Spoken]


Rank = Callable[[Text], int | None]
"""How far a text is from what was typed: 0 is all of it, None is not at all."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be found: where it stands among all, and the numbers of its texts with their distances."""

    found: Found
    length: int
    is_pickup: bool
    texts: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Index:
    """All things and all texts of a catalogue, each text once."""

    things: Sequence[Thing]
    texts: Sequence[Text]


def index_of(catalogue: Catalogue) -> Index:
    """Everything that may be found in a catalogue; what only lives on for today's tickets is left out."""
    numbers: dict[str, int] = {}
    things = [
        *(_scenario(s, numbers) for s in catalogue.scenarios.values() if _is_whole(catalogue, s)),
        *(_service(catalogue, s, numbers) for s in catalogue.services.values() if catalogue.offers(s.code)),
    ]
    return Index(things, [_text(said) for said in numbers])


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first; `nearly` where a word was found only with a slip in it."""

    found: list[Found]
    nearly: bool = False


def find(index: Index, typed: str) -> Hits:
    """What fits every word that was typed; nothing where nothing was typed."""
    ranks, slips = [], 0
    for term in terms_of(typed):
        whole = _ranks(index.texts, _exactly(term))
        if not whole and not _is_code(index, term):
            slips += 1
            whole = _ranks(index.texts, _nearly(term)) if slips <= MOST_SLIPS else {}
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


def _is_whole(catalogue: Catalogue, scenario: Scenario) -> bool:
    return scenario.code not in catalogue.retiring.scenarios


def _scenario(scenario: Scenario, numbers: dict[str, int]) -> Thing:
    said = [(NAME, scenario.names.values()), (KEYWORD, scenario.keywords)]
    return _thing(Found("scenario", scenario.code), scenario.names, said, numbers)


def _service(catalogue: Catalogue, service: Service, numbers: dict[str, int]) -> Thing:
    department = catalogue.departments.get(service.department)
    around = department.names.values() if department else ()
    said = [(NAME, service.names.values()), (KEYWORD, service.keywords), (AROUND, around)]
    queue = catalogue.queues.get(service.queue)
    is_pickup = queue is not None and queue.kind == "pickup"
    return _thing(Found("service", service.code), service.names, said, numbers, is_pickup)


def _thing(
    found: Found,
    names: Mapping[str, str],
    said: Iterable[tuple[int, Iterable[str]]],
    numbers: dict[str, int],
    is_pickup: bool = False,
) -> Thing:
    texts = [(numbers.setdefault(text, len(numbers)), far) for far, each in said for text in each]
    return Thing(found, len(next(iter(names.values()), "")), is_pickup, texts)


def _text(said: str) -> Text:
    syllables = _syllables(said)
    lower = said.lower()
    return Text(
        lower=lower,
        syllables=" ".join(syllables),
        initials="".join(each[0] for each in syllables),
        slips=(
            spoken([folded(each) for each in syllables]),
            spoken(words_of(lower)),
            spoken([each[0] for each in syllables]),
        ),
    )


def _syllables(said: str) -> list[str]:
    from queue_server.web.readings import (
        readings,  # its dictionaries take long to load: see `spelling.prepare_later`
    )

    return [syllable for _, syllable in readings(said)]


def _is_code(index: Index, term: str) -> bool:
    return any(thing.found.code.lower() == term for thing in index.things)


def _ranks(texts: Sequence[Text], rank: Rank) -> dict[int, int]:
    """How well each text that holds a word does so: 0 is the whole text."""
    found = ((number, rank(text)) for number, text in enumerate(texts))
    return {number: far for number, far in found if far is not None}


def _exactly(term: str) -> Rank:
    return _by_hanzi(term) if HAN.search(term) else _by_letters(term)


def _nearly(term: str) -> Rank:
    """With a slip in it. Other hanzi of the same sound are as good as the letters of it."""
    letters = "".join(_syllables(term)) if HAN.search(term) else term
    is_sound = letters.isascii() and letters.isalpha() and 2 < len(letters) <= LONGEST_SLIP
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


def _distance(thing: Thing, ranks: Iterable[tuple[str, Mapping[int, int]]]) -> int | None:
    """How far a thing is from all words together; None where one of them is nowhere in it."""
    each = [_nearest(thing, term, rank) for term, rank in ranks]
    near = [far for far in each if far is not None]
    return sum(near) if len(near) == len(each) else None


def _nearest(thing: Thing, term: str, ranks: Mapping[int, int]) -> int | None:
    if thing.found.code.lower() == term:
        return CODE
    return min((far + ranks[number] for number, far in thing.texts if number in ranks), default=None)
