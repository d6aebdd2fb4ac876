DELETE FROM places WHERE file = :file
