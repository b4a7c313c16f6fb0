"""The index by which texts are found: compared with the texts, made anew where damaged (DESIGN 7.2, 7.5)."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress

from monitor.expressions import expression
from monitor.store.connection import Connection
from monitor.store.schema import SEARCH

_QUICKLY = 20_000  # blocks that are indexed anew in 50 ms
_HELD = ("search_data", "search_idx", "search_docsize", "search_config")  # where FTS5 keeps the index
_PATIENCE_S = 1.0
_WORD = expression(r'"([^"]+)"')
_OTHER = expression(r"[^bdfghjklmpqrtvwxz0-9]+", re.IGNORECASE)


def is_whole(db: Connection) -> bool:
    """Whether the index is that of the texts, word by word; reads all of both."""
    with _aside(db) as aside:
        held = {table: db.tuples(f"SELECT * FROM {table}") for table in _HELD}
        try:
            for table, rows in held.items():
                aside.execute(f"DELETE FROM {table}")
                if rows:
                    aside.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
            aside.commit()
            aside.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return False
    return True


def found_anew(db: Connection, expression: str, found: set[int]) -> list[int] | None:
    """The blocks that *expression* finds in an index made now, best first; None where they are the *found* ones.

    With many blocks that takes too long for every search: it is asked where nothing was found, and of those blocks alone that have
    the letters of the words. `verify` compares all.
    """
    many = (db.value("SELECT max(id) FROM blocks") or 0) > _QUICKLY
    if found and many:
        return None
    # Patterns of LIKE for what has the words of *expression*: those of their letters that no accent or case makes another one.
    with _aside(db, tuple(f"%{_OTHER.sub('%', word)}%" for word in _WORD.findall(expression)) if many else ()) as aside:
        aside.execute("INSERT INTO search (search) VALUES ('rebuild')")
        ids = [n for (n,) in aside.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank", (expression,))]
    return None if set(ids) == found else ids


def make_anew(db: Connection) -> bool:
    """Index the texts again, where this process may write; False where it may not, or somebody else writes now."""
    import logging  # as in `seal`

    log = logging.getLogger(__name__)
    log.warning("index=damaged database=%s", db.path)
    address = f"{db.path.absolute().as_uri()}?mode=rw"  # never an empty one in the place of one that was moved away
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE_S, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO search (search) VALUES ('rebuild')")
        writer.execute("COMMIT")
        db.next_moment()
        return True
    return False


@contextmanager
def _aside(db: Connection, like: Sequence[str] = ()) -> Iterator[sqlite3.Connection]:
    """A database of its own, gone afterwards, with the texts, or those that are *like* all of these, and an empty index."""
    where = " AND ".join(["true", *(["text LIKE ?"] * len(like))])
    with closing(sqlite3.connect("")) as aside:
        aside.execute("CREATE TABLE blocks (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        aside.execute(SEARCH)
        # A page of the file that stands twice gives the same texts twice.
        aside.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", db.each(f"SELECT id, text FROM blocks WHERE {where}", like))
        yield aside
