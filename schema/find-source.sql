SELECT code FROM sources WHERE name = :name
