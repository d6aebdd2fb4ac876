-- Articles whose last place is gone.
SELECT id FROM articles
WHERE NOT EXISTS(SELECT 1 FROM placed p WHERE p.article = articles.id)
ORDER BY id
