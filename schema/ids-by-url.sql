-- Articles whose address has a text in it, case aside.
SELECT id FROM articles
WHERE url IS NOT NULL AND instr(lower(url), lower(:part)) > 0
ORDER BY id
