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
SELECT w.name AS watch, t.item, t.unit, t.path, t.name AS person, t.role, (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = t.first) AS first_seen, coalesce((SELECT max(k.last_at) FROM checks k WHERE k.watch_id = t.watch_id AND k.snapshot = coalesce(t.last, c.read) AND k.outcome <> 'failed' AND NOT EXISTS (SELECT 1 FROM json_each(k.failures) f WHERE json_extract(f.value, '$.item') = t.item)), (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = coalesce(t.last, c.read))) AS last_seen,
    iif(t.before IS NULL, NULL, coalesce((SELECT max(k.last_at) FROM checks k WHERE k.watch_id = t.watch_id AND k.snapshot = t.before AND k.outcome <> 'failed' AND NOT EXISTS (SELECT 1 FROM json_each(k.failures) f WHERE json_extract(f.value, '$.item') = t.item)), (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = t.before))) AS absent_before,
    (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = coalesce(t.after, iif(t.last IS NULL, c.gone, NULL))) AS absent_after,
    t.first AS first_snapshot, coalesce(t.last, c.read) AS last_snapshot,
    t.last IS NULL AND c.gone IS NULL AS current, t.certain, t.unit_key, t.person_key
FROM post_spells t JOIN watches w ON w.id = t.watch_id JOIN careers c ON c.watch_id = t.watch_id AND c.item = t.item
ORDER BY w.name, t.item, t.unit, t.first, t.id;

CREATE VIEW units AS                 -- what each unit was called and where it hung, a row for each spell of both
SELECT w.name AS watch, t.item, t.title AS unit, t.parent, t.path, (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = t.first) AS first_seen, coalesce((SELECT max(k.last_at) FROM checks k WHERE k.watch_id = t.watch_id AND k.snapshot = coalesce(t.last, c.read) AND k.outcome <> 'failed' AND NOT EXISTS (SELECT 1 FROM json_each(k.failures) f WHERE json_extract(f.value, '$.item') = t.item)), (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = coalesce(t.last, c.read))) AS last_seen,
    iif(t.before IS NULL, NULL, coalesce((SELECT max(k.last_at) FROM checks k WHERE k.watch_id = t.watch_id AND k.snapshot = t.before AND k.outcome <> 'failed' AND NOT EXISTS (SELECT 1 FROM json_each(k.failures) f WHERE json_extract(f.value, '$.item') = t.item)), (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = t.before))) AS absent_before,
    (SELECT s.taken_at FROM snapshots s WHERE s.watch_id = t.watch_id AND s.number = coalesce(t.after, iif(t.last IS NULL, c.gone, NULL))) AS absent_after,
    t.first AS first_snapshot, coalesce(t.last, c.read) AS last_snapshot,
    t.last IS NULL AND c.gone IS NULL AS current, t.certain, t.unit_key, t.parent_key
FROM unit_spells t JOIN watches w ON w.id = t.watch_id JOIN careers c ON c.watch_id = t.watch_id AND c.item = t.item
ORDER BY w.name, t.item, t.title, t.first, t.id;
