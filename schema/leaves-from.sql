-- The leaves of a segment on which terms begin, from one with a term on.
SELECT pgno FROM articles_fts_idx
WHERE segid = :segment AND term >= :key
ORDER BY term
