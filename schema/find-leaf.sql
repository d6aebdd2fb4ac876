-- The leaf a term stands on, doubled, plus 1 if it has a doclist index.
SELECT pgno FROM articles_fts_idx
WHERE segid = :segment AND term <= :key
ORDER BY term DESC LIMIT 1
