-- a digest of all that the reading of the newest page looked at (DESIGN §9); NULL: it is always read
ALTER TABLE state ADD COLUMN glance TEXT;
