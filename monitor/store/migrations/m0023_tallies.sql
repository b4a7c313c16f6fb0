CREATE TABLE tallies (               -- how many rows there ought to be in tables that only grow; outside the hash
    name TEXT PRIMARY KEY,
    written INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tallies (name, written) SELECT 'erasures', count(*) FROM erasures;
CREATE TRIGGER erasures_tallied AFTER INSERT ON erasures BEGIN
    UPDATE tallies SET written = written + 1 WHERE name = 'erasures';
END;

INSERT INTO tallies (name, written) SELECT 'outbox', count(*) FROM outbox;
CREATE TRIGGER outbox_tallied AFTER INSERT ON outbox BEGIN
    UPDATE tallies SET written = written + 1 WHERE name = 'outbox';
END;

INSERT INTO tallies (name, written) SELECT 'stamps', count(*) FROM stamps;
CREATE TRIGGER stamps_tallied AFTER INSERT ON stamps BEGIN
    UPDATE tallies SET written = written + 1 WHERE name = 'stamps';
END;
