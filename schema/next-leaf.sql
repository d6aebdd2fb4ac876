-- The first leaf that begins with a term behind another.
SELECT pgno >> 1 FROM articles_fts_idx
WHERE segid = :segment AND term > :key
ORDER BY term LIMIT 1
