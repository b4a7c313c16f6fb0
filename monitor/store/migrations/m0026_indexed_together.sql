-- what is written in one go is put into the index in one go, by who writes it (DESIGN §9)
DROP TRIGGER IF EXISTS blocks_search_in;
-- until then it is not in the index, out of which nothing may be taken that is not in it
DROP TRIGGER IF EXISTS blocks_search_out;
CREATE TRIGGER blocks_search_out AFTER DELETE ON blocks WHEN EXISTS (SELECT 1 FROM search_docsize WHERE id = old.id) BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
END;
DROP TRIGGER IF EXISTS blocks_search_edit;
CREATE TRIGGER blocks_search_edit AFTER UPDATE OF text ON blocks WHEN EXISTS (SELECT 1 FROM search_docsize WHERE id = old.id) BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO search (rowid, text) VALUES (new.id, new.text);
END;
