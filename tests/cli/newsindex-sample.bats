#!/usr/bin/env bats
# newsindex on data/sample: every article as a person reads it in the files,
# and the file it makes as other tools see it.
load helpers

# compare PATTERN [FIELD...]: the articles whose origin matches, against
# tests/cases/sample.tsv.
compare() {
	"$BUILD/newsindex" --dry-run --json "$SAMPLE" >got.jsonl \
		2>said.txt || [ $? -eq 1 ]
	python3 - "$SAMPLE" "$REPO/tests/cases/sample.tsv" "$@" <<'END'
import json, re, sys
root, truth, pattern = sys.argv[1:4]
names = "title published source language author".split()
asked = sys.argv[4:] or names
want, bad, met = {}, 0, set()
for line in open(truth, encoding="utf-8"):
    if not line.startswith("#") and line.strip():
        f = line.rstrip("\n").split("\t")
        want[f[0]] = dict(zip(names, f[1:] + [""] * 5))
# The second place of an article stands in no line of its own.
twins = {"fenwick-echo/2016/04/19/copy/bees.txt"}
for line in open("got.jsonl", encoding="utf-8"):
    a = json.loads(line)
    origin = a["origin"][len(root) + 1:]
    met.add(origin)
    if origin not in want:
        if origin not in twins:
            print("not expected:", origin)
            bad += 1
        continue
    for n in asked if re.search(pattern, origin) else []:
        if a.get(n, "") != want[origin][n]:
            print(f"{origin}: {n}: {a.get(n, '')!r}, "
                  f"expected {want[origin][n]!r}")
            bad += 1
for origin in want.keys() - met:
    print("missing:", origin)
    bad += 1
sys.exit(bad > 0)
END
}

@test "titles, dates, sources, languages, authors as a person reads them" {
	compare '^(?!lindenauer|fenwick-echo/2014/town)'
	compare '^lindenauer' title published language author
}

@test "a dumped page's title is not the crumb above it" {
	compare 'town-hall-hacked'
}

@test "the outlet is named as its records name it" {
	compare '^lindenauer' source
}

@test "the totals tell every outcome; damage makes exit status 1" {
	index "$SAMPLE"
	expect 1 "files: 55 met, 1 hidden, 2 not text" \
		"articles: 72 new, 1 met again at another place" \
		", 1 of them undated" \
		"skipped: 2 without title and text, 3 damaged" \
		"note: 1 article shares its address"
	[ "${lines[-1]}" = "database: $DB" ]
	is 72 "SELECT count(*) FROM articles"
}

@test "each damaged file is named once, with the reason" {
	index "$SAMPLE"
	expect 1 "broken/one-bad-line.jsonl#2: line 2" \
		"broken/truncated-array.json" "broken/truncated.json" \
		"broken/empty.txt: empty" "broken/pixel.png: not text" \
		"broken/picture.txt: not text" "broken/nothing.json"
	[ "$(grep -c one-bad-line <<<"$output")" -eq 1 ]
	without "hidden.html"
}

@test "an array cut in its third element is damaged at number 3" {
	index "$SAMPLE/broken/truncated-array.json"
	expect 1 "truncated-array.json#3: "
	index "$SAMPLE/broken/truncated.json"
	expect 1 "truncated.json: line 1"
}

@test "the file is sound, at rest in rollback mode, and alone" {
	index "$SAMPLE"
	sound
	is delete "PRAGMA journal_mode"
	[ "$(ls out)" = news.db ]
}

@test "a plain sqlite3 searches words and marked stems" {
	index "$SAMPLE"
	is "Hacked cameras bring down large websites" "SELECT title
		FROM articles_fts WHERE articles_fts MATCH 'hacked cameras'"
	# U+E001 marks an English stem; see src/store/tokenizer.c
	is 1 "SELECT (SELECT count(*) FROM articles_fts WHERE articles_fts
		MATCH char(57345) || 'hack') > (SELECT count(*)
		FROM articles_fts WHERE articles_fts MATCH 'hacked')"
	# hack as a word alone has no marked stem: it is its own
	is 1 "SELECT count(*) > 0 FROM articles_fts
		WHERE articles_fts MATCH 'hack'"
	is 0 "SELECT count(*) FROM articles_fts('council')
		JOIN articles a ON a.id = articles_fts.rowid
		WHERE a.title || ' ' || a.body NOT LIKE '%council%'"
}

@test "French words get no English stem" {
	index "$SAMPLE"
	is 0 "SELECT count(*) FROM articles_fts(char(57345) || 'rat')
		JOIN articles a ON a.id = articles_fts.rowid
		WHERE a.language <> 'en'"
	is 0 "SELECT count(*) FROM articles_fts(char(57345) || 'hack')
		JOIN articles a ON a.id = articles_fts.rowid
		WHERE a.language <> 'en'"
}

