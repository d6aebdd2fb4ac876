INSERT INTO files(path) VALUES(:path)
