"""The tables added since: keys of units and people, who held which post when (DESIGN 5.14), what pages call themselves, rounds.

Spells are in terms of snapshots; the views tell them in time.
"""

from __future__ import annotations

# When a spell of the table *t* was seen, in terms of the visits: of a good one the item itself could be read.
_GOOD = (
    "k.outcome <> 'failed' AND NOT EXISTS (SELECT 1 FROM json_each(k.failures) f WHERE json_extract(f.value, '$.item') = t.item)"
)


def _visit(snapshot: str) -> str:
    """SQL: the newest good visit that found the snapshot of that number; where none is recorded, the one that made it."""
    seen = f"SELECT max(k.last_at) FROM checks k WHERE k.watch_id = t.watch_id AND k.snapshot = {snapshot} AND {_GOOD}"
    return f"coalesce(({seen}), {_taken(snapshot)})"


def _taken(snapshot: str) -> str:
    return f"(SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = {snapshot})"


_SPELL = f"""{_taken("t.first")} AS first_seen, {_visit("coalesce(t.last, c.read)")} AS last_seen,
    iif(t.before IS NULL, NULL, {_visit("t.before")}) AS absent_before,
    {_taken("coalesce(t.after, iif(t.last IS NULL, c.gone, NULL))")} AS absent_after,
    t.first AS first_snapshot, coalesce(t.last, c.read) AS last_snapshot,
    t.last IS NULL AND c.gone IS NULL AS current, t.certain"""

READINGS = """
-- documents: the version of our reading of org charts that content_id was made by
ALTER TABLE items ADD COLUMN chart_reader INTEGER NOT NULL DEFAULT 1;
CREATE INDEX items_content ON items (content_id) WHERE content_id IS NOT NULL;

CREATE TABLE readings (              -- a document's bytes as a later version of our reading reads them; outside the hash
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    position INTEGER NOT NULL,       -- of the item in its snapshot
    item TEXT NOT NULL,
    extractor INTEGER NOT NULL,      -- the version of our reading of org charts
    content_id INTEGER REFERENCES contents, -- NULL: it could not be read anew, what was read then stands
    problem TEXT,                    -- why
    PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_content ON readings (content_id) WHERE content_id IS NOT NULL;

CREATE TABLE rereadings (            -- the versions of our reading by which all that is kept has been read anew
    extractor INTEGER PRIMARY KEY,
    finished_at TEXT NOT NULL
) STRICT;

-- what documents say is what the newest reading says
DROP VIEW latest;
DROP VIEW revisions;
"""

