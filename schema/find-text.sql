-- The searched texts of an article.
SELECT title, body, language FROM articles WHERE id = :id
