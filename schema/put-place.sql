INSERT INTO places(file, record, article, origin, run)
VALUES(:file, :record, :article, :origin, :run)
ON CONFLICT(file, record) DO UPDATE
SET article = excluded.article, origin = excluded.origin, run = excluded.run