@test "highlight() of a plain sqlite3 marks the right words" {
	index "$SAMPLE"
	is "[Hacked] [cameras] bring down large websites" "SELECT
		highlight(articles_fts, 0, '[', ']') FROM articles_fts
		WHERE articles_fts MATCH 'title:hacked AND cameras'"
}

@test "ids sort by date; the undated come first" {
	index "$SAMPLE"
	is "" "SELECT a.origin FROM articles a JOIN articles b
		ON a.id < b.id WHERE substr(a.published, 1, 4) >
		substr(b.published, 1, 4)"
	is "Three walks along the harbour" \
		"SELECT title FROM articles ORDER BY id LIMIT 1"
	is 1 "SELECT max(id) < 1 << 53 FROM articles"
}

@test "two places of one address with two texts: both kept" {
	index "$SAMPLE"
	expect 1 "harbour-post/updates/pier-cinema.html: another article"
	is 2 "SELECT count(*) FROM articles WHERE url = (SELECT url
		FROM articles WHERE origin LIKE '%updates/pier-cinema.html')"
}

@test "an update met in a later run replaces the older text" {
	index "$SAMPLE/harbour-post/2014"
	index "$SAMPLE/harbour-post/updates"
	expect 0 "1 changed"
	is "Pier Cinema will show The Interview after all" "SELECT title
		FROM articles WHERE url LIKE '%pier-cinema%'"
	sound
}

@test "a wire copy printed by two papers is two articles" {
	index "$SAMPLE"
	is 2 "SELECT count(DISTINCT url) FROM articles
		WHERE title = 'Film theatres ask for protection after threats'"
}

@test "one text without address, met twice: one article, two places" {
	index "$SAMPLE/fenwick-echo/2016"
	expect 0 "2 new" "1 met again"
	is 2 "SELECT count(*) FROM places JOIN articles a ON a.id = article
		WHERE a.title LIKE 'Bees%'"
}

@test "the guard refuses other writers with a sentence" {
	index "$SAMPLE"
	run sql "INSERT INTO articles(origin, digest, added)
		VALUES('x', 'x', 'x')"
	[ "$status" -ne 0 ]
	expect "$status" "written by newsindex alone"
	run sql "UPDATE articles SET title = 'x'"
	[ "$status" -ne 0 ]
	expect "$status" "written by newsindex alone"
	run sql "DELETE FROM articles"
	[ "$status" -ne 0 ]
	expect "$status" "newsindex --prune"
	is 72 "SELECT count(*) FROM articles"
	sound
}

@test "columns and tables that users add are theirs" {
	index "$SAMPLE"
	sql "ALTER TABLE articles ADD COLUMN stars INTEGER;
		CREATE TABLE notes(article INTEGER, note TEXT);
		INSERT INTO notes SELECT id, 'mine' FROM articles LIMIT 3;
		UPDATE articles SET stars = 5 WHERE title = 'A heart on Pluto'"
	index --reread "$SAMPLE"
	expect 1 "unchanged"
	is 5 "SELECT stars FROM articles WHERE title = 'A heart on Pluto'"
	is 3 "SELECT count(*) FROM notes WHERE article IN
		(SELECT id FROM articles)"
	sound
}

@test "a second run passes the files over" {
	index "$SAMPLE"
	sum=$(sql "SELECT group_concat(id || added || digest) FROM articles" |
		cksum)
	index "$SAMPLE"
	expect 1 "55 unchanged since the last run" "articles: none new" \
		"3 damaged"
	[ "$sum" = "$(sql "SELECT group_concat(id || added || digest)
		FROM articles" | cksum)" ]
}

@test "any number of threads makes the same articles" {
	index -j 1 "$SAMPLE"
	sql "SELECT id, origin, title, digest FROM articles" >one
	DB=$PWD/out/eight.db
	index -j 8 "$SAMPLE"
	sql "SELECT id, origin, title, digest FROM articles" >eight
	cmp one eight
}

@test "a dry run writes nothing" {
	cd in
	run "$BUILD/newsindex" --dry-run "$SAMPLE"
	expect 1 "73 new"
	without "database:"
	[ -z "$(ls -A . && ls -A ../out)" ]
	index --dry-run "$SAMPLE"
	[ ! -e "$DB" ]
}

@test "--source and --language override what the article says" {
	index --source "The Times of Test" --language de \
		"$SAMPLE/northern-wire"
	expect 0
	is "The Times of Test|de" \
		"SELECT DISTINCT source, language FROM articles"
	is "The Times of Test" "SELECT name FROM sources WHERE articles > 0"
}

@test "the first undated article is met again, not stored twice" {
	index "$SAMPLE/tidewater-weekly/guides"
	is 1 "SELECT min(id) > 0 FROM articles"
	index --reread "$SAMPLE/tidewater-weekly/guides"
	expect 0 "articles: 1 unchanged"
	sound
}
