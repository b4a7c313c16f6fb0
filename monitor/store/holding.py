"""Which tables hold a text, and in how many rows: for secrets that earlier versions wrote down (DESIGN 7.7)."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.store.connection import Connection

_COLUMNS = """
SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.type = 'TEXT'
ORDER BY t.name, c.cid
"""


def rows_holding(db: Connection, texts: Sequence[str]) -> dict[str, int]:
    """How many rows of each table hold one of *texts* in a column of text; tables that hold none are left out. Reads them whole."""
    columns: dict[str, list[str]] = {}
    for table, column in db.tuples(_COLUMNS, ()):
        columns.setdefault(table, []).append(column)
    found = {}
    for table, names in columns.items():
        there = " OR ".join(f'instr("{name}", ?)' for name in names for _ in texts)
        found[table] = int(db.value(f'SELECT count(*) FROM "{table}" WHERE {there}', tuple(texts) * len(names)) or 0)
    return {table: count for table, count in found.items() if count}
