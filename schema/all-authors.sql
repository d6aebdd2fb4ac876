-- The authors of the archive, those of an article together; no hosts.
SELECT code, name, NULL FROM authors ORDER BY code
