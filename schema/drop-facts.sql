DELETE FROM facts WHERE first = :first
