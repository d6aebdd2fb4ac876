DELETE FROM placed
WHERE EXISTS(SELECT 1 FROM files f
  WHERE f.id = placed.file AND placed.run < f.run)
