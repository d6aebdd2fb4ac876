-- Was the article met in this run at another place?
SELECT 1 FROM placed
WHERE article = :article AND run = :run
  AND NOT (file = :file AND record = :record)
LIMIT 1
