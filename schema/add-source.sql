INSERT INTO sources(name) VALUES(:name)
