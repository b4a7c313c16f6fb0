CREATE TABLE looked_over (           -- how far old versions were looked over, a few a day; outside the hash
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL,
    snapshot INTEGER NOT NULL,       -- the id of the last one; 0: from the first on again
    blob INTEGER NOT NULL
) STRICT;
-- of spells that ended with a version
CREATE INDEX post_spells_ended ON post_spells (watch_id, item, after);
CREATE INDEX unit_spells_ended ON unit_spells (watch_id, item, after);
