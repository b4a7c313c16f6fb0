CREATE TABLE stamping (              -- the daily time stamp, while it cannot be had; outside the hash
    id INTEGER PRIMARY KEY CHECK (id = 1),
    since TEXT NOT NULL,             -- the first attempt that failed
    last_at TEXT NOT NULL,           -- the newest
    count INTEGER NOT NULL,
    error TEXT NOT NULL              -- of the newest
) STRICT;
