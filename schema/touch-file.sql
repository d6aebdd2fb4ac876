-- Same bytes, another time: nothing to read.
UPDATE files SET mtime = :mtime WHERE id = :file
