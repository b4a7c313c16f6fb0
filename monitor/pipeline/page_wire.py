"""What the process that reads large pages says, as JSON, and back: each value is checked against its type."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from monitor.normalize import storable

_Found = TypeVar("_Found")


def to_wire(found: Any) -> dict[str, Any]:
    """Return *found* as plain JSON values: a value of the model is the list of its fields."""
    return {"found": _plain(found)}


def from_wire(kind: type[_Found], said: Mapping[str, Any]) -> _Found:
    """Return what `to_wire` was given, a *kind*. Raises ValueError for anything else."""
    try:
        found = _checked(kind, said["found"])
    except (KeyError, TypeError, ValueError) as odd:
        raise ValueError(f"not a reading: {odd!r}") from odd
    assert isinstance(found, kind)
    return found


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _checked(kind: Any, value: Any) -> Any:
    """*value* as a *kind*. Raises TypeError where it is none."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None and type(None) in inner else _checked(inner[0], value)
    if origin is Literal:
        return _one_of(inner, value)
    if origin is tuple:
        return _tuple(inner, value)
    if kind is Any or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return _storable(value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind(**{name: _checked(of, one) for (name, of), one in zip(_fields(kind), _list(value), strict=True)})
    if type(value) is not kind:
        raise TypeError(f"{value!r:.50} is no {kind}")
    return storable(value) if kind is str else value


def _tuple(inner: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_checked(inner[0], one) for one in _list(value))
    return tuple(_checked(of, one) for of, one in zip(inner, _list(value), strict=True))


def _one_of(allowed: tuple[Any, ...], value: Any) -> Any:
    if value not in allowed:
        raise TypeError(f"{value!r:.50} is none of {allowed}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.50} is no list")
    return value


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return {storable(name): _storable(one) for name, one in value.items()} if isinstance(value, dict) else value


@cache
def _fields(kind: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]
