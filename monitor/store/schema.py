"""The migrations by which a database came to have its tables, and SQL that several modules say (DESIGN 7.1, 7.2).

Each migration is a file of `migrations`, in SQL whose comments stay in the database file; snapshots/README.md explains each column.
A released one is never edited; a change is a new one at the end of `NAMES`. They are told by their names: no migration has the
numbers 8 and 24, and two have 19.
"""

from __future__ import annotations

from pathlib import Path

SET = "monitor"  # the name of our migration set in _sqlite_migrations
NAMES = (
    "m0001_tables",
    "m0002_search",
    "m0003_views",
    "m0004_seconds",
    "m0005_extractor",
    "m0006_block_facts",
    "m0007_at_latest",
    "m0009_readings",
    "m0010_row_digests",
    "m0011_chart_keys",
    "m0012_careers",
    "m0013_page_titles",
    "m0014_rounds",
    "m0015_stamps",
    "m0016_glance",
    "m0017_growth",
    "m0018_erasures",
    "m0019_stamping",
    "m0019_in_time",
    "m0020_salts",
    "m0021_looked_over",
    "m0022_pruned",
    "m0023_tallies",
    "m0025_titles",
    "m0026_indexed_together",
    "m0027_stretches",
)
SEARCH = (  # the index of texts; `search_index.py` makes one of its own to compare it with
    "CREATE VIRTUAL TABLE search USING fts5(text, content='blocks', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\")"
)
SITE = "lower(substr(url, instr(url, '://') + 3, instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1))"  # of an address
EACH_OF_STRETCHES = "stretches t JOIN blocks b ON b.id BETWEEN t.first_block AND t.last_block"
SIGHTING = {
    "watch_id": "t.watch_id",
    "item": "t.item",
    "block_id": "b.id",
    "first_snapshot": "t.snapshot",
    "last_snapshot": "NULL",
    "at_latest": "0",
}


def sql_of(migration: str) -> str:
    """The statements of the migration of that name."""
    return (Path(__file__).with_name("migrations") / f"{migration}.sql").read_text(encoding="utf-8")


def unfolded(digest: str) -> str:
    """SQL: a sighting for each block of the stretches *t*, with *digest*; which stretches is to be said behind."""
    columns, values = ", ".join(SIGHTING), ", ".join(SIGHTING.values())
    return f"INSERT OR REPLACE INTO sightings ({columns}, digest) SELECT {values}, {digest} FROM {EACH_OF_STRETCHES} WHERE"
