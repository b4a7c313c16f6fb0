CREATE TABLE salts (                 -- of a snapshot from which something was erased: the salts of what still is as it was sealed
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    salt TEXT NOT NULL,
    PRIMARY KEY (snapshot_id, kind, position)
) STRICT, WITHOUT ROWID;
