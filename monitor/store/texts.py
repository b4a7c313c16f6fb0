"""Texts as distinct blocks, each stored once, and their order as runs of block ids; found by their words (DESIGN 7.2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from monitor.errors import Damaged
from monitor.expressions import expression
from monitor.i18n.locale import Text
from monitor.model import Block, BlockKind, DocumentContent, OrgChart, block_with, telling
from monitor.model.frozen import dataclass, replace, value_of
from monitor.model.shapes import orgchart_from, orgchart_json
from monitor.normalize import tokens
from monitor.store.connection import Connection
from monitor.store.row_digests import sound
from monitor.store.rows import canonical, canonical_words, dumps
from monitor.store.search_index import found_anew, make_anew


def short_digest(text: str | bytes) -> bytes:
    """16 bytes that name *text*, encoded or not, inside the database."""
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")).digest()[:16]


def as_searched(text: str) -> str:
    """*text* as sightings tell it apart: what reads the same but for typography goes on (DESIGN 3.10)."""
    return " ".join(tokens(text))


def keep_text(db: Connection, blocks: Sequence[Block], *, title: str | None = None, said: dict[int, bytes] | None = None) -> int:
    """Store the sequence unless it is there; returns its id. *title*: a heading that `keep_blocks` will be asked for as well.

    *said*: where the JSON of its kinds and texts is noted under that id, for who is to hash it too.
    """
    listed = [(block.kind, block.text) for block in blocks]
    words = canonical_words(listed)
    digest = short_digest(words)
    number: int | None = db.value("SELECT id FROM texts WHERE digest = ?", (digest,))
    if number is not None:
        try:
            whole = words_of(db, [number])[number] == listed
        except (Damaged, ValueError, LookupError, TypeError):
            whole = False
        if not whole:  # altered by a bad disk (7.5): what had it before has what is left of it
            db.run("UPDATE texts SET digest = randomblob(16) WHERE id = ?", (number,))
            number = None
    if number is None:
        ids = keep_blocks(db, [*listed, ("title", title)] if title else listed)[: len(listed)]
        number = db.insert("INSERT INTO texts (blocks, digest) VALUES (?, ?)", (dumps(runs(ids)), digest))
    if said is not None:
        said[number] = words
    return number


_AT_ONCE = 50  # blocks that are looked for together
_SAID = "CAST(kind || char(10) || text AS BLOB)"
_LOOKED_FOR = f"SELECT digest, id, {_SAID} FROM blocks WHERE digest IN ({', '.join('?' * _AT_ONCE)})"
_FACTS_LOOKED_FOR = f"SELECT digest, id FROM block_facts WHERE digest IN ({', '.join('?' * _AT_ONCE)})"


def keep_blocks(db: Connection, blocks: Sequence[tuple[str, str]]) -> list[int]:
    """Store each of *blocks*, kinds and texts, unless it is there; returns their ids.

    One that a bad disk altered is not it (7.5): what showed it before goes on to show what is left of it, and is told as damaged.
    Where the first of them are new, as on a first visit, the others are not looked for: as each is stored, SQLite finds whether it
    is there (DESIGN §9).
    """
    raw = [f"{kind}\n{text}".encode("utf-8", "surrogatepass") for kind, text in blocks]
    digests = [hashlib.sha256(one).digest()[:16] for one in raw]
    said = dict(zip(digests, raw, strict=True))
    wanted = list(said)
    first = wanted[: _AT_ONCE - 1] + wanted[_AT_ONCE - 1 :][-1:]  # and the last, which may be a heading that many pages have
    known = _known(db, first, said)
    if 2 * len(known) >= len(first):
        known |= _known(db, wanted[_AT_ONCE - 1 : -1], said)
    if len(known) < len(wanted):
        newest = db.value("SELECT max(id) FROM blocks") or 0
        written = dict(zip(digests, blocks, strict=True))
        fresh = dict(zip((digest for digest in wanted if digest not in known), count(newest + 1)))
        rows = [(number, *written[digest], bytearray(digest)) for digest, number in fresh.items()]
        columns = ("id", "kind", "text", "digest")
        if some := db.insert_many("blocks", columns, rows, once=True):
            there = _known(db, [bytes(row[3]) for row in some], said)
            db.insert_many("blocks", columns, [row for row in some if bytes(row[3]) not in there])
            fresh |= there
        known |= fresh
    return [known[digest] for digest in digests]


def _known(db: Connection, digests: Sequence[bytes], said: Mapping[bytes, bytes]) -> dict[bytes, int]:
    """The ids of those blocks among *digests* that are there; one that no longer says what is *said* gives up its digest."""
    known: dict[bytes, int] = {}
    altered: list[tuple[int]] = []
    for at in range(0, len(digests), _AT_ONCE):
        # sqlite3 looks for an adapter of bytes, which takes as long as the search
        few = map(bytearray, digests[at : at + _AT_ONCE])
        for digest, number, words in db.each(_LOOKED_FOR, (*few, *[""] * (at + _AT_ONCE - len(digests)))):
            if words == said[digest]:
                known[digest] = number
            else:
                altered.append((number,))
    if altered:
        db.run_many("UPDATE blocks SET digest = randomblob(16) WHERE id = ?", altered)
    return known


def runs(ids: Sequence[int]) -> list[int | list[int]]:
    """*ids* with stretches of three and more that count up by one as [first, last]: an unchanged text is one."""
    return [one for first, last in stretches(ids) for one in ([[first, last]] if last - first >= 2 else range(first, last + 1))]


def stretches(ids: Iterable[int]) -> list[list[int]]:
    """*ids* as first and last of each stretch that counts up by one."""
    listed = list(ids)
    if listed and listed == list(range(listed[0], listed[0] + len(listed))):  # as a new text is
        return [[listed[0], listed[-1]]]
    found: list[list[int]] = []
    for number in listed:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


LONGEST_RUN = 1_000_000  # blocks of one text; no page within the caps has as many


def unrolled(blocks: str) -> list[int]:
    """The block ids that a `texts.blocks` stands for: what `runs` was given. ValueError where it can't have been given that."""
    listed = [one if isinstance(one, list) else [one, one] for one in json.loads(blocks)]
    if any(last - first >= LONGEST_RUN for first, last in listed):
        raise ValueError("a run of blocks longer than any text")
    return [n for first, last in listed for n in range(first, last + 1)]


