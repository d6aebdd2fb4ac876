-- The same text of the same source and day, where neither address nor own
-- identifier tells articles apart.
SELECT id, digest FROM articles
WHERE digest = :digest AND url IS NULL AND guid IS NULL
  AND source IS :source
  AND substr(published, 1, 10) IS substr(:published, 1, 10)
ORDER BY id
