SELECT guid, url, title, author, published, dated_by, modified, source,
  section, language, body, digest
FROM articles WHERE id = :id
