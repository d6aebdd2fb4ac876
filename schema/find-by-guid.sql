-- An own identifier counts within its file: two exports may both start at 1.
SELECT a.id, a.digest,
  EXISTS(SELECT 1 FROM placed p WHERE p.article = a.id AND p.file = :file)
FROM articles a WHERE a.guid = :guid
ORDER BY a.id
