-- What comes by standard input has no file that would last: its identifiers
-- count only together with the same text.
SELECT id, digest FROM articles
WHERE guid = :guid AND digest = :digest AND url IS NULL
ORDER BY id
