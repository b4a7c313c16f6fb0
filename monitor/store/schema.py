"""The tables as SQL, told in comments that stay in the database file (DESIGN 7.1, 7.2). snapshots/README.md explains each column.

A released migration is never edited; a change is a new one at the end of `MIGRATIONS`. They are told by their names: no
migration has the numbers 8 and 24, and two have 19.
"""

from __future__ import annotations

from monitor.store.row_digests import COLUMNS
from monitor.store.schema_later import (
    CAREERS,
    CHART_KEYS,
    ERASURES,
    GLANCE,
    GROWTH,
    IN_TIME,
    INDEXED_TOGETHER,
    LOOKED_OVER,
    PAGE_TITLES,
    PRUNED,
    READINGS,
    ROUNDS,
    SALTS,
    STAMPING,
    STAMPS,
    STRETCHES,
    TALLIES,
    TITLES,
)

SET = "monitor"  # the name of our migration set in _sqlite_migrations

_TABLES = """
CREATE TABLE watches (               -- one row for each page ever looked after; kept when it leaves config.toml
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,       -- its identity in config.toml
    url TEXT NOT NULL,               -- the address last visited
    first_at TEXT NOT NULL           -- its first visit
) STRICT;

CREATE TABLE recipes (               -- what was looked for and by which reading, as hashes
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE        -- hex SHA-256 over the recipe in config.toml and the extractor's version
) STRICT;

CREATE TABLE blobs (                 -- bytes as received, each once
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,     -- hex, of the decoded bytes
    size INTEGER NOT NULL,           -- bytes, decoded
    encoding TEXT NOT NULL CHECK (encoding IN ('stored', 'zstd')),
    base INTEGER REFERENCES blobs,   -- zstd: the blob whose bytes are the dictionary; NULL: readable alone
    run INTEGER NOT NULL,            -- steps since the last blob that others may lean on from afar
    chain INTEGER NOT NULL,          -- bytes to decode before these are readable, these included
    crc INTEGER NOT NULL,            -- CRC-32 of data: some bits of a zstd frame can change without changing what it decodes to
    data BLOB NOT NULL
) STRICT;
CREATE INDEX blobs_base ON blobs (base) WHERE base IS NOT NULL;

CREATE TABLE snapshots (             -- a page and its documents as received at one instant; never edited
    id INTEGER PRIMARY KEY,
    watch_id INTEGER NOT NULL REFERENCES watches,
    number INTEGER NOT NULL,         -- 1, 2, 3... for each watch
    recorded_as TEXT NOT NULL,       -- the watch's name on that day
    source TEXT NOT NULL CHECK (source IN ('live', 'import')),
    taken_at TEXT NOT NULL,          -- when the page was visited
    recorded_at TEXT NOT NULL,       -- when this row was written
    url TEXT NOT NULL,               -- the page's address
    recipe INTEGER NOT NULL REFERENCES recipes, -- that it was read under
    page INTEGER REFERENCES blobs,   -- NULL: not kept, or erased
    states TEXT NOT NULL,            -- JSON {item: digest of its folded text}, to see that something came back
    salt TEXT,                       -- "each:" and hex, of which one for each thing is made, or hex, one for all; NULL: erased
    hash TEXT NOT NULL,              -- see "The hash chain" in snapshots/README.md
    erased_at TEXT,                  -- when bytes and texts were taken out on purpose
    UNIQUE (watch_id, number)
) STRICT;
CREATE INDEX snapshots_taken ON snapshots (watch_id, taken_at);
CREATE INDEX snapshots_page ON snapshots (page);

CREATE TABLE headers (               -- HTTP headers, each name and value once
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,              -- as received
    value TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE      -- first 16 bytes of SHA-256 over name, line feed, value
) STRICT;

CREATE TABLE exchanges (             -- the HTTP facts of a snapshot: the page's at position 0, then its documents'
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    position INTEGER NOT NULL,
    item TEXT,                       -- NULL: the page
    url TEXT NOT NULL,               -- as asked
    final_url TEXT,                  -- after redirects; NULL: the same
    status INTEGER NOT NULL,
    request_headers TEXT NOT NULL,   -- JSON [header id, ...]
    response_headers TEXT NOT NULL,  -- JSON [header id, ...]
    redirects TEXT NOT NULL,         -- JSON [[status, address that answered it], ...]
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    content_type TEXT NOT NULL,      -- as received, '' if none
    blob INTEGER REFERENCES blobs,   -- NULL: no body (304), or erased
    PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchanges_blob ON exchanges (blob);

CREATE TABLE digests (               -- what a snapshot's hash vouches for
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    kind TEXT NOT NULL CHECK (kind IN ('blob', 'change', 'item', 'states')),
    position INTEGER NOT NULL,
    digest BLOB NOT NULL,            -- 32 bytes: SHA-256 of the salt, a line feed and the thing's JSON
    PRIMARY KEY (snapshot_id, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (                -- paragraphs, list items, headings, table rows: each text once
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- paragraph, list_item, heading, table_row; title: a heading or label, for the search
    text TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE      -- first 16 bytes of SHA-256 over kind, line feed, text
) STRICT;

CREATE TABLE texts (                 -- a sequence of blocks, each sequence once
    id INTEGER PRIMARY KEY,
    blocks TEXT NOT NULL,            -- JSON, block ids in order; [7, 12] stands for 7, 8, 9, 10, 11, 12
    digest BLOB NOT NULL UNIQUE      -- first 16 bytes of SHA-256 over the JSON of kinds and texts
) STRICT;

CREATE TABLE contents (              -- what a document's bytes say
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,     -- first 16 bytes of SHA-256 over the JSON of the rest
    sha256 TEXT NOT NULL,            -- of the bytes
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,        -- sniffed from the bytes
    pages INTEGER,
    geometry TEXT,                   -- digest of where letters and strokes stand
    text_id INTEGER REFERENCES texts, -- NULL: has no text to read
    orgchart TEXT                    -- JSON; NULL: none read
) STRICT;

CREATE TABLE items (                 -- what a snapshot showed: its sections and documents in order
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('section', 'document')),
    item TEXT NOT NULL,              -- its name in config.toml
    heading TEXT,                    -- sections: NULL: none of its own
    text_id INTEGER REFERENCES texts, -- sections
    found_by TEXT,                   -- sections: how it was found
    ignored TEXT,                    -- sections: JSON, the parts shown but not compared
    label TEXT,                      -- documents, as displayed
    format TEXT,                     -- documents, as displayed
    size_text TEXT,                  -- documents, as displayed
    url TEXT,                        -- documents: NULL: the page hides it
    content_id INTEGER REFERENCES contents, -- documents: NULL: never read
    blob INTEGER REFERENCES blobs,   -- documents: NULL: bytes not kept, or erased
    UNIQUE (snapshot_id, position)
) STRICT;
CREATE INDEX items_blob ON items (blob) WHERE blob IS NOT NULL;

CREATE TABLE removed (               -- items recorded as removed and not back since: where their last text stands
    watch_id INTEGER NOT NULL REFERENCES watches,
    item_id INTEGER NOT NULL REFERENCES items,
    PRIMARY KEY (watch_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sightings (             -- from which snapshot to which one a block stood in an item
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,
    block_id INTEGER NOT NULL REFERENCES blocks,
    first_snapshot INTEGER NOT NULL, -- snapshot number
    last_snapshot INTEGER,           -- snapshot number; NULL: it is still there
    PRIMARY KEY (block_id, watch_id, item, first_snapshot)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_open ON sightings (watch_id) WHERE last_snapshot IS NULL;

CREATE TABLE changes (               -- what differs between two revisions of one item
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshots, -- the later one
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    item_kind TEXT NOT NULL,
    change TEXT NOT NULL,            -- edited, added, removed, restored, replaced, relabelled, readdressed
    significance TEXT NOT NULL,      -- substantive or minor
    label TEXT,                      -- documents
    suspect TEXT,                    -- why it looks odd
    returns_to INTEGER,              -- the snapshot whose state came back
    facts TEXT NOT NULL,             -- JSON, further keys
    UNIQUE (snapshot_id, position)
) STRICT;

CREATE TABLE edits (                 -- the steps of a change; a rowid, or an edit of over 1 KB would take a page of its own
    change_id INTEGER NOT NULL REFERENCES changes,
    position INTEGER NOT NULL,
    op TEXT NOT NULL,
    edit TEXT NOT NULL,              -- JSON as `monitor diff --json` prints it; before and after are left out where words give them
    PRIMARY KEY (change_id, position)
) STRICT;

CREATE TABLE checks (                -- visits; consecutive unchanged ones share a row
    id INTEGER PRIMARY KEY,
    watch_id INTEGER NOT NULL REFERENCES watches,
    source TEXT NOT NULL CHECK (source IN ('live', 'import')),
    outcome TEXT NOT NULL CHECK (outcome IN ('first', 'unchanged', 'changed', 'failed')),
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    count INTEGER NOT NULL,          -- visits
    longest_gap_s REAL NOT NULL,     -- between two of them, seconds
    snapshot INTEGER,                -- the last good snapshot's number after the visit; NULL: none yet
    recipe INTEGER NOT NULL REFERENCES recipes,
    cosmetic TEXT NOT NULL,          -- JSON {item: {rule: visits}}: differences no reader sees
    failures TEXT NOT NULL,          -- JSON [{kind, detail, item, since, consecutive}, ...]
    flapping TEXT,                   -- JSON {since, between}
    sealed_by INTEGER REFERENCES snapshots -- the snapshot whose hash covers this row
) STRICT;
CREATE INDEX checks_watch ON checks (watch_id, first_at);
CREATE INDEX checks_sealed ON checks (sealed_by, watch_id);

CREATE TABLE episodes (              -- runs of failures, of the page or of one item
    id INTEGER PRIMARY KEY,
    watch_id INTEGER NOT NULL REFERENCES watches,
    item TEXT NOT NULL,              -- '' : the page
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    since TEXT NOT NULL,
    consecutive INTEGER NOT NULL,    -- failures in a row
    alerted INTEGER NOT NULL,        -- 1: somebody was told
    ended_at TEXT                    -- the first good visit after it; NULL: it lasts
) STRICT;
CREATE INDEX episodes_open ON episodes (watch_id) WHERE ended_at IS NULL;

CREATE TABLE state (                 -- where each watch stands: what its next visit needs to know
    watch_id INTEGER PRIMARY KEY REFERENCES watches,
    visits INTEGER NOT NULL,         -- all ever made
    open_check INTEGER REFERENCES checks, -- the row that the next unchanged visit counts in
    newest_at TEXT NOT NULL,         -- newest visit
    newest_live_at TEXT,
    snapshot_id INTEGER REFERENCES snapshots, -- the last one; NULL: never read well
    page INTEGER REFERENCES blobs,   -- the newest well-read page
    page_type TEXT NOT NULL,         -- its content type
    page_closed INTEGER,             -- 1: it ends with its closing tag; NULL: not known
    etag TEXT,                       -- validators of the page
    last_modified TEXT,
    known TEXT NOT NULL,             -- JSON [{url, sha256, etag, last_modified}, ...] of its documents
    flapping TEXT,                   -- JSON {since, between}
    flapping_seen_at TEXT
) STRICT;
CREATE INDEX state_page ON state (page);

CREATE TABLE outbox (                -- alerts, saved with what they tell of, sent later
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,        -- idempotency key
    channel TEXT NOT NULL,           -- Channel.key: kind and digest of the address
    kind TEXT NOT NULL,              -- change, minor, failure, recovery, heartbeat
    watch_id INTEGER REFERENCES watches, -- NULL: about the whole installation
    items TEXT NOT NULL,             -- JSON, the items it tells of; []: the page
    payload TEXT NOT NULL,           -- JSON, the check's result in no language
    hash TEXT,                       -- newest hash of the watch when it was written
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,            -- not before
    attempts INTEGER NOT NULL,
    claimed_until TEXT,              -- somebody is sending it
    error TEXT,                      -- of the last attempt
    delivered_at TEXT,
    failed_at TEXT                   -- given up
) STRICT;
CREATE INDEX outbox_pending ON outbox (due_at) WHERE delivered_at IS NULL AND failed_at IS NULL;

CREATE TABLE holds (                 -- servers that asked us to wait (DESIGN 3.18)
    scope TEXT NOT NULL CHECK (scope IN ('host', 'address')),
    target TEXT NOT NULL,            -- the host with its port, or the address
    until TEXT NOT NULL,
    PRIMARY KEY (scope, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE robots (                -- robots.txt as fetched (RFC 9309)
    origin TEXT PRIMARY KEY,         -- scheme://host:port
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

SEARCH = (  # the index of texts; `texts.py` makes one of its own to compare it with
    "CREATE VIRTUAL TABLE search USING fts5(text, content='blocks', content_rowid='id', tokenize=\"unicode61 remove_diacritics 2\")"
)

_SEARCH = f"""
{SEARCH};
CREATE TRIGGER blocks_search_in AFTER INSERT ON blocks BEGIN
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER blocks_search_out AFTER DELETE ON blocks BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER blocks_search_edit AFTER UPDATE OF text ON blocks BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
"""

_VIEWS = """
CREATE VIEW text_blocks AS           -- the blocks of each text in their order
SELECT t.id AS text_id, j.key AS run, b.id AS block_id, b.kind, b.text
FROM texts t, json_each(t.blocks) j
JOIN blocks b ON b.id BETWEEN iif(j.type = 'array', json_extract(j.value, '$[0]'), j.value)
    AND iif(j.type = 'array', json_extract(j.value, '$[1]'), j.value);

