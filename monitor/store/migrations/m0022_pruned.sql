-- the versions that were taken out: mostly none
CREATE INDEX snapshots_pruned ON snapshots (watch_id, number, erased_at) WHERE erased_at IS NOT NULL;
