-- the versions of all watches in the order of time, whenever they were recorded
CREATE INDEX snapshots_in_time ON snapshots (taken_at);
