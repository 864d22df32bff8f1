"""The words: every sentence that people read, per language and area, in `<language>/<area>.json`.

An area is one flat table of key -> sentence; `{name}` in a sentence is filled in. Both languages have the
same keys with the same placeholders; a test keeps it.
"""

import json
from functools import cache
from pathlib import Path

DEFAULT = "zh"
HERE = Path(__file__).parent


@cache
def languages() -> tuple[str, ...]:
    """The languages that have words, the default first."""
    found = sorted(folder.name for folder in HERE.iterdir() if folder.is_dir() and any(folder.glob("*.json")))
    return tuple(sorted(found, key=lambda language: language != DEFAULT))


def best_language(wanted: str | None) -> str:
    """The language with words for a tag such as "en-GB"; the default where there is none."""
    primary = (wanted or DEFAULT).partition("-")[0].lower()
    return primary if primary in languages() else DEFAULT


def area(name: str, language: str) -> dict[str, str]:
    """All sentences of an area, for a page. Raises KeyError for an area that does not exist."""
    return dict(_area(name, best_language(language)))


def say(key: str, language: str, **values: object) -> str:
    """The sentence `area.key` with its values filled in.

    Raises KeyError for an unknown key or a missing value: both are mistakes that a test must find.
    """
    name, _, rest = key.partition(".")
    return _area(name, best_language(language))[rest].format(**values)


def knows(key: str) -> bool:
    """Whether there is a sentence `area.key`."""
    name, _, rest = key.partition(".")
    return _file(name, DEFAULT).is_file() and rest in _area(name, DEFAULT)


@cache
def _area(name: str, language: str) -> dict[str, str]:
    path = _file(name, language)
    if not path.is_file():
        raise KeyError(f"no words for the area {name!r} in {language!r}")
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def _file(name: str, language: str) -> Path:
    return HERE / language / f"{name}.json"
