-- The terms come from the tokenizer, which replays them.
INSERT INTO articles_fts(rowid, title, body) VALUES(:id, '', '')
