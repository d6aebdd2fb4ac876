-- The schema of a newsfind archive, version 1.  newsfind-db(5) is its manual.
-- Runs as it stands in any sqlite3 shell from 3.34 on; nothing here needs an
-- extension, a custom tokenizer or a newer SQLite.

PRAGMA application_id = 0x6E667764;	-- "nfwd"
PRAGMA user_version = 1;

-- One row an article, in plain text, to be read with SQL.
CREATE TABLE articles(
  id INTEGER PRIMARY KEY,	-- minute of publication x 1024 + serial: ids
				-- sort by date; below 2^53
  published TEXT,	-- ISO 8601, the source's own wall clock, as far as
			-- known: 2014-12-20T10:23:00-05:00 ... 2014; NULL
  dated_by TEXT,	-- what the date was taken from: json-ld, meta, field,
			-- dateline, address, path ...
  modified TEXT,	-- last changed, by the source's account
  source TEXT,		-- the outlet
  title TEXT,
  author TEXT,		-- persons, parted by "; "
  section TEXT,
  language TEXT,	-- ISO 639-1, else 639-3
  url TEXT,		-- canonical address
  guid TEXT,		-- the article's own identifier in its source
  origin TEXT NOT NULL,	-- where it was read: path, path#record or URL
  digest TEXT NOT NULL,	-- XXH3-128 of title and body, hexadecimal
  story INTEGER,	-- number of a group of near-duplicates; NULL: alone
  added TEXT NOT NULL,	-- when it was stored or last changed here, UTC
  body TEXT		-- paragraphs parted by a blank line
);

CREATE INDEX articles_url ON articles(url) WHERE url IS NOT NULL;
CREATE INDEX articles_guid ON articles(guid) WHERE guid IS NOT NULL;
CREATE INDEX articles_digest ON articles(digest)
  WHERE url IS NULL AND guid IS NULL;

-- The index.  Words stand in it exactly as every SQLite cuts them; beside
-- them, at the same positions, stems marked by a private-use character.
CREATE VIRTUAL TABLE articles_fts USING fts5(title, body, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2");

-- Files that were read, so that unchanged ones are passed over.
CREATE TABLE files(
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,	-- absolute path, or URL, or "-"
  size INTEGER,		-- bytes
  mtime INTEGER,	-- nanoseconds since the epoch
  digest TEXT,		-- XXH3-128 of its bytes; NULL: not read to its end
  records INTEGER,	-- articles found in it
  damaged INTEGER,	-- records that could not be read
  reader TEXT,		-- the format it was read as
  run INTEGER		-- the run that last read it whole
);

-- Every place an article was met: written as numbers, read with its path.
CREATE TABLE placed(
  file INTEGER NOT NULL,	-- files.id
  record INTEGER NOT NULL,	-- 1, 2 ... inside a container; 0: the file
  article INTEGER NOT NULL,	-- articles.id
  run INTEGER NOT NULL,		-- the run that last met it there
  PRIMARY KEY(file, record)
) WITHOUT ROWID;
CREATE INDEX placed_article ON placed(article);
CREATE VIEW places AS
SELECT (SELECT path FROM files WHERE id = file)
    || CASE record WHEN 0 THEN '' ELSE '#' || record END AS origin,
  article, file, record, run
FROM placed;

-- Names and their codes in the facts; how many articles carry each.
CREATE TABLE sources(
  code INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  host TEXT,		-- host of its articles' addresses, without "www."
  articles INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE sections(code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE authors(code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE languages(
  language TEXT PRIMARY KEY,
  articles INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- What ranking, filters and counts need of each article, packed in blocks of
-- neighbouring ids; store/facts.h tells the layout.
CREATE TABLE facts(
  first INTEGER PRIMARY KEY,	-- smallest id of the block
  block BLOB NOT NULL
);

-- The archive about itself: name and value.
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value
) WITHOUT ROWID;
INSERT INTO meta VALUES
  ('articles', 0),	-- rows of articles
  ('words', 0),		-- their words in titles and bodies
  ('undated', 0),	-- articles without a date
  ('partial', 0),	-- articles known to the month or year only
  ('run', 0);		-- runs of newsindex so far

-- newsindex alone writes what the index is made of; it switches triggers off
-- for itself.  Columns and tables that others add are theirs.
CREATE TRIGGER articles_guard_insert BEFORE INSERT ON articles
BEGIN
  SELECT RAISE(ABORT, 'articles are written by newsindex alone: add them with newsindex, or keep your own data in a table of your own');
END;
CREATE TRIGGER articles_guard_delete BEFORE DELETE ON articles
BEGIN
  SELECT RAISE(ABORT, 'articles are removed by newsindex alone: see newsindex --prune');
END;
CREATE TRIGGER articles_guard_update BEFORE UPDATE ON articles
WHEN new.id IS NOT old.id OR new.published IS NOT old.published
  OR new.dated_by IS NOT old.dated_by OR new.modified IS NOT old.modified
  OR new.source IS NOT old.source OR new.title IS NOT old.title
  OR new.author IS NOT old.author OR new.section IS NOT old.section
  OR new.language IS NOT old.language OR new.url IS NOT old.url
  OR new.guid IS NOT old.guid OR new.origin IS NOT old.origin
  OR new.digest IS NOT old.digest OR new.story IS NOT old.story
  OR new.added IS NOT old.added OR new.body IS NOT old.body
BEGIN
  SELECT RAISE(ABORT, 'these columns are written by newsindex alone: add columns or tables of your own beside them');
END;
