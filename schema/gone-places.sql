-- Records that are no longer in their file, though it was read to its end.
SELECT count(*) FROM placed p JOIN files f ON f.id = p.file
WHERE p.run < f.run AND f.run = :run
