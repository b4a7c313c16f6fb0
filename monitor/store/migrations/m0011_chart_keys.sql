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
