-- Articles met in a file, in all of it or (:record not below 0) in one place.
SELECT DISTINCT p.article FROM places p JOIN files f ON f.id = p.file
WHERE f.path = :path AND (:record < 0 OR p.record = :record)
ORDER BY p.record