CREATE VIEW revisions AS             -- every item of every snapshot, its text joined
SELECT w.name AS watch, s.number AS snapshot, s.taken_at, i.item, i.kind, i.heading, i.label, i.format, i.size_text, i.url,
    c.sha256,
    (SELECT group_concat(text, char(10)) FROM (
        SELECT x.text FROM text_blocks x WHERE x.text_id = coalesce(i.text_id, c.text_id) ORDER BY x.run, x.block_id)) AS text
FROM items i JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id
LEFT JOIN contents c ON c.id = i.content_id
ORDER BY w.name, s.number, i.position;

CREATE VIEW latest AS                -- the items as last read, and when the page was last visited
SELECT r.watch, r.snapshot, r.taken_at, st.newest_at AS visited_at,
    (SELECT count(*) FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL) AS failing,
    r.item, r.kind, r.heading, r.label, r.format, r.size_text, r.url, r.sha256, r.text
FROM state st JOIN watches w ON w.id = st.watch_id JOIN snapshots s ON s.id = st.snapshot_id
JOIN revisions r ON r.watch = w.name AND r.snapshot = s.number
ORDER BY r.watch;

CREATE VIEW timeline AS              -- what happened, in order: visits, and what each found
SELECT k.first_at AS at, k.last_at AS until, w.name AS watch, k.count AS visits, k.outcome, k.source, k.snapshot,
    c.item, c.change, c.significance, c.label,
    json_extract(k.failures, '$[0].kind') AS failure, json_extract(k.failures, '$[0].detail') AS detail
