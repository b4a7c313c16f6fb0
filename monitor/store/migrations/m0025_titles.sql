-- of each page it is asked whether another calls itself the same, and whether one of its own site does
CREATE INDEX page_titles_title ON page_titles (title);
CREATE INDEX watches_site ON watches (lower(substr(url, instr(url, '://') + 3, instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1)));
