REPLACE INTO articles_fts_data(id, block) VALUES(:id, :block)
