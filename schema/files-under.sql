-- Files at or below a path; :below is the path with a slash, :beyond the
-- first text behind all that begin with it.
SELECT id, path FROM files
WHERE path = :path OR (path >= :below AND path < :beyond)
ORDER BY path
