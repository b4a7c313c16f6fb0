CREATE TABLE stamps (                -- time stamps of the newest hashes, by others (RFC 3161); outside the hash
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                -- when we asked; the stamp itself says when it was made
    tsa TEXT NOT NULL,               -- whom
    heads TEXT NOT NULL,             -- what is stamped: a line "watch number hash" for each watch
    response TEXT NOT NULL,          -- the answer (TimeStampResp), base64
    digest BLOB
) STRICT;