CAREERS = f"""
CREATE TABLE careers (               -- up to which version the spells below were followed; outside the hash, made anew from charts
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,
    number INTEGER NOT NULL,         -- of the newest snapshot looked at
    read INTEGER,                    -- of the newest one whose chart was read; NULL: none was
    charts INTEGER NOT NULL,         -- that it has
    old INTEGER NOT NULL,            -- 1: read by an older version of our reading, and not again
    gone INTEGER,                    -- the snapshot since which the page shows the document no more; NULL: it does
    digest BLOB,
    PRIMARY KEY (watch_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_spells (           -- who held which post in which versions
    id INTEGER PRIMARY KEY,
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,
    unit_key TEXT NOT NULL,
    person_key TEXT,                 -- NULL: printed as vacant
    name TEXT,                       -- as printed last
    role TEXT,
    unit TEXT NOT NULL,              -- its newest title while the spell lasts
    path TEXT NOT NULL,              -- JSON, the titles of the units above, from the top
    first INTEGER NOT NULL,          -- snapshot numbers: the first that shows it
    last INTEGER,                    -- the last; NULL: the newest that was read
    before INTEGER,                  -- the one read before; NULL: none
    after INTEGER,                   -- the first one read without it; NULL: none
    doubted INTEGER,                 -- one in which who it is, or the title, is not sure
    certain INTEGER NOT NULL,
    digest BLOB
) STRICT;
CREATE INDEX post_spells_unit ON post_spells (watch_id, item, unit_key);
CREATE INDEX post_spells_person ON post_spells (watch_id, person_key);

CREATE TABLE unit_spells (           -- which unit was called what, and hung where, in which versions
    id INTEGER PRIMARY KEY,
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,
    unit_key TEXT NOT NULL,
    title TEXT NOT NULL,
    parent_key TEXT,                 -- NULL: at the top
    parent TEXT,
    path TEXT NOT NULL,              -- JSON, the titles of the units above, from the top
    named INTEGER NOT NULL,          -- 1: somebody, or that nobody holds it, was printed in it
    first INTEGER NOT NULL,          -- these as in post_spells
    last INTEGER,
    before INTEGER,
    after INTEGER,
    doubted INTEGER,
    certain INTEGER NOT NULL,
    digest BLOB
) STRICT;
CREATE INDEX unit_spells_unit ON unit_spells (watch_id, item, unit_key);
CREATE INDEX checks_snapshot ON checks (watch_id, snapshot);

CREATE VIEW people AS                -- who held which post when, a row for each unit, person and spell
SELECT w.name AS watch, t.item, t.unit, t.path, t.name AS person, t.role, {_SPELL}, t.unit_key, t.person_key
FROM post_spells t JOIN watches w ON w.id = t.watch_id JOIN careers c ON c.watch_id = t.watch_id AND c.item = t.item
ORDER BY w.name, t.item, t.unit, t.first, t.id;

CREATE VIEW units AS                 -- what each unit was called and where it hung, a row for each spell of both
SELECT w.name AS watch, t.item, t.title AS unit, t.parent, t.path, {_SPELL}, t.unit_key, t.parent_key
FROM unit_spells t JOIN watches w ON w.id = t.watch_id JOIN careers c ON c.watch_id = t.watch_id AND c.item = t.item
ORDER BY w.name, t.item, t.title, t.first, t.id;
"""

CHART_KEYS = """
CREATE TABLE chart_keys (            -- which unit and which person is which over all versions; outside the hash
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,
    content_id INTEGER NOT NULL REFERENCES contents, -- the reading of a chart
    number INTEGER NOT NULL,         -- of a snapshot that shows it
    keys TEXT NOT NULL,              -- JSON {id of the unit: [its key, [keys of its people in their order, null: vacant]]}
    digest BLOB,
    PRIMARY KEY (watch_id, item, content_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX chart_keys_content ON chart_keys (content_id);

CREATE TABLE person_keys (           -- whose key is whose, by name and post
    watch_id INTEGER NOT NULL REFERENCES watches,
    name TEXT NOT NULL,              -- folded, its words in the order of the alphabet
    unit_key TEXT NOT NULL,          -- the unit that names it; '': any other
    key TEXT NOT NULL,
    digest BLOB,
    PRIMARY KEY (watch_id, name, unit_key)
) STRICT, WITHOUT ROWID;

CREATE VIEW chart_units AS           -- the units of every chart by the newest reading, with their keys
SELECT w.name AS watch, s.number AS snapshot, s.taken_at, i.item, json_extract(k.keys, '$."' || u.id || '"[0]') AS unit_key,
    u.title, json_extract(k.keys, '$."' || u.parent || '"[0]') AS parent_key, u.confidence_title, u.confidence_parent
FROM items i JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position
JOIN contents c ON c.id = coalesce(n.content_id, i.content_id)
JOIN (SELECT x.id AS content, json_extract(j.value, '$.id') AS id, json_extract(j.value, '$.title') AS title,
        json_extract(j.value, '$.parent') AS parent, json_extract(j.value, '$.confidence_title') AS confidence_title,
        json_extract(j.value, '$.confidence_parent') AS confidence_parent
    FROM contents x, json_each(x.orgchart, '$.units') j) u ON u.content = c.id
JOIN chart_keys k ON k.watch_id = s.watch_id AND k.item = i.item AND k.content_id = c.id;
"""

PAGE_TITLES = """
CREATE TABLE page_titles (           -- what a page calls itself, as last read: for readers, in no hash
    watch_id INTEGER PRIMARY KEY REFERENCES watches,
    title TEXT NOT NULL,             -- its <title>, else its first h1
    digest BLOB                      -- of the row
) STRICT;
"""

