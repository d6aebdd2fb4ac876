INSERT INTO languages(language, articles) VALUES(:language, :change)
ON CONFLICT(language) DO UPDATE SET articles = articles + :change
