REPLACE INTO articles_fts_docsize(id, sz) VALUES(:id, :size)
