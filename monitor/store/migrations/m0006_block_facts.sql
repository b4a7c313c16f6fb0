CREATE TABLE block_facts (           -- what stands beside the words of a block: struck spans, links, pictures, frames, heads
    id INTEGER PRIMARY KEY,
    facts TEXT NOT NULL,             -- JSON as `monitor show --json` has it, only what is there
    digest BLOB NOT NULL UNIQUE      -- first 16 bytes of SHA-256 over it
) STRICT;

-- sections: JSON [[place of a block, id of its facts], ...]; NULL: read by a version that looked for none
ALTER TABLE items ADD COLUMN facts TEXT;

-- lines and cells of a block are parted by a space where it is read by hand
DROP VIEW latest;
DROP VIEW revisions;
CREATE VIEW revisions AS             -- every item of every snapshot, its text joined
SELECT w.name AS watch, s.number AS snapshot, s.taken_at, i.item, i.kind, i.heading, i.label, i.format, i.size_text, i.url,
    c.sha256,
    (SELECT group_concat(text, char(10)) FROM (
        SELECT replace(replace(x.text, char(10), ' '), char(9), ' ') AS text FROM text_blocks x WHERE x.text_id = coalesce(i.text_id, c.text_id) ORDER BY x.run, x.block_id)) AS text
FROM items i JOIN snapshots s ON s.id = i.snapshot_id JOIN watches w ON w.id = s.watch_id
LEFT JOIN contents c ON c.id = i.content_id
ORDER BY w.name, s.number, i.position;

CREATE VIEW latest AS                -- the items as last read, and when the page was last visited
SELECT r.watch, r.snapshot, r.taken_at, st.newest_at AS visited_at,
    (SELECT count(*) FROM episodes e WHERE e.watch_id = w.id AND e.ended_at IS NULL) AS failing,
    r.item, r.kind, r.heading, r.label, r.format, r.size_text, r.url, r.sha256, r.text
FROM state st JOIN watches w ON w.id = st.watch_id JOIN snapshots s ON s.id = st.snapshot_id
JOIN revisions r ON r.watch = w.name AND r.snapshot = s.number
ORDER BY r.watch;
