-- An article as a hit shows it.
SELECT guid, origin, url, title, author, published, source, section,
  language, story, body
FROM articles WHERE id = :id
