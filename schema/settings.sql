-- FTS5's own settings for a new archive; the figures stand in doc/design.md.
-- Four megabytes of terms are gathered before a segment is written.
INSERT INTO articles_fts(articles_fts, rank) VALUES('hashsize', 134217728);
INSERT INTO articles_fts(articles_fts, rank) VALUES('automerge', 0);
