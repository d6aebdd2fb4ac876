DELETE FROM placed WHERE file = :file
