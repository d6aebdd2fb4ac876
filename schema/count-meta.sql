UPDATE meta SET value = value + :change WHERE key = :key
