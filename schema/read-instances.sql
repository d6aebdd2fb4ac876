SELECT doc, col = 'body', offset FROM temp.articles_instances
WHERE term = :term
