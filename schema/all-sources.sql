-- The sources of the archive, the most frequent first.
SELECT code, name, host, articles FROM sources WHERE articles > 0
ORDER BY articles DESC, name
