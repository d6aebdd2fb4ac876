SELECT id, size, mtime, digest, damaged FROM files WHERE path = :path
