-- 1: first_snapshot is the first one of a reading that looks for such text; it may have stood there before
ALTER TABLE sightings ADD COLUMN at_latest INTEGER NOT NULL DEFAULT 0;
