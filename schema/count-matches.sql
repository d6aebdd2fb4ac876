-- In how many articles does an expression match?
SELECT count(*) FROM articles_fts WHERE articles_fts MATCH :expression