ROUNDS = """
-- alerts of one channel that go in one message: the same for all of them, set when their round of visits is over
ALTER TABLE outbox ADD COLUMN round TEXT;
"""

STAMPS = """
CREATE TABLE stamps (                -- time stamps of the newest hashes, by others (RFC 3161); outside the hash
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                -- when we asked; the stamp itself says when it was made
    tsa TEXT NOT NULL,               -- whom
    heads TEXT NOT NULL,             -- what is stamped: a line "watch number hash" for each watch
    response TEXT NOT NULL,          -- the answer (TimeStampResp), base64
    digest BLOB
) STRICT;
"""

GLANCE = """
-- a digest of all that the reading of the newest page looked at (DESIGN §9); NULL: it is always read
ALTER TABLE state ADD COLUMN glance TEXT;
"""

GROWTH = """
-- so that no question takes the longer the older the database is
CREATE INDEX checks_newest ON checks (watch_id);
-- of rows that are never altered again: a visit that finds nothing has no more to write than before
CREATE INDEX checks_counted ON checks (watch_id, outcome, last_at, count, snapshot, sealed_by) WHERE sealed_by IS NOT NULL;
CREATE INDEX chart_keys_number ON chart_keys (watch_id, item, number);
CREATE INDEX post_spells_open ON post_spells (watch_id, item) WHERE after IS NULL;
CREATE INDEX unit_spells_open ON unit_spells (watch_id, item) WHERE after IS NULL;
"""

ERASURES = """
CREATE TABLE erasures (              -- what was erased and must not come back: keyed digests, from which no name can be read
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'address')),
    key TEXT NOT NULL,               -- hex, of the digests
    forms TEXT NOT NULL,             -- JSON [hex digest of each form, ...]: see "What was erased" in snapshots/README.md
    hints TEXT NOT NULL,             -- JSON, the first byte of the digest of each word of a form
    longest INTEGER NOT NULL,        -- words of the longest form
    finished_at TEXT,                -- when the file held nothing of it any more; NULL: it was interrupted, and is to be made again
    digest BLOB
) STRICT;

CREATE TABLE tombstones (            -- bytes that were taken out, or not kept, since they hold what was erased
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    position INTEGER NOT NULL,       -- of the item in its snapshot; -1: the page
    sha256 TEXT NOT NULL,            -- hex, of the bytes
    size INTEGER NOT NULL,
    at TEXT NOT NULL,
    digest BLOB,
    PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_sha256 ON tombstones (sha256);

CREATE TABLE redactions (            -- snapshots from which something was taken out, and what is left of them
    snapshot_id INTEGER PRIMARY KEY REFERENCES snapshots,
    at TEXT NOT NULL,
    facts INTEGER NOT NULL,          -- 1: taken out of what the snapshot's hash was made of as well: that cannot be made again
    salt TEXT NOT NULL,              -- hex
    rest TEXT,                       -- hex SHA-256 over salt and what is left; NULL: nothing is
    digest BLOB
) STRICT;
"""

IN_TIME = """
-- the versions of all watches in the order of time, whenever they were recorded
CREATE INDEX snapshots_in_time ON snapshots (taken_at);
"""

SALTS = """
CREATE TABLE salts (                 -- of a snapshot from which something was erased: the salts of what still is as it was sealed
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    salt TEXT NOT NULL,
    PRIMARY KEY (snapshot_id, kind, position)
) STRICT, WITHOUT ROWID;
"""

LOOKED_OVER = """
CREATE TABLE looked_over (           -- how far old versions were looked over, a few a day; outside the hash
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL,
    snapshot INTEGER NOT NULL,       -- the id of the last one; 0: from the first on again
    blob INTEGER NOT NULL
) STRICT;
-- of spells that ended with a version
CREATE INDEX post_spells_ended ON post_spells (watch_id, item, after);
CREATE INDEX unit_spells_ended ON unit_spells (watch_id, item, after);
"""

