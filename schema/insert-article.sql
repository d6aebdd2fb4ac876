INSERT INTO articles(id, guid, url, title, author, published, dated_by,
  modified, source, section, language, body, origin, digest, added)
VALUES(:id, :guid, :url, :title, :author, :published, :dated_by,
  :modified, :source, :section, :language, :body, :origin, :digest,
  strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
