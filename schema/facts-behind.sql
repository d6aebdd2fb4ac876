-- The first block that begins behind an id.
SELECT block, first FROM facts WHERE first > :id ORDER BY first LIMIT 1
