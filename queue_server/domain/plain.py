"""Dataclasses to plain JSON values and back by their type hints: how journal and rows spell them.

How a type is written and read is found out once per type: every fact and row of the day passes through here.
"""

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

AS_IT_IS = frozenset({str, int, float, bool, NoneType})
"""What JSON has itself, and most values are."""

T = TypeVar("T")
Turn = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """JSON values only; times as RFC 3339 in UTC; fields that hold their default are left out."""
    kind: Any = type(value)
    write = _writer(kind)
    return value if write is None else write(value)


def sparse(thing: Any) -> dict[str, Any]:
    """The fields of a dataclass that do not hold their default, as they are; times in UTC."""
    kind: Any = type(thing)
    names, defaults, values_of = _fields(kind)
    return {
        name: _in_utc(value) if type(value) is datetime else value
        for name, default, value in zip(names, defaults, values_of(thing), strict=True)
        if value is not default and value != default
    }


def told_sparsely(value: Any) -> Any:
    """One step of `to_plain`, for an encoder that asks for each value it does not know itself."""
    return sparse(value) if dataclasses.is_dataclass(value) else to_plain(value)


def from_plain(kind: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass back from its plain form; unknown keys are ignored, so older readers stay alive."""
    readers = _readers(cast("Hashable", kind))
    return kind(**{name: _given(readers[name], data[name]) for name in readers if name in data})


@cache
def _writer(kind: Any) -> Turn | None:
    """How the values of a type are written; None for what JSON has itself."""
    if dataclasses.is_dataclass(kind):
        return _fields_writer
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, datetime):
        return lambda at: at.astimezone(UTC).isoformat()
    if issubclass(kind, date):
        return lambda day: day.isoformat()
    if issubclass(kind, Mapping):
        return lambda names: {str(key): to_plain(value) for key, value in names.items()}
    if issubclass(kind, tuple | list | frozenset):
        return lambda items: [item if type(item) in AS_IT_IS else to_plain(item) for item in items]
    return None


def _fields_writer(thing: Any) -> dict[str, Any]:
    return {
        name: value if type(value) in AS_IT_IS else to_plain(value) for name, value in sparse(thing).items()
    }


def _in_utc(at: datetime) -> datetime:
    return at if at.tzinfo is UTC else at.astimezone(UTC)


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], tuple[Any, ...], Turn]:
    """Names and defaults of a dataclass, and what tells the values in this order."""
    fields = dataclasses.fields(kind)
    names = tuple(f.name for f in fields)
    all_at_once = attrgetter(*names) if len(names) > 1 else lambda thing: [getattr(thing, n) for n in names]
    return names, tuple(f.default for f in fields), all_at_once


@cache
def _readers(kind: Any) -> dict[str, Turn | None]:
    hints = get_type_hints(kind)
    return {f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)}


def _given(read: Turn | None, value: Any) -> Any:
    return value if read is None or value is None else read(value)


def _reader(hint: Any) -> Turn | None:
    """How a value of a hint is read back; None for what JSON has itself."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _reader(next(a for a in get_args(hint) if a is not NoneType))
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        read = _reader(get_args(hint)[1])
        return lambda names: {key: _given(read, value) for key, value in names.items()}
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(hint)
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else None


def _dataclass_reader(kind: Any) -> Turn:
    return lambda data: from_plain(kind, data)


def _tuple_reader(args: tuple[Any, ...]) -> Turn:
    if len(args) == 2 and args[1] is Ellipsis:
        read = _reader(args[0])
        return lambda values: tuple(_given(read, value) for value in values)
    readers = [_reader(arg) for arg in args]
    return lambda values: tuple(_given(r, value) for r, value in zip(readers, values, strict=True))
