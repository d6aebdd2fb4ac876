SELECT max(id) FROM articles WHERE id >= :from AND id < :to
