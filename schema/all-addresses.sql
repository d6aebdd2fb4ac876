-- What articles are called by: the files they stand in, their addresses.
SELECT path FROM files
UNION ALL SELECT url FROM articles WHERE url IS NOT NULL
