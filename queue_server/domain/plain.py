"""Dataclasses to plain JSON values and back by their type hints: how journal and rows spell them."""

import dataclasses
from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """JSON values only; times as RFC 3339 in UTC; fields that hold their default are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: to_plain(v)
            for f in dataclasses.fields(value)
            if (v := getattr(value, f.name)) != f.default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): to_plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [to_plain(v) for v in value]
    return value


def from_plain(kind: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass back from its plain form; unknown keys are ignored, so older readers stay alive."""
    hints = _hints(cast("Hashable", kind))
    return kind(**{name: _read(hints[name], data[name]) for name in hints if name in data})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    fields = {f.name for f in dataclasses.fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in fields}


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _read(next(a for a in get_args(hint) if a is not NoneType), value)
    if origin is tuple:
        return _read_tuple(get_args(hint), value)
    if origin is not None and issubclass(origin, Mapping):
        return {k: _read(get_args(hint)[1], v) for k, v in value.items()}
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    if dataclasses.is_dataclass(hint):
        return from_plain(hint, value)  # type: ignore[arg-type]
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value


def _read_tuple(args: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_read(args[0], v) for v in value)
    return tuple(_read(a, v) for a, v in zip(args, value, strict=True))
