-- alerts of one channel that go in one message: the same for all of them, set when their round of visits is over
ALTER TABLE outbox ADD COLUMN round TEXT;
