SELECT article FROM places WHERE file = :file AND record = :record
