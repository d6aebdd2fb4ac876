-- FTS5's own settings for a new archive; the figures stand in doc/design.md.
-- A batch is one segment, and segments are merged at the end of a run, not in
-- the midst of it.
INSERT INTO articles_fts(articles_fts, rank) VALUES('automerge', 0);
