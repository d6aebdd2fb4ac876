SELECT code FROM sections WHERE name = :name
