-- a digest of what the row says, for rows that no snapshot's hash covers; NULL: written by an earlier version
ALTER TABLE watches ADD COLUMN digest BLOB;
ALTER TABLE checks ADD COLUMN digest BLOB;
ALTER TABLE episodes ADD COLUMN digest BLOB;
ALTER TABLE state ADD COLUMN digest BLOB;
ALTER TABLE outbox ADD COLUMN digest BLOB;
ALTER TABLE holds ADD COLUMN digest BLOB;
ALTER TABLE robots ADD COLUMN digest BLOB;
ALTER TABLE sightings ADD COLUMN digest BLOB;
ALTER TABLE removed ADD COLUMN digest BLOB;
ALTER TABLE readings ADD COLUMN digest BLOB;
ALTER TABLE states_anew ADD COLUMN digest BLOB;
