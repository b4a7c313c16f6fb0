"""Every mistake of a parsed config.toml, pydantic's findings turned into ours: its messages never reach a user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from monitor.config.mistakes import Mistake, Where, at
from monitor.config.rules import broken_rules
from monitor.config.schema import (
    AlertTable,
    BaseTable,
    ConfigFile,
    CorrectionTable,
    DocumentTable,
    MonitorTable,
    SectionTable,
    SmtpTable,
    WatchTable,
    keys,
    table_at,
)
from monitor.config.spoken import as_meant, key_of
from monitor.config.values import Wrong

# pydantic's names of types and ours
TYPES = {
    "string_type": "a_text", "int_type": "a_number", "int_from_float": "a_number", "bool_type": "a_bool",
    "list_type": "a_list", "dict_type": "a_table", "model_type": "a_table",
}  # fmt: skip
# Where a key lives that was written in another table, by how it is written there.
HOMES: tuple[tuple[type[BaseTable], str], ...] = (
    (MonitorTable, "[monitor]"), (WatchTable, "[[watch]]"), (AlertTable, "[[alert]]"), (SmtpTable, "[smtp]"),
    (SectionTable, "[watch.sections.NAME]"), (DocumentTable, "[watch.documents.NAME]"),
    (CorrectionTable, "[[watch.documents.NAME.correct]]"),
)  # fmt: skip
MISSING = ("section_way", "document_way", "no_items", "no_watch")
LISTS_OF_TABLES = ("watch", "alert", "correct")


def mistakes_in(tree: dict[str, Any]) -> list[Mistake]:
    """Return every mistake of *tree*, the parsed file with `${NAME}` replaced.

    What is missing from a table that holds an unknown key is most likely there, misspelt: only the key is told.
    """
    shape = list(_broken_schema(tree))
    called = {(*m.where[:-1], key_of(str(m.where[-1]), m.facts["near"])) for m in shape if m.code == "unknown_key"}  # type: ignore[arg-type]
    shape = [m for m in shape if not (m.code == "missing" and m.where in called)]
    odd = {mistake.where[:-1] for mistake in shape if mistake.code == "unknown_key"}
    return [*shape, *(m for m in broken_rules(tree) if not (m.code in MISSING and m.where in odd))]


def meant_by(row: str, above: list[str]) -> str | None:
    """*row*, which is no TOML, as it was meant in the table that the rows *above* end with; None where nothing is sure."""
    header = next((line for row in reversed(above) if re.match(r"\[+[\w.\"-]", line := row.strip())), "")
    steps: list[str | int] = []
    for name in re.findall(r'"[^"]*"|[^.\s"]+', header.strip("[] ")):
        steps += [name, 0] if name in LISTS_OF_TABLES else [name]
    table = table_at(tuple(steps))
    own = as_meant(row, keys(table)) if table is not None else None
    return own or as_meant(row, [key for model, _ in HOMES for key in keys(model)])


def _broken_schema(tree: dict[str, Any]) -> Iterator[Mistake]:
    try:
        ConfigFile.model_validate(tree)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            yield _mistake(_where(found["loc"], tree), found["type"], found.get("ctx", {}), found["input"])


def _where(steps: Where, tree: dict[str, Any]) -> Where:
    """A text where a list may stand is no list to its writer."""
    return steps[:-1] if steps and isinstance(at(tree, steps[:-1]), str) else steps


def _mistake(where: Where, kind: str, facts: dict[str, Any], value: object) -> Mistake:
    if kind == "value_error" and isinstance(facts.get("error"), Wrong):
        wrong: Wrong = facts["error"]
        return Mistake(where, wrong.code, wrong.facts)
    if kind == "extra_forbidden":
        # A key that another table knows is out of place, but for tables, which are only misspelt
        table = table_at(where[:-1])
        known = keys(table) if table else []
        homes = [home for model, home in HOMES if where[-1] in keys(model) and model is not table and not isinstance(value, dict)]
        others = () if isinstance(value, dict | list) else HOMES
        elsewhere = [(home, keys(model)) for model, home in others if model is not table]
        return Mistake(where, "unknown_key", {"key": where[-1], "near": known, "homes": homes, "elsewhere": elsewhere})
    if kind == "missing":
        return Mistake(where, "missing")
    if kind in TYPES:
        # A table instead of a list of tables, or the other way round, is a matter of brackets
        name = where[-1]
        if name in LISTS_OF_TABLES and isinstance(value, dict):
            return Mistake(where, "two_brackets", {"table": _header(where)})
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            return Mistake(where, "one_bracket", {"table": _header(where)})
        return Mistake(where, TYPES[kind])
    if kind == "literal_error":
        # The words of pydantic's "'fr' or 'en'".
        return Mistake(where, "choice", {"near": str(facts["expected"]).split("'")[1::2]})
    if kind in ("greater_than_equal", "less_than_equal"):
        return Mistake(where, "at_least" if "ge" in facts else "at_most", {"bound": facts.get("ge", facts.get("le"))})
    return Mistake(where, "invalid")


def _header(where: Where) -> str:
    return ".".join(str(step) for step in where if not isinstance(step, int))
