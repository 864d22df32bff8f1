"""Clients of an earlier version are still connected: what they read is still said, in the same form.

The messages in `first_version.json` were recorded when the first clients were written; they are shortened
to two entries of each list. That the server says what is recorded now is held by tests/wire/test_recorded.py;
that the commands of the first contract still work, by tests/wire/stranger on a running hall.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

THEN: dict[str, Any] = json.loads((Path(__file__).parent / "first_version.json").read_text("utf-8"))
NOW = Path(__file__).parents[1] / "wire"


def missing(then: Any, now: Any, path: str = "") -> Iterator[str]:
    """What was said then and is not said now, or is of another kind. A null may stand for anything."""
    if then is None or now is None:
        return
    if type(then) is not type(now):
        yield f"{path} was {type(then).__name__} and is {type(now).__name__}"
    elif isinstance(then, dict):
        yield from (f"{path}.{key} is gone" for key in then.keys() - now.keys())
        for key in then.keys() & now.keys():
            yield from missing(then[key], now[key], f"{path}.{key}")
    elif isinstance(then, list) and then and now:
        for entry in then:
            yield from min((list(missing(entry, each, f"{path}[]")) for each in now), key=len)


@pytest.mark.parametrize("name", sorted(THEN))
def test_everything_that_the_first_clients_read_is_still_said(name: str) -> None:
    now = json.loads((NOW / f"{name}.json").read_text("utf-8"))
    assert list(missing(THEN[name], now)) == []


def test_a_field_that_went_or_changed_its_kind_is_found() -> None:
    assert list(missing({"a": {"b": 1}}, {"a": {}})) == [".a.b is gone"]
    assert list(missing({"a": [1]}, {"a": ["1"]})) == [".a[] was int and is str"]
