-- FTS5's own settings for a new archive; the figures stand in doc/design.md.
-- A batch is one segment, and segments are merged at the end of a run, not in
-- the midst of it.  A leaf of the index fills one page of the file: a quarter
-- of the rows to write.
INSERT INTO articles_fts(articles_fts, rank) VALUES('automerge', 0);
INSERT INTO articles_fts(articles_fts, rank) VALUES('pgsz', 16300);
