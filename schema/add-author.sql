INSERT INTO authors(name) VALUES(:name)
