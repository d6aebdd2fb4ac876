SELECT term FROM temp.articles_terms WHERE term >= :from
