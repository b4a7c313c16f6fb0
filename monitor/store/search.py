"""Full-text search over the blocks: accents folded, any query safe (DESIGN 7.2)."""

from __future__ import annotations

import re

from monitor.errors import Damaged, Said
from monitor.model.frozen import dataclass
from monitor.store.connection import Connection
from monitor.store.row_digests import sound
from monitor.store.texts import short_digest

_TERMS = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”|([^\s"«»“”]+)')
MARK = ("\u2068", "\u2069")  # first strong isolate, pop: never on a page after extraction folded it, so safe around a match


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A block that holds what was looked for, and from which snapshot to which one it stood where."""

    watch: str
    item: str
    kind: str  # of the block; "title": the section's heading or the document's label
    text: str
    excerpt: str  # some words of it, matches between `MARK`
    first_snapshot: int
    last_snapshot: int | None  # None: it is still there
    at_latest: bool = False  # it may have stood there before `first_snapshot`, unseen by the reading of then (DESIGN 3.19)


def search(db: Connection, query: str, *, watch: str | None = None, limit: int = 100, offset: int = 0) -> tuple[Hit, ...]:
    """Blocks that hold every word of *query* ("words between quotation marks" stand together; the last letters may be left out).

    Best match first; what still stands there before what is gone.
    """
    expression = fts_query(query)
    if not expression:
        return ()
    rows = db.rows(
        "SELECT w.name, g.item, b.kind, b.text, snippet(search, 0, ?1, ?2, '…', 24) AS excerpt, g.first_snapshot, g.last_snapshot,"
        f" g.at_latest, b.id, b.digest, {sound('sightings', 'g.')} AND {sound('watches', 'w.')} AS sound"
        " FROM search JOIN blocks b ON b.id = search.rowid JOIN sightings g ON g.block_id = b.id"
        " JOIN watches w ON w.id = g.watch_id WHERE search MATCH ?3 AND (?4 IS NULL OR w.name = ?4)"
        " ORDER BY search.rank, g.last_snapshot IS NOT NULL, g.first_snapshot DESC LIMIT ?5 OFFSET ?6",
        (*MARK, expression, watch, limit, offset),
    )
    for row in rows:
        if short_digest(f"{row[2]}\n{row[3]}") != row["digest"] or not row["sound"]:
            raise Damaged(Said(fr=f"{db.path} : le texte {row['id']} est abîmé", en=f"{db.path}: text {row['id']} is damaged"))
    return tuple(
        Hit(
            watch=row[0],
            item=row[1],
            kind=row[2],
            text=_one_line(row[3]),
            excerpt=_one_line(row[4]),
            first_snapshot=row[5],
            last_snapshot=row[6],
            at_latest=bool(row[7]),
        )
        for row in rows
    )


def _one_line(text: str) -> str:
    """Lines and cells of a block parted by a space (DESIGN 3.24)."""
    return text.replace("\n", " ").replace("\t", " ")


def fts_query(query: str) -> str:
    """*query* in the language of FTS5: every word quoted, so that none of its signs means anything. "" where there is no word."""
    terms = []
    for phrase_a, phrase_b, phrase_c, word in _TERMS.findall(query.replace("\x00", " ")):
        phrase = phrase_a or phrase_b or phrase_c
        text = phrase or word
        if any(character.isalnum() for character in text):
            terms.append(f'"{text}"' if phrase else f'"{text}"*')
    return " ".join(terms)
