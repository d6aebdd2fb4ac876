INSERT INTO articles_fts_idx(segid, term, pgno) VALUES(:segment, :key, :pgno)
