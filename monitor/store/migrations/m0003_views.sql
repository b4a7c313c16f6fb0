CREATE VIEW text_blocks AS           -- the blocks of each text in their order
SELECT t.id AS text_id, j.key AS run, b.id AS block_id, b.kind, b.text
FROM texts t, json_each(t.blocks) j
JOIN blocks b ON b.id BETWEEN iif(j.type = 'array', json_extract(j.value, '$[0]'), j.value)
    AND iif(j.type = 'array', json_extract(j.value, '$[1]'), j.value);

CREATE VIEW revisions AS             -- every item of every snapshot, its text joined
SELECT w.name AS watch, s.number AS snapshot, s.taken_at, i.item, i.kind, i.heading, i.label, i.format, i.size_text, i.url,
    c.sha256,
    (SELECT group_concat(text, char(10)) FROM (
        SELECT x.text FROM text_blocks x WHERE x.text_id = coalesce(i.text_id, c.text_id) ORDER BY x.run, x.block_id)) AS text
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

CREATE VIEW timeline AS              -- what happened, in order: visits, and what each found
SELECT k.first_at AS at, k.last_at AS until, w.name AS watch, k.count AS visits, k.outcome, k.source, k.snapshot,
    c.item, c.change, c.significance, c.label,
    json_extract(k.failures, '$[0].kind') AS failure, json_extract(k.failures, '$[0].detail') AS detail
FROM checks k JOIN watches w ON w.id = k.watch_id
LEFT JOIN snapshots s ON k.outcome = 'changed' AND s.watch_id = k.watch_id AND s.number = k.snapshot
LEFT JOIN changes c ON c.snapshot_id = s.id
ORDER BY k.first_at, k.id, c.position;
