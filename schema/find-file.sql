SELECT id, size, mtime, digest FROM files WHERE path = :path