def texts_of(db: Connection, ids: Iterable[int]) -> dict[int, tuple[Block, ...]]:
    """The blocks of each text in *ids*, in their order; two queries however many there are."""
    kinds: dict[str, BlockKind] = {}
    made: dict[int, Block] = {}  # a block that several texts have is one
    found, orders = _found(db, ids)
    for number, (kind, text) in found.items():
        made[number] = Block(kinds.setdefault(kind, kind), text)
    return {text: tuple([made[number] for number in order]) for text, order in orders}


def words_of(db: Connection, ids: Iterable[int]) -> dict[int, list[tuple[Any, str]]]:
    """The same as kinds and words, as JSON has them."""
    found, orders = _found(db, ids)
    return {text: [found[number] for number in order] for text, order in orders}


def _found(db: Connection, ids: Iterable[int]) -> tuple[dict[int, tuple[Any, str]], list[tuple[int, list[int]]]]:
    """The blocks of the texts in *ids*, by their own, and of which each consists."""
    if not (ids := set(ids)):
        return {}, []
    rows = db.rows("SELECT id, blocks FROM texts WHERE id IN (SELECT value FROM json_each(?))", (dumps(sorted(ids)),))
    orders = [(row[0], unrolled(row[1])) for row in rows]
    # Asked for by stretches: the blocks of one text mostly lie one behind the other.
    ids = sorted({number for _, order in orders for number in order})
    return {number: (kind, text) for number, kind, text in db.each(_BETWEEN, (dumps(stretches(ids)),))}, orders


_BETWEEN = (
    "SELECT b.id, b.kind, b.text FROM json_each(?) j"
    " JOIN blocks b ON b.id BETWEEN json_extract(j.value, '$[0]') AND json_extract(j.value, '$[1]')"
)


WHOLE = -1  # the place of what is a fact of a section as a whole: its org chart


def keep_facts(db: Connection, blocks: Sequence[Block], chart: OrgChart | None = None) -> str:
    """Store each fact beside a text's words once; returns JSON [[place, id], ...]. *chart*: a fact of the section as a whole."""
    alike = dict[Block, str]()  # by a block without its words: entries of one list have the same
    listed = list[tuple[int, str]]()
    for place in telling(blocks):
        bare = replace(block := blocks[place], kind="paragraph", text="")
        if (stored := alike.get(bare)) is None:
            alike[bare] = stored = canonical(block.facts())
        listed.append((place, stored))
    if chart is not None:
        listed.append((WHOLE, canonical({"orgchart": orgchart_json(chart)})))
    known = _kept_facts(db, dict.fromkeys([stored for _, stored in listed]))
    return dumps([[place, known[stored]] for place, stored in listed])


