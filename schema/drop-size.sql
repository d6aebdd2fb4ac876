DELETE FROM articles_fts_docsize WHERE id = :id
