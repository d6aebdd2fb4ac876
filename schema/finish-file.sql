UPDATE files SET size = :size, mtime = :mtime, digest = :digest,
  records = :records, damaged = :damaged, reader = :reader, run = :run
WHERE id = :file
