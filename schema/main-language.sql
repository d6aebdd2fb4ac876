SELECT language FROM languages ORDER BY articles DESC, language LIMIT 1