PRUNED = """
-- the versions that were taken out: mostly none
CREATE INDEX snapshots_pruned ON snapshots (watch_id, number, erased_at) WHERE erased_at IS NOT NULL;
"""

STAMPING = """
CREATE TABLE stamping (              -- the daily time stamp, while it cannot be had; outside the hash
    id INTEGER PRIMARY KEY CHECK (id = 1),
    since TEXT NOT NULL,             -- the first attempt that failed
    last_at TEXT NOT NULL,           -- the newest
    count INTEGER NOT NULL,
    error TEXT NOT NULL              -- of the newest
) STRICT;
"""

SITE = "lower(substr(url, instr(url, '://') + 3, instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1))"  # of an address
TITLES = f"""
-- of each page it is asked whether another calls itself the same, and whether one of its own site does
CREATE INDEX page_titles_title ON page_titles (title);
CREATE INDEX watches_site ON watches ({SITE});
"""

_TALLIED = ("erasures", "outbox", "stamps")  # tables from which nothing takes rows but an erasure, which says so

TALLIES = """
CREATE TABLE tallies (               -- how many rows there ought to be in tables that only grow; outside the hash
    name TEXT PRIMARY KEY,
    written INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
for _table in _TALLIED:
    TALLIES += f"""
INSERT INTO tallies (name, written) SELECT '{_table}', count(*) FROM {_table};
CREATE TRIGGER {_table}_tallied AFTER INSERT ON {_table} BEGIN
    UPDATE tallies SET written = written + 1 WHERE name = '{_table}';
END;
"""

INDEXED_TOGETHER = """
-- what is written in one go is put into the index in one go, by who writes it (DESIGN §9)
DROP TRIGGER IF EXISTS blocks_search_in;
-- until then it is not in the index, out of which nothing may be taken that is not in it
DROP TRIGGER IF EXISTS blocks_search_out;
CREATE TRIGGER blocks_search_out AFTER DELETE ON blocks WHEN EXISTS (SELECT 1 FROM search_docsize WHERE id = old.id) BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END;
DROP TRIGGER IF EXISTS blocks_search_edit;
CREATE TRIGGER blocks_search_edit AFTER UPDATE OF text ON blocks WHEN EXISTS (SELECT 1 FROM search_docsize WHERE id = old.id) BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
"""

EACH_OF_STRETCHES = "stretches t JOIN blocks b ON b.id BETWEEN t.first_block AND t.last_block"
SIGHTING = {
    "watch_id": "t.watch_id",
    "item": "t.item",
    "block_id": "b.id",
    "first_snapshot": "t.snapshot",
    "last_snapshot": "NULL",
    "at_latest": "0",
}


def unfolded(digest: str) -> str:
    """SQL: a sighting for each block of the stretches *t*, with *digest*; which stretches is to be said behind."""
    columns, values = ", ".join(SIGHTING), ", ".join(SIGHTING.values())
    return f"INSERT OR REPLACE INTO sightings ({columns}, digest) SELECT {values}, {digest} FROM {EACH_OF_STRETCHES} WHERE"


STRETCHES = f"""
CREATE TABLE stretches (             -- blocks that have all stood in an item since its first snapshot: as many sightings in one row
    first_block INTEGER PRIMARY KEY REFERENCES blocks,
    last_block INTEGER NOT NULL,     -- all between them, in the order of their ids
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,
    snapshot INTEGER NOT NULL,       -- snapshot number; it is still there
    digest BLOB
) STRICT;
CREATE INDEX stretches_watch ON stretches (watch_id);
-- with a further version each block has its sighting. We write these before it (store.sightings); this is for programs that know no
-- stretches, nor how to make a digest: it needs SQLite alone, and its rows have none, as those of the first edition
CREATE TRIGGER stretches_unfolded AFTER INSERT ON snapshots
WHEN EXISTS (SELECT 1 FROM stretches WHERE watch_id = new.watch_id) BEGIN
    {unfolded("NULL")} t.watch_id = new.watch_id;
    DELETE FROM stretches WHERE watch_id = new.watch_id;
END;
"""
