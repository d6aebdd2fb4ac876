DELETE FROM files WHERE id = :file
