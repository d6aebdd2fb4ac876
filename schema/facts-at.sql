-- The last block that begins at or before an id.
SELECT block, first FROM facts WHERE first <= :id ORDER BY first DESC LIMIT 1
