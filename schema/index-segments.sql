SELECT count(DISTINCT segid) FROM articles_fts_idx
