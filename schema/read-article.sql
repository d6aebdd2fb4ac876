-- A whole article, to be read.
SELECT published, dated_by, modified, source, title, author, section,
  language, url, guid, origin, added, story, body
FROM articles WHERE id = :id
