SELECT code FROM authors WHERE name = :name
