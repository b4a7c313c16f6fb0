"""Frozen dataclasses with slots, made in a third of the time: a check of an unchanged page is mostly its own start (DESIGN §9).

The standard library compiles six functions for each class. Here only `__init__` is compiled; the others are the same for all and
look the fields up. What else it knows of a class (`fields`, `replace`, `__match_args__`) it is still asked for; to a type checker
this is its own decorator. `cached_property` is Python's without the lock that 3.12 took out: a quarter of its time.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

__all__ = ["cached_property", "dataclass", "field"]

if TYPE_CHECKING:
    from dataclasses import dataclass
    from functools import cached_property
else:

    class cached_property:  # noqa: N801  # the name it has in the library
        """As `functools.cached_property`; two threads that ask at once may both find out."""

        def __init__(self, found: Callable[[Any], Any]) -> None:
            self._found, self._name, self.__doc__ = found, found.__name__, found.__doc__

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._found(instance)
            return value

    def dataclass(*, slots: Literal[True], frozen: bool = False, kw_only: bool = False) -> Callable[[type], type]:
        """As `dataclasses.dataclass` with the same arguments; frozen for classes without `__post_init__` and without bases."""
        if not frozen:
            return dataclasses.dataclass(slots=slots, kw_only=kw_only)
        return lambda cls: _made(cls, kw_only=kw_only)


class _Shared:
    """What every frozen dataclass does in the same way."""

    _compared: Callable[[Any], object]

    def __repr__(self) -> str:
        said = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in _fields(self) if f.repr)
        return f"{type(self).__qualname__}({said})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        compared = type(self)._compared
        return compared(self) == compared(other)

    def __hash__(self) -> int:
        return hash(type(self)._compared(self))

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> list[object]:
        return [getattr(self, f.name) for f in _fields(self)]

    def __setstate__(self, state: Sequence[object]) -> None:
        for one, value in zip(_fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)


_SHARED = {name: value for name, value in vars(_Shared).items() if callable(value)}


def _fields(of: Any) -> tuple[Field[Any], ...]:
    return dataclasses.fields(of)


def _made(cls: type, *, kw_only: bool) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
    fields = _fields(made)
    compared = attrgetter("__class__", *(f.name for f in fields if f.compare))
    for name, value in {**_SHARED, "__init__": _init(made, fields), "_compared": compared}.items():
        setattr(made, name, value)
    return made


def _init(cls: type, fields: Sequence[Field[Any]]) -> Callable[..., None]:
    """`__init__`, compiled. A default is its argument's default; what a factory makes is made where nothing is given."""
    places, names = ([_parameter(f) for f in fields if f.kw_only is named] for named in (False, True))
    head = ", ".join(["self", *places, *(["*", *names] if names else [])])
    values = [f"OF_{f.name}() if {f.name} is MISSING else {f.name}" if f.default_factory is not MISSING else f.name for f in fields]
    body = "\n".join(f"  SET(self, {f.name!r}, {value})" for f, value in zip(fields, values, strict=True)) or "  pass"
    known = {f"OF_{f.name}": f.default if f.default is not MISSING else f.default_factory for f in fields}
    source = f"def make(SET, MISSING, {', '.join(known)}):\n def __init__({head}):\n{body}\n return __init__"
    made: dict[str, Callable[..., Any]] = {}
    exec(source, vars(sys.modules[cls.__module__]), made)
    init: Callable[..., None] = made["make"](object.__setattr__, MISSING, **known)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {f.name: f.type for f in fields} | {"return": None}
    return init


def _parameter(one: Field[Any]) -> str:
    if one.default is not MISSING:
        return f"{one.name}=OF_{one.name}"
    return f"{one.name}=MISSING" if one.default_factory is not MISSING else one.name
