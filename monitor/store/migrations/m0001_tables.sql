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
