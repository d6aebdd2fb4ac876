-- Hand every match to the collector, an auxiliary function of FTS5 that
-- newsfind registers: it returns 0, so that no row comes out.
SELECT 1 FROM articles_fts
WHERE articles_fts MATCH :expression AND rowid BETWEEN :from AND :to
  AND newsfind_collect(articles_fts)