FROM checks k JOIN watches w ON w.id = k.watch_id
LEFT JOIN snapshots s ON k.outcome = 'changed' AND s.watch_id = k.watch_id AND s.number = k.snapshot
LEFT JOIN changes c ON c.snapshot_id = s.id
ORDER BY k.first_at, k.id, c.position;
"""

_SECONDS = """
-- visits whose duration is known, their durations together, that of the newest (NULL: not known)
ALTER TABLE state ADD COLUMN timed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN seconds REAL NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN last_seconds REAL;
CREATE INDEX outbox_failed ON outbox (failed_at) WHERE failed_at IS NOT NULL;
"""

_EXTRACTOR = """
-- the version of our own reading that the items were made with
ALTER TABLE snapshots ADD COLUMN extractor INTEGER NOT NULL DEFAULT 1;
-- that by which the last snapshot is known to show the same
ALTER TABLE state ADD COLUMN extractor INTEGER NOT NULL DEFAULT 1;

CREATE TABLE states_anew (           -- snapshots.states as a later recipe or reading makes them; outside the hash
    snapshot_id INTEGER PRIMARY KEY REFERENCES snapshots,
    recipe INTEGER NOT NULL REFERENCES recipes,
    extractor INTEGER NOT NULL,
    states TEXT NOT NULL             -- JSON {item: digest of its folded text}
) STRICT;
"""

_BLOCK_FACTS = """
CREATE TABLE block_facts (           -- what stands beside the words of a block: struck spans, links, pictures, frames, heads
    id INTEGER PRIMARY KEY,
    facts TEXT NOT NULL,             -- JSON as `monitor show --json` has it, only what is there
    digest BLOB NOT NULL UNIQUE      -- first 16 bytes of SHA-256 over it
) STRICT;

