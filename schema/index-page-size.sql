SELECT v FROM articles_fts_config WHERE k = 'pgsz'
