"""Dataclasses that msgspec makes: a third of the time for a class, a fifth for a value (record 23, DESIGN §9).

To a type checker `dataclass`, `field` and `replace` are the standard library's, arguments included. While the program runs each
class is a `msgspec.Struct` with the same fields, and has no bases; the functions of `dataclasses` take its values for their own.
`cached_property` is Python's without the lock that 3.12 took out: a quarter of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import structs

__all__ = ["cached_property", "dataclass", "field", "field_names", "fields_of", "is_value", "rebuilt", "replace", "value_of"]


_Value = TypeVar("_Value")


def field_names(value: Any) -> tuple[str, ...]:
    """The names of the fields of a value, or of its class."""
    names: tuple[str, ...] = value.__struct_fields__
    return names


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a value by their names, in their order; what stands in them stays as it is."""
    return structs.asdict(value)


def value_of(cls: type[_Value], said: Any, **given: Any) -> _Value:
    """A value of *cls*: *given*, and each other field as *said*, a mapping or a row, has it by its name; else its default."""
    known = said.keys()
    return cls(**{name: said[name] for name in field_names(cls) if name not in given and name in known}, **given)


def is_value(found: object) -> bool:
    """Whether *found* is a value, or the class of one, that `dataclass` made."""
    return hasattr(found, "__struct_fields__")


def rebuilt(value: Any, change: Callable[[Any, str], Any], exact: Collection[str]) -> Any:
    """*value*, a tuple, list, mapping or frozen value, with *change* made to each of its parts; the same object where none changes.

    *change* gets a part and, of a frozen value, the name of its field, else ""; fields of *exact* stay, and so does all else.
    A mapping of any kind becomes a dict.
    """
    if isinstance(value, tuple | list):
        parts = [change(one, "") for one in value]
        if all(a is b or a == b for a, b in zip(parts, value, strict=True)):
            return value
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if isinstance(value, Mapping):
        changed = {key: change(one, "") for key, one in value.items()}
        return value if changed == value else changed
    if not is_value(value) or isinstance(value, type):
        return value
    found = {name: getattr(value, name) for name in field_names(value) if name not in exact}
    changes = {name: new for name, old in found.items() if (new := change(old, name)) is not old and new != old}
    return replace(value, **changes) if changes else value


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from functools import cached_property
else:
    replace = structs.replace

    class cached_property:  # noqa: N801  # the name it has in the library
        """As `functools.cached_property`; two threads that ask at once may both find out."""

        def __init__(self, found):
            self._found, self._name, self.__doc__ = found, found.__name__, found.__doc__

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._found(instance)
            return value

    class field:  # noqa: N801  # the name it has in the library
        """What is said of a field besides its type."""

        __slots__ = ("compare", "given", "repr")

        def __init__(self, *, default=msgspec.UNSET, default_factory=None, repr=True, compare=True):
            self.given = msgspec.field(default_factory=default_factory) if default_factory else default
            self.repr, self.compare = repr, compare

    class _Fields:
        """What `dataclasses` asks a class for, told when it asks and kept."""

        def __init__(self, said):
            self._said, self._told = said, None

        def __get__(self, instance, owner):
            if self._told is None:
                import dataclasses

                said = {name: self._said.get(name) or field() for name in owner.__struct_fields__}
                asked = [(name, Any, dataclasses.field(repr=one.repr, compare=one.compare)) for name, one in said.items()]
                self._told = dataclasses.make_dataclass(owner.__name__, asked).__dataclass_fields__
            return self._told

    def dataclass(*, slots=False, frozen=False, kw_only=False, eq=True):
        """As `dataclasses.dataclass` with the same arguments; only what has no *slots* may have a `cached_property`.

        None of those may hold the value itself: a struct of plain fields is not looked through for such circles.
        """
        return lambda cls: _made(cls, frozen=frozen, kw_only=kw_only, eq=eq, dict=not slots)

    def _made(cls, *, eq, **asked):
        body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
        said = {name: value for name, value in body.items() if isinstance(value, field)}
        body["__dataclass_fields__"] = _Fields(said)
        for name, value in said.items():
            del body[name]
            if value.given is not msgspec.UNSET:
                body[name] = value.given
        names = body["__annotations__"] = cls.__annotations__
        if not all(value.repr for value in said.values()):
            told = [name for name in names if name not in said or said[name].repr]
            body |= {
                "__repr__": lambda self: f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in told)})",
                "__rich_repr__": lambda self: ((name, getattr(self, name)) for name in told),
            }
        if not all(value.compare for value in said.values()):
            compared = attrgetter("__class__", *[name for name in names if name not in said or said[name].compare])
            body |= {
                "__eq__": lambda self, other: compared(self) == compared(other) if type(other) is type(self) else NotImplemented,
                "__hash__": (lambda self: hash(compared(self))) if asked["frozen"] else None,
            }
            eq = False
        return type(msgspec.Struct)(cls.__name__, (msgspec.Struct,), body, eq=eq, **asked)
