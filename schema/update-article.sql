-- In place, so that columns people added survive; a changed date changes the
-- id, and the story is found anew.
UPDATE articles SET id = :id, guid = :guid, url = :url, title = :title,
  author = :author, published = :published, dated_by = :dated_by,
  modified = :modified, source = :source, section = :section,
  language = :language, body = :body, origin = :origin, digest = :digest,
  story = NULL, added = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
WHERE id = :old
