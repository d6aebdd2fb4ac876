-- The article of an id; else those of an address or of the identifier of
-- their source.
SELECT id FROM articles WHERE id = :id
UNION SELECT id FROM articles WHERE url = :name
  AND NOT EXISTS (SELECT 1 FROM articles WHERE id = :id)
UNION SELECT id FROM articles WHERE guid = :name
  AND NOT EXISTS (SELECT 1 FROM articles WHERE id = :id)
