SELECT id, digest FROM articles WHERE url = :url ORDER BY id
