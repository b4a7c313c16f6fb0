"""What the tables of a TOML file may hold, said as data: judged key by key, and told to editors as JSON Schema (DESIGN §6).

A library that does it takes longer to import than a visit (record 9), and what it says would have to be turned into our words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from monitor.config.reading import Mistake, Where
from monitor.config.values import BadValue
from monitor.model.frozen import dataclass, field

ABSENT: Any = None  # TOML has no null: a default that says "left out", of any type
_TYPES: Mapping[type, tuple[str, str]] = {  # the type's name in JSON Schema, the code of what is none of it
    str: ("string", "a_text"),
    int: ("integer", "a_number"),
    bool: ("boolean", "a_bool"),
    list: ("array", "a_list"),
    dict: ("object", "a_table"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be: exactly of a type of Python, as tomllib gives it, or of any (None), and to the taste of a judge."""

    type_: type | None
    judge: Callable[[Any], object] | None = None  # raises BadValue
    more: Mapping[str, Any] = field(default_factory=dict)  # of its JSON Schema
    of: Holding | None = None  # what stands in a list, or in a table of any keys
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None  # the least and the most
    or_one: bool = False  # a list, or a text by itself


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table, with what editors are told of it."""

    kind: Holding
    description: str
    required: bool = False
    default: Any = ABSENT
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table of known keys, in the order in which they are judged; *name*: in the JSON Schema."""

    name: str
    about: str
    keys: Mapping[str, Key]


Holding: TypeAlias = Kind | TableSchema


def one_of(*choices: str) -> Kind:
    """One of these texts."""
    return Kind(str, choices=choices)


def listed(of: Holding) -> Kind:
    """A list of them."""
    return Kind(list, of=of)


def named(of: Holding) -> Kind:
    """A table of them, by names of the user's own."""
    return Kind(dict, of=of)


# --------------------------------------------------------------------------------------------------------------------- judging


def faults(value: Any, kind: Holding, where: Where = ()) -> Iterator[Mistake]:
    """Every mistake in *value*, which stands at *where*: of a table by its keys, those it does not know last."""
    if isinstance(kind, TableSchema):
        yield from _faults_in_table(value, kind, where) if isinstance(value, dict) else [_of_other_type(value, kind, where)]
    elif kind.choices:
        if value not in kind.choices:
            yield Mistake(where, "choice", {"near": [*kind.choices]})
    elif kind.or_one and kind.of is not None and not isinstance(value, list):
        yield from faults(value, kind.of, where) if isinstance(value, str) else [Mistake(where, "texts")]
    elif kind.type_ is not None and (not isinstance(value, kind.type_) or (kind.type_ is int and isinstance(value, bool))):
        yield _of_other_type(value, kind, where)
    elif kind.of is not None:
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from faults(one, kind.of, (*where, name))
    else:
        yield from _faults_in_value(value, kind, where)


def _faults_in_table(value: Mapping[str, Any], table: TableSchema, where: Where) -> Iterator[Mistake]:
    for name, key in table.keys.items():
        if name in value:
            yield from faults(value[name], key.kind, (*where, name))
        elif key.required:
            yield Mistake((*where, name), "missing")
    for name in value:
        if name not in table.keys:
            yield Mistake((*where, name), "unknown_key", {"key": name, "near": [*table.keys]})


def _faults_in_value(value: Any, kind: Kind, where: Where) -> Iterator[Mistake]:
    if kind.bounds is not None and not kind.bounds[0] <= value <= kind.bounds[1]:
        is_less = value < kind.bounds[0]
        yield Mistake(where, "at_least" if is_less else "at_most", {"bound": kind.bounds[0 if is_less else 1]})
    elif kind.judge is not None:
        try:
            kind.judge(value)
        except BadValue as wrong:
            yield Mistake(where, wrong.code, wrong.facts)
        except ValueError:
            yield Mistake(where, "invalid")


def _of_other_type(value: Any, kind: Holding, where: Where) -> Mistake:
    """A table instead of a list of tables, or the other way round, is a matter of brackets."""
    header = {"table": ".".join(str(step) for step in where if not isinstance(step, int))}
    if isinstance(value, dict) and isinstance(kind, Kind) and isinstance(kind.of, TableSchema) and kind.type_ is list:
        return Mistake(where, "two_brackets", header)
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return Mistake(where, "one_bracket", header)
    return Mistake(where, _TYPES[dict if isinstance(kind, TableSchema) else kind.type_ or dict][1])


# ----------------------------------------------------------------------------------------------------------------- JSON Schema


def json_schema(table: TableSchema) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file that *table* describes, the tables in it as `$defs`."""
    return {"$defs": {one.name: _of_table(one) for one in sorted(_within(table), key=lambda one: one.name)}, **_of_table(table)}


def _within(holding: Holding | None) -> list[TableSchema]:
    """The tables in *holding*, each once: of one name is one alone."""
    if isinstance(holding, Kind):
        return [holding.of, *_within(holding.of)] if isinstance(holding.of, TableSchema) else _within(holding.of)
    inner = [key.kind for key in holding.keys.values()] if holding else []
    found = [one for kind in inner for one in ([kind] if isinstance(kind, TableSchema) else []) + _within(kind)]
    return list({one.name: one for one in found}.values())


def _of_table(table: TableSchema) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for name, key in table.keys.items():
        said = {**_of_kind(key.kind), "description": key.description}
        if key.default is not ABSENT:
            said["default"] = key.default
        if key.examples:
            said["examples"] = key.examples
        properties[name] = dict(sorted(said.items()))
    required = [name for name, key in table.keys.items() if key.required]
    said = {"additionalProperties": False, "description": table.about, "properties": properties}
    return {**said, **({"required": required} if required else {}), "type": "object"}


def _of_kind(kind: Holding) -> dict[str, Any]:
    if isinstance(kind, TableSchema):
        return {"$ref": f"#/$defs/{kind.name}"}
    said: dict[str, Any] = {"enum": [*kind.choices]} if kind.choices else {}
    if kind.type_ is not None and not kind.or_one:
        said["type"] = _TYPES[kind.type_][0]
    if kind.bounds is not None:
        said |= {"minimum": kind.bounds[0], "maximum": kind.bounds[1]}
    if kind.of is not None and not kind.or_one:
        said["items" if kind.type_ is list else "additionalProperties"] = dict(sorted(_of_kind(kind.of).items()))
    return said | dict(kind.more)
