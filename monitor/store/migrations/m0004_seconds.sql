-- visits whose duration is known, their durations together, that of the newest (NULL: not known)
ALTER TABLE state ADD COLUMN timed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN seconds REAL NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN last_seconds REAL;
CREATE INDEX outbox_failed ON outbox (failed_at) WHERE failed_at IS NOT NULL;
