"""Finding things as people type them: hanzi, pinyin whole or by first letters, English words, or a code.

The pages of kiosks and PADs forgive slips of the finger as well and search by themselves; this one needs no
script and runs in a native thread, because reading a whole catalogue aloud takes a good part of a second.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue, Scenario, Service

LONGEST = 60
"""Signs of a question; nobody types a longer name."""
HAN = re.compile(r"[\u4e00-\u9fff]")
NAME, KEYWORD, AROUND = 0, 20, 40
"""How far behind its own name a thing is found by what people call it, and by what it belongs to."""
MIXED = 10
"""How far behind whole pinyin and first letters a mixture of both stands."""
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
    """One text as it is matched: in small letters, its syllables with blanks between, their first letters."""

    lower: str
    syllables: str
    initials: str


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


def find(index: Index, typed: str) -> list[Found]:
    """What fits every word that was typed, best first; nothing where nothing was typed."""
    terms = terms_of(typed)
    if not terms:
        return []
    ranks = [_ranks(index.texts, term) for term in terms]
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
    from queue_server.web.readings import (
        readings,  # its dictionaries take long to load: see `spelling.prepare_later`
    )

    syllables = [syllable for _, syllable in readings(said)]
    return Text(said.lower(), " ".join(syllables), "".join(each[0] for each in syllables))


def _ranks(texts: Sequence[Text], term: str) -> tuple[str, dict[int, int]]:
    """How well each text that holds the term does so: 0 is the whole text."""
    rank = _by_hanzi(term) if HAN.search(term) else _by_letters(term)
    found = ((number, rank(text)) for number, text in enumerate(texts))
    return term, {number: far for number, far in found if far is not None}


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