-- sections: JSON [[place of a block, id of its facts], ...]; NULL: read by a version that looked for none
ALTER TABLE items ADD COLUMN facts TEXT;

-- lines and cells of a block are parted by a space where it is read by hand
DROP VIEW latest;
DROP VIEW revisions;
"""

_ONE_LINE = "SELECT replace(replace(x.text, char(10), ' '), char(9), ' ') AS text FROM text_blocks x"
_BLOCK_FACTS += _VIEWS[_VIEWS.index("CREATE VIEW revisions") : _VIEWS.index("CREATE VIEW timeline")].replace(
    "SELECT x.text FROM text_blocks x", _ONE_LINE
)

_AT_LATEST = """
-- 1: first_snapshot is the first one of a reading that looks for such text; it may have stood there before
ALTER TABLE sightings ADD COLUMN at_latest INTEGER NOT NULL DEFAULT 0;
"""

_READINGS = READINGS + (
    _VIEWS[_VIEWS.index("CREATE VIEW revisions") : _VIEWS.index("CREATE VIEW timeline")]
    .replace("SELECT x.text FROM text_blocks x", _ONE_LINE)
    .replace(
        "LEFT JOIN contents c ON c.id = i.content_id",
        "LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position\n"
        "LEFT JOIN contents c ON c.id = coalesce(n.content_id, i.content_id)",
    )
)

_WITH_DIGEST = (
    "chart_keys",
    "person_keys",
    "careers",
    "post_spells",
    "unit_spells",
    "page_titles",
    "stretches",
    "stamps",
    "erasures",
    "tombstones",
    "redactions",
)  # tables that were made with one

_ROW_DIGESTS = (
    "-- a digest of what the row says, for rows that no snapshot's hash covers; NULL: written by an earlier version\n"
    + "".join(f"ALTER TABLE {table} ADD COLUMN digest BLOB;\n" for table in COLUMNS if table not in _WITH_DIGEST)
)

MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("m0001_tables", _TABLES),
    ("m0002_search", _SEARCH),
    ("m0003_views", _VIEWS),
    ("m0004_seconds", _SECONDS),
    ("m0005_extractor", _EXTRACTOR),
    ("m0006_block_facts", _BLOCK_FACTS),
    ("m0007_at_latest", _AT_LATEST),
    ("m0009_readings", _READINGS),
    ("m0010_row_digests", _ROW_DIGESTS),
    ("m0011_chart_keys", CHART_KEYS),
    ("m0012_careers", CAREERS),
    ("m0013_page_titles", PAGE_TITLES),
    ("m0014_rounds", ROUNDS),
    ("m0015_stamps", STAMPS),
    ("m0016_glance", GLANCE),
    ("m0017_growth", GROWTH),
    ("m0018_erasures", ERASURES),
    ("m0019_stamping", STAMPING),
    ("m0019_in_time", IN_TIME),
    ("m0020_salts", SALTS),
    ("m0021_looked_over", LOOKED_OVER),
    ("m0022_pruned", PRUNED),
    ("m0023_tallies", TALLIES),
    ("m0025_titles", TITLES),
    ("m0026_indexed_together", INDEXED_TOGETHER),
    ("m0027_stretches", STRETCHES),
)
NAMES = tuple(name for name, _ in MIGRATIONS)
