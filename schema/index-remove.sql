INSERT INTO articles_fts(articles_fts, rowid, title, body)
VALUES('delete', :id, '', '')
