UPDATE files SET size = :size, mtime = :mtime, digest = :digest,
  records = :records, reader = :reader, run = :run
WHERE id = :file
