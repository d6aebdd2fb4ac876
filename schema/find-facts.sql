-- The block that answers for an id: the last that begins at or before it,
-- else the first of all; with where the next one begins.
SELECT b.first, b.block,
  (SELECT min(n.first) FROM facts n WHERE n.first > b.first)
FROM facts b
WHERE b.first = coalesce(
  (SELECT max(f.first) FROM facts f WHERE f.first <= :id),
  (SELECT min(f.first) FROM facts f))
