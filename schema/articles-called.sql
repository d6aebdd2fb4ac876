-- Articles by id, address or the identifier of their source.
SELECT id FROM articles WHERE id = :id
UNION SELECT id FROM articles WHERE url = :name
UNION SELECT id FROM articles WHERE guid = :name
