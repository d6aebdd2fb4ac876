-- What the archive knows of itself: articles, their words, and how many are
-- undated or known to the month or year only.
SELECT
  (SELECT value FROM meta WHERE key = 'articles'),
  (SELECT value FROM meta WHERE key = 'words'),
  (SELECT value FROM meta WHERE key = 'undated'),
  (SELECT value FROM meta WHERE key = 'partial')
