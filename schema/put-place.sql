INSERT INTO placed(file, record, article, run)
VALUES(:file, :record, :article, :run)
ON CONFLICT(file, record) DO UPDATE
SET article = excluded.article, run = excluded.run