def keep_facts_json(db: Connection, facts: dict[str, Any]) -> int:
    """Store the facts of one block unless they are there; returns their id."""
    stored = canonical(facts)
    return _kept_facts(db, [stored])[stored]


def _kept_facts(db: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """Store each of *wanted*, facts as JSON, unless it is there; returns their ids. They are looked for together (DESIGN §9)."""
    named = {short_digest(stored): stored for stored in wanted}
    digests, known = list(named), dict[str, int]()
    for at in range(0, len(digests), _AT_ONCE):
        few = digests[at : at + _AT_ONCE]
        known |= {named[digest]: n for digest, n in db.each(_FACTS_LOOKED_FOR, (*few, *[""] * (_AT_ONCE - len(few))))}
    for digest, stored in named.items():
        if stored not in known:
            known[stored] = db.insert("INSERT INTO block_facts (facts, digest) VALUES (?, ?)", (stored, digest))
    return known


def facts_of(db: Connection, listed: Iterable[str | None]) -> dict[int, dict[str, Any]]:
    """The facts that the lists of *listed* (items.facts) name, by id."""
    ids = {number for one in listed if one and one != "[]" for _, number in json.loads(one)}
    if not ids:
        return {}
    rows = db.rows("SELECT id, facts FROM block_facts WHERE id IN (SELECT value FROM json_each(?))", (dumps(sorted(ids)),))
    return {row[0]: json.loads(row[1]) for row in rows}


def with_facts(blocks: tuple[Block, ...], listed: str | None, facts: Mapping[int, Mapping[str, Any]]) -> tuple[Block, ...]:
    """*blocks* with the facts that *listed* (items.facts) names."""
    if not listed or listed == "[]":
        return blocks
    named = dict(json.loads(listed))
    return tuple([block_with(b.kind, b.text, facts[named[n]]) if n in named else b for n, b in enumerate(blocks)])


def chart_in(listed: str | None, facts: Mapping[int, Mapping[str, Any]]) -> OrgChart | None:
    """The org chart of a section whose facts *listed* (items.facts) names; None: it has none."""
    number = dict(json.loads(listed or "[]")).get(WHOLE)
    return orgchart_from(facts[number]["orgchart"]) if number is not None else None


def keep_recipe(db: Connection, recipe_hash: str) -> int:
    """Store the hash of a recipe unless it is there; returns its id."""
    known: int | None = db.value("SELECT id FROM recipes WHERE hash = ?", (recipe_hash,))
    return known or db.insert("INSERT INTO recipes (hash) VALUES (?)", (recipe_hash,))


# --------------------------------------------------------------------------------------------------------------------- contents


def keep_content(db: Connection, content: DocumentContent) -> int:
    """Store what a document's bytes say unless it is there; returns its id."""
    text = None if content.text is None else keep_text(db, content.text)
    chart = None if content.orgchart is None else dumps(orgchart_json(content.orgchart))
    facts = (content.sha256, content.size, content.media_type, content.pages, content.geometry, text, chart)
    digest = short_digest(canonical(facts))
    known: int | None = db.value("SELECT id FROM contents WHERE digest = ?", (digest,))
    if known is not None:
        return known
    return db.insert(
        "INSERT INTO contents (digest, sha256, size, media_type, pages, geometry, text_id, orgchart)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (digest, *facts),
    )


def is_content(db: Connection, number: int) -> bool:
    """Whether a row of contents, and its text, are what was written."""
    row = db.row(
        "SELECT c.*, t.blocks, t.digest AS text_digest FROM contents c LEFT JOIN texts t ON t.id = c.text_id WHERE c.id = ?",
        (number,),
    )
    if row is None:
        return False
    facts = tuple(row[key] for key in ("sha256", "size", "media_type", "pages", "geometry", "text_id", "orgchart"))
    if short_digest(canonical(facts)) != row["digest"]:
        return False
    if row["text_id"] is None:
        return True
    blocks = [[block.kind, block.text] for block in texts_of(db, [row["text_id"]])[row["text_id"]]]
    return bool(short_digest(canonical(blocks)) == row["text_digest"])


def contents_of(db: Connection, ids: Iterable[int]) -> dict[int, DocumentContent]:
    """The contents with those ids, texts and org charts included."""
    rows = db.rows("SELECT * FROM contents WHERE id IN (SELECT value FROM json_each(?))", (dumps(sorted(set(ids))),))
    texts = texts_of(db, [row["text_id"] for row in rows if row["text_id"] is not None])
    return {
        row["id"]: value_of(
            DocumentContent,
            row,
            text=None if row["text_id"] is None else texts[row["text_id"]],
            orgchart=None if row["orgchart"] is None else orgchart_from(json.loads(row["orgchart"])),
        )
        for row in rows
    }


# An article that leans on a word is none to be looked for: « l'urbanisme » stands as « Urbanisme », too.
_LEANING = r"(?:\b(?i:[cdjlmnst]|qu|[ds]?all|dell|nell|sull)['’])?"
_TERMS = expression(rf'"([^"]+)"|«([^»]+)»|“([^”]+)”|{_LEANING}([^\s"«»“”]+)')
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
    struck: tuple[tuple[int, int], ...] = ()  # spans of `text` struck out in the last version it stands in (3.28)


# SQL: the stretch *t* in which a block stands, if there is one (`store.sightings`).
IN_STRETCH = "t.first_block = (SELECT max(first_block) FROM stretches WHERE first_block <= {block}) AND t.last_block >= {block}"
# What is asked of the index alone for all that is found, however much, and what is then told of the few that are shown.
_PLACES = f"""
SELECT block, watch_id, item, first, stretch FROM (
    SELECT f.block, f.rank, g.watch_id, g.item, g.first_snapshot AS first, g.last_snapshot IS NOT NULL AS gone, NULL AS stretch
    FROM found f JOIN sightings g ON g.block_id = f.block
    UNION ALL SELECT f.block, f.rank, t.watch_id, t.item, t.snapshot, 0, t.first_block
    FROM found f JOIN stretches t ON {IN_STRETCH.format(block="f.block")}
) WHERE ?2 IS NULL OR watch_id = ?2 ORDER BY rank, gone, first DESC, block, watch_id, item LIMIT ?3 OFFSET ?4
"""
_MATCHED = "AS MATERIALIZED (SELECT rowid AS block, rank FROM search WHERE search MATCH ?1)"
_FOUND = f"WITH found {_MATCHED} {_PLACES}"
# The same of the best blocks alone, more than are shown and all that rank as well: a common word is in tens of thousands (§9).
_BEST = f"""
WITH matched {_MATCHED}, found AS MATERIALIZED (SELECT * FROM matched WHERE rank <= ifnull(
    (SELECT rank FROM matched ORDER BY rank LIMIT 1 OFFSET 2 * (?3 + ?4)), 9e999)) {_PLACES}
"""
_FOUND_BY_ID = f"WITH found AS MATERIALIZED (SELECT value AS block, key AS rank FROM json_each(?1)) {_PLACES}"
_TOLD = f"""
SELECT w.name, coalesce(t.item, g.item), b.kind, b.text, coalesce(t.snapshot, g.first_snapshot), g.last_snapshot,
    coalesce(g.at_latest, 0), b.id, b.digest,
    iif(t.first_block IS NULL, {sound("sightings", "g.")}, {sound("stretches", "t.")}) AND {sound("watches", "w.")} AS sound
FROM json_each(?1) j JOIN blocks b ON b.id = json_extract(j.value, '$[0]') JOIN watches w ON w.id = json_extract(j.value, '$[1]')
LEFT JOIN stretches t ON t.first_block = json_extract(j.value, '$[4]')
LEFT JOIN sightings g ON t.first_block IS NULL AND g.block_id = b.id AND g.watch_id = w.id
    AND g.item = json_extract(j.value, '$[2]') AND g.first_snapshot = json_extract(j.value, '$[3]')
ORDER BY j.key
"""
# The texts with facts of the versions in which what was found stood last.
_BESIDE = """
SELECT j.key, t.blocks, i.facts FROM json_each(?) j
JOIN snapshots s ON s.watch_id = json_extract(j.value, '$[1]') AND s.number = coalesce(json_extract(j.value, '$[3]'),
    (SELECT max(number) FROM snapshots n WHERE n.watch_id = json_extract(j.value, '$[1]')))
JOIN items i ON i.snapshot_id = s.id AND i.item = json_extract(j.value, '$[2]') AND i.facts <> '[]'
LEFT JOIN contents c ON c.id = i.content_id JOIN texts t ON t.id = coalesce(i.text_id, c.text_id)
"""
# The index is gone through once: for one row, too, it joins all that its words, of which the ends may be missing, are found in.
_EXCERPTS = """
SELECT rowid, snippet(search, 0, ?1, ?2, '…', 24) FROM search
WHERE search MATCH ?3 AND +rowid IN (SELECT value FROM json_each(?4))
"""


def search(db: Connection, query: str, *, watch: int | None = None, limit: int = 100, offset: int = 0) -> tuple[Hit, ...]:
    """Blocks that hold every word of *query* ("words between quotation marks" stand together; the last letters may be left out).

    Best match first; what still stands there before what is gone. An index that finds less than stands in the texts is made anew,
    and where that is not possible done without. *watch*: its row; None: of all.
    """
    expression = fts_query(query)
    if not expression:
        return ()
    found, by_index = db.tuples(_BEST if watch is None else _FOUND, (expression, watch, limit, offset)), True
    if len(found) < limit:
        known = {n for (n,) in db.each("SELECT rowid FROM search WHERE search MATCH ?", (expression,))}
        if watch is None and len(known) > 2 * (limit + offset):  # of the best, most stand nowhere any more
            found = db.tuples(_FOUND, (expression, watch, limit, offset))
        anew = found_anew(db, expression, known) if len(found) < limit else None
        if anew is not None:
            by_index = make_anew(db)
            found = (
                db.tuples(_FOUND, (expression, watch, limit, offset))
                if by_index
                else db.tuples(_FOUND_BY_ID, (dumps(anew), watch, limit, offset))
            )
    rows = db.rows(_TOLD, (dumps([list(one) for one in found]),))
    for row in rows:
        if short_digest(f"{row[2]}\n{row[3]}") != row["digest"] or not row["sound"]:
            raise Damaged(Text("errors.store.text_damaged", path=db.path, number=row["id"]))
    shown = sorted({row["id"] for row in rows}) if by_index else []
    excerpts = dict(db.tuples(_EXCERPTS, (*MARK, expression, dumps(shown)))) if shown else {}
    # What is struck out in each block, by its place among those found
    shown_in = [(row["id"], one[1], row[1], row[5]) for row, one in zip(rows, found, strict=True)]
    beside = db.tuples(_BESIDE, (dumps([list(one) for one in shown_in]),))
    facts = facts_of(db, [listed for _, _, listed in beside])
    struck: dict[int, tuple[tuple[int, int], ...]] = {}
    for n, blocks, listed in beside:
        order = unrolled(blocks)
        for place, number in json.loads(listed):
            if 0 <= place < len(order) and order[place] == shown_in[n][0] and facts[number].get("struck"):
                struck[n] = tuple((start, end) for start, end in facts[number]["struck"])
    return tuple(
        Hit(
            watch=row[0],
            item=row[1],
            kind=row[2],
            text=_one_line(row[3]),
            excerpt=_one_line(excerpts.get(row["id"], row[3])),
            first_snapshot=row[4],
            last_snapshot=row[5],
            at_latest=bool(row[6]),
            struck=struck.get(n, ()),
        )
        for n, row in enumerate(rows)
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


TEXT_COLUMNS = """
SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.type = 'TEXT'
ORDER BY t.name, c.cid
"""


def rows_holding(db: Connection, texts: Sequence[str]) -> dict[str, int]:
    """How many rows of each table hold one of *texts* in a column of text; tables that hold none are left out. Reads them whole."""
    columns: dict[str, list[str]] = {}
    for table, column in db.tuples(TEXT_COLUMNS, ()):
        columns.setdefault(table, []).append(column)
    found = {}
    for table, names in columns.items():
        there = " OR ".join(f'instr("{name}", ?)' for name in names for _ in texts)
        found[table] = int(db.value(f'SELECT count(*) FROM "{table}" WHERE {there}', tuple(texts) * len(names)) or 0)
    return {table: count for table, count in found.items() if count}
