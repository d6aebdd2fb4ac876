-- The places an article was met at.
SELECT origin FROM places WHERE article = :id ORDER BY origin
