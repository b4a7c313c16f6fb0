"""What a table may hold is said once, as data: how it is judged, and what editors are told (DESIGN §6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from monitor.config.tables import Key, Kind, TableSchema, faults, json_schema, listed, named, one_of
from monitor.config.values import period

INNER = TableSchema("Inner", "", {"of": Key(one_of("a", "b"), "", required=True)})
FILE = TableSchema(
    "File",
    "",
    {
        "name": Key(Kind(str), "", required=True),
        "count": Key(Kind(int, bounds=(1, 9)), ""),
        "every": Key(Kind(str, period), ""),
        "many": Key(Kind(list, of=Kind(str), or_one=True), ""),
        "rows": Key(listed(INNER), ""),
        "by_name": Key(named(INNER), ""),
    },
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, [(("name",), "missing")]),
        ({"x": 1, "name": 2, "y": 3}, [(("name",), "a_text"), (("x",), "unknown_key"), (("y",), "unknown_key")]),
        ({"name": "", "count": True}, [(("count",), "a_number")]),  # a flag is an int of Python, and none of TOML
        ({"name": "", "count": 1.0}, [(("count",), "a_number")]),
        ({"name": "", "count": 0}, [(("count",), "at_least")]),
        ({"name": "", "count": 10}, [(("count",), "at_most")]),
        ({"name": "", "every": date(2026, 3, 2)}, [(("every",), "a_text")]),
        ({"name": "", "every": "0s"}, [(("every",), "duration_zero")]),
        ({"name": "", "many": "one", "rows": [{"of": "a"}], "by_name": {"x": {"of": "b"}}}, []),
        ({"name": "", "many": ["one", 2, {}]}, [(("many", 1), "a_text"), (("many", 2), "a_text")]),
        ({"name": "", "many": {"x": "one"}}, [(("many",), "texts")]),
        ({"name": "", "rows": {"of": "a"}}, [(("rows",), "two_brackets")]),
        ({"name": "", "by_name": [{"of": "a"}]}, [(("by_name",), "one_bracket")]),
        ({"name": "", "rows": [{"of": "c"}, 1]}, [(("rows", 0, "of"), "choice"), (("rows", 1), "a_table")]),
        ({"name": "", "rows": [{}]}, [(("rows", 0, "of"), "missing")]),
    ],
)  # fmt: skip
def test_every_mistake_of_a_table_is_found_where_it_stands(said: dict[str, Any], found: list[Any]) -> None:
    """15.3: known keys in the order of the table, then those that it does not know."""
    assert [(mistake.where, mistake.code) for mistake in faults(said, FILE)] == found


def test_editors_are_told_of_each_table_once() -> None:
    schema = json_schema(FILE)
    assert list(schema["$defs"]) == ["Inner"]
    assert schema["properties"]["rows"] == {"description": "", "items": {"$ref": "#/$defs/Inner"}, "type": "array"}
    assert schema["required"] == ["name"]
