UPDATE sources SET articles = articles + :change, host = coalesce(host, :host)
WHERE code = :code
