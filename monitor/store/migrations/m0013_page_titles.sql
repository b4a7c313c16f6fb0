CREATE TABLE page_titles (           -- what a page calls itself, as last read: for readers, in no hash
    watch_id INTEGER PRIMARY KEY REFERENCES watches,
    title TEXT NOT NULL,             -- its <title>, else its first h1
    digest BLOB                      -- of the row
) STRICT;
