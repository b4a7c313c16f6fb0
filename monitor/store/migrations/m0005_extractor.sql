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
