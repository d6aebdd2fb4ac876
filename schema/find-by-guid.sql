-- An own identifier counts within its file: two exports may both start at 1.
SELECT DISTINCT a.id, a.digest
FROM articles a JOIN placed p ON p.article = a.id
WHERE a.guid = :guid AND p.file = :file
ORDER BY a.id
