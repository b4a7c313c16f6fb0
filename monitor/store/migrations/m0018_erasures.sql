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
