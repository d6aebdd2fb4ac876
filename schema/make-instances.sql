-- FTS5's own view of the index, for a format that is not known here.
CREATE VIRTUAL TABLE IF NOT EXISTS temp.articles_instances
USING fts5vocab(main, articles_fts, instance);
CREATE VIRTUAL TABLE IF NOT EXISTS temp.articles_terms
USING fts5vocab(main, articles_fts, row);
