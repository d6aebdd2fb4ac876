-- The languages of the archive, the most frequent first.
SELECT language, articles FROM languages WHERE articles > 0
ORDER BY articles DESC, language
