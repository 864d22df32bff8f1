"""Everything of a catalogue that can be found, and each of its texts as questions are held against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue, Scenario, Service

from .slips import Spoken, folded, spoken, words_of

NAME, KEYWORD, AROUND = 0, 20, 40
"""How far behind its own name a thing is found by what people call it, and by what it belongs to."""


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
    syllables = syllables_of(said)
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


def syllables_of(said: str) -> list[str]:
    """How a text is spoken, its hanzi read as they are in it."""
    from queue_server.web.readings import (
        readings,  # its dictionaries take long to load: see `spelling.prepare_later`
    )

    return [syllable for _, syllable in readings(said)]
