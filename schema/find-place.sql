SELECT article FROM placed WHERE file = :file AND record = :record
