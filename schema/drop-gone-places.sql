DELETE FROM places
WHERE EXISTS(SELECT 1 FROM files f
  WHERE f.id = places.file AND places.run < f.run)
