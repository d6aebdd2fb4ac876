INSERT INTO facts(first, block) VALUES(:first, :block)
