INSERT INTO articles_fts(articles_fts, rank) VALUES('merge', :pages)
