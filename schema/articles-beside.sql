-- The articles whose ids come before and after one that there is not.
SELECT max(id) FROM articles WHERE id < :id
UNION ALL SELECT min(id) FROM articles WHERE id > :id
