-- documents: the version of our reading of org charts that content_id was made by
ALTER TABLE items ADD COLUMN chart_reader INTEGER NOT NULL DEFAULT 1;
CREATE INDEX items_content ON items (content_id) WHERE content_id IS NOT NULL;

CREATE TABLE readings (              -- a document's bytes as a later version of our reading reads them; outside the hash
    snapshot_id INTEGER NOT NULL REFERENCES snapshots,
    position INTEGER NOT NULL,       -- of the item in its snapshot
    item TEXT NOT NULL,
    extractor INTEGER NOT NULL,      -- the version of our reading of org charts
    content_id INTEGER REFERENCES contents, -- NULL: it could not be read anew, what was read then stands
    problem TEXT,                    -- why
    PRIMARY KEY (snapshot_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_content ON readings (content_id) WHERE content_id IS NOT NULL;

CREATE TABLE rereadings (            -- the versions of our reading by which all that is kept has been read anew
    extractor INTEGER PRIMARY KEY,
    finished_at TEXT NOT NULL
) STRICT;

-- what documents say is what the newest reading says
DROP VIEW latest;
DROP VIEW revisions;
CREATE VIEW revisions AS             -- every item of every snapshot, its text joined
SELECT w.name AS watch, s.number AS snapshot, s.taken_at, i.item, i.kind, i.heading, i.label, i.format, i.size_text, i.url,
    c.sha256,
    (SELECT group_concat(text, char(10)) FROM (
        SELECT replace(replace(x.text, char(10), ' '), char(9), ' ') AS text FROM text_blocks x WHERE x.text_id = coalesce(i.text_id, c.text_id) ORDER BY x.run, x.block_id)) AS text
FROM items i JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id
LEFT JOIN readings n ON n.snapshot_id = i.snapshot_id AND n.position = i.position
LEFT JOIN contents c ON c.id = coalesce(n.content_id, i.content_id)
ORDER BY w.name, s.number, i.position;

CREATE VIEW latest AS                -- the items as last read, and when the page was last visited
SELECT r.watch, r.snapshot, r.taken_at, st.newest_at AS visited_at,
    (SELECT count(*) FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL) AS failing,
    r.item, r.kind, r.heading, r.label, r.format, r.size_text, r.url, r.sha256, r.text
FROM state st JOIN watches w ON w.id = st.watch_id JOIN snapshots s ON s.id = st.snapshot_id
JOIN revisions r ON r.watch = w.name AND r.snapshot = s.number
ORDER BY r.watch;
