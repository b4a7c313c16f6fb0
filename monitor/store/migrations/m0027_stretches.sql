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
    INSERT OR REPLACE INTO sightings (watch_id, item, block_id, first_snapshot, last_snapshot, at_latest, digest) SELECT t.watch_id, t.item, b.id, t.snapshot, NULL, 0, NULL FROM stretches t JOIN blocks b ON b.id BETWEEN t.first_block AND t.last_block WHERE t.watch_id = new.watch_id;
    DELETE FROM stretches WHERE watch_id = new.watch_id;
END;
