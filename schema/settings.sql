-- FTS5's own settings for a new archive; the figures stand in doc/design.md.
-- All terms of a batch are gathered before they are written as one segment,
-- and segments are merged at the end of a run, not in the midst of it.
INSERT INTO articles_fts(articles_fts, rank) VALUES('hashsize', 134217728);
INSERT INTO articles_fts(articles_fts, rank) VALUES('automerge', 0);
