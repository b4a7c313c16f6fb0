CREATE VIRTUAL TABLE search USING fts5(text, content='blocks', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER blocks_search_in AFTER INSERT ON blocks BEGIN
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER blocks_search_out AFTER DELETE ON blocks BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER blocks_search_edit AFTER UPDATE OF text ON blocks BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
