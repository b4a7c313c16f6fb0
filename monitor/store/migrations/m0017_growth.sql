-- so that no question takes the longer the older the database is
CREATE INDEX checks_newest ON checks (watch_id);
-- of rows that are never altered again: a visit that finds nothing has no more to write than before
CREATE INDEX checks_counted ON checks (watch_id, outcome, last_at, count, snapshot, sealed_by) WHERE sealed_by IS NOT NULL;
CREATE INDEX chart_keys_number ON chart_keys (watch_id, item, number);
CREATE INDEX post_spells_open ON post_spells (watch_id, item) WHERE after IS NULL;
CREATE INDEX unit_spells_open ON unit_spells (watch_id, item) WHERE after IS NULL;
