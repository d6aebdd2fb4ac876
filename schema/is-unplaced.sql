-- Is there an article that stands nowhere any more?
SELECT 1 FROM articles
WHERE id = :id AND NOT EXISTS(SELECT 1 FROM placed WHERE article = :id)
