INSERT INTO sections(name) VALUES(:name)
