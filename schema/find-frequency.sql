-- In how many articles does a frequent term of the index stand?
SELECT articles FROM frequencies WHERE term = :term
