SELECT block FROM articles_fts_data WHERE id = :id
