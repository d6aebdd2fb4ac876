#!/usr/bin/env bats
# newsfind on the sample: filters, counts, formats, one article whole; what is
# refused.

bats_require_minimum_version 1.5.0
load helpers

# One database for all tests of this file.
setup_file() {
	make_sample_db
}

# titles ARGUMENTS: those of all hits, oldest first.
titles() {
	"$BUILD/newsfind" -d "$FOUND_DB" -n 0 --sort oldest --json "$@" |
		jq -r .title
}

# number ARGUMENTS: how many match.
number() {
	"$BUILD/newsfind" -d "$FOUND_DB" --count "$@" 2>/dev/null
}

# counts SQL ARGUMENTS: what SQL counts is what newsfind finds.
counts() {
	local want got

	want=$(sqlite3 "$FOUND_DB" "SELECT count(*) FROM articles
	    WHERE id IN (SELECT rowid FROM articles_fts('sony')) AND $1")
	shift
	got=$(number =sony "$@")
	[ "$got" = "$want" ] || {
		echo "$*: $got, not $want"
		return 1
	}
}

# ==== Filters ====

@test "dates" {
	counts "published >= '2014-12-20'" --since 2014-12-20
	counts "published >= '2014-12-20'" --after 2014-12-20
	counts "published < '2014-12-20'" --until 2014-12-19
	counts "published < '2014-12-20'" --before 2014-12-19
	counts "published LIKE '2014-12%'" --on 2014-12
	counts "published LIKE '2014-12-19%'" --on 2014-12-19
	counts "published LIKE '2014%'" --on 2014
	counts "published >= '2014-12-15' AND published < '2014-12-22'" \
		--on 2014-W51
}

@test "dates that contradict each other, or are none" {
	find_ sony --since 2015 --until 2014
	expect 2 "--since '2015' is later than --until '2014'"
	find_ sony --since 2015 --on 2014
	expect 2 "leave out --since"
	find_ sony --on someday
	expect 2 "cannot read the date 'someday'"
	find_ sony --undated --since 2014
	expect 2 "--undated leaves no date to look for"
	find_ sony --undated --has time
	expect 2 "--undated and --has time exclude each other"
}

@test "undated articles" {
	[ "$(titles --undated harbour)" = "Three walks along the harbour" ]
	find_ harbour --since 2000
	expect 0 "1 undated left out"
	find_ sony --undated
	expect 1 "none of 72 articles matches"
}

@test "moments in a zone" {
	# 22:15 in New York is the next day in Berlin.
	id=$(sqlite3 "$FOUND_DB" "SELECT id FROM articles
	    WHERE published LIKE '%T22:15:00-04:00'")
	day=$(sqlite3 "$FOUND_DB" "SELECT substr(published, 1, 10)
	    FROM articles WHERE id = $id")
	next=$(sqlite3 "$FOUND_DB" "SELECT date('$day', '+1 day')")
	word=$(sqlite3 "$FOUND_DB" "SELECT title FROM articles
	    WHERE id = $id" | cut -d' ' -f1)
	ids() { "$BUILD/newsfind" -d "$FOUND_DB" -n 0 --json "$@" | jq .id; }
	ids "$word" --on "$day" | grep -x "$id"
	! ids "$word" --on "$next" | grep -x "$id"
	! ids "$word" --on "$day" --tz UTC | grep -x "$id"
	ids "$word" --on "$next" --tz UTC | grep -x "$id"
	ids "$word" --on "$day" --tz -04:00 | grep -x "$id"
	ids "$word" --on "$next" --tz +02:00 | grep -x "$id"
	if [ -e /usr/share/zoneinfo/Europe/Berlin ]; then
		ids "$word" --on "$next" --tz Europe/Berlin | grep -x "$id"
		find_ sony --tz Berlin
		expect 2 "did you mean 'Europe/Berlin'?"
	fi
	find_ sony --tz Mars
	expect 2 "there is no time zone 'Mars': write UTC, +01:00"
	# Alone it changes nothing.
	[ "$(number sony --tz UTC)" = "$(number sony)" ]
}

@test "sources" {
	counts "source = 'Harbour Post'" --source 'harbour post'
	counts "source IN ('Harbour Post', 'Northern Wire')" \
		--source 'harbour post' --source 'northern wire'
	counts "source <> 'Harbour Post'" --not-source 'harbour post'
	counts "source = 'Northern Wire'" --source northern-wire
	counts "source = 'Harbour Post'" --source www.harbour-post.example
	counts "source IN ('tidewater-weekly', 'fenwick-echo',
	    'courrier-du-rivage')" --source '*' --not-source '*.example'
	find_ sony --source 'harbor pots'
	expect 2 "no source is called 'harbor pots'; did you mean" \
		"'Harbour Post'"
	find_ sony --not-source nowhere
	expect 2 "no source is called 'nowhere'"
	find_ sony --source kanalbote --not-source kanal
	expect 2 "--not-source leaves out all that --source names"
}

@test "authors and sections" {
	counts "author LIKE '%Hauge%'" --author HAUGE
	counts "(author LIKE '%Hauge%' OR author LIKE '%Strand%')" \
		--author hauge --author 'strand kaya'
	counts "author LIKE '%Lena Hauge%'" --author '"lena hauge"'
	counts "author LIKE '%Hau%'" --author 'hau*'
	counts "section = 'World'" --section world
	counts "section IN ('World', 'Economy')" --section wor* \
		--section economy
	find_ sony --author '"hauge lena"'
	expect 2 "no author is called 'hauge lena'; did you mean 'Lena Hauge'"
	find_ sony --author hague
	expect 2 "did you mean" "'Lena Hauge'"
	find_ sony --author ''
	expect 2 "no author is called ''; there are"
	find_ sony --section wrld
	expect 2 "did you mean" "'World'"
}

@test "languages" {
	counts "language = 'de'" --language de
	counts "language = 'de'" --lang DE
	counts "language = 'en'" --lang en-GB
	counts "language IN ('de', 'fr')" --lang de --lang fr
	find_ sony --language klingon
	expect 2 "no article's language is 'klingon'; there are 'en', 'de'"
}

@test "what is known" {
	for field in title body author section source language url; do
		counts "coalesce($field, '') <> ''" --has "$field"
	done
	counts "published IS NOT NULL" --has date
	counts "published LIKE '%T%'" --has time
	counts "url <> '' AND author <> ''" --has url --has author
	find_ sony --has colour
	expect 2 "takes one of title, body, author, section, source," \
		"not 'colour'"
}

@test "filters together; what could be tried" {
	counts "source = 'Northern Wire' AND published LIKE '2014%'
	    AND author LIKE '%Hauge%'" --source 'northern wire' --on 2014 \
		--author hauge
	find_ pyongyang --author hauge --on 2013
	expect 1 "none of 72 articles matches" "  without the dates, " \
		"article"
	without "by other authors" "without the filters"
	find_ pyongyang --author hauge --lang en --has url --section sport
	expect 1 "  in other sections, "
	find_ pyongyang --source kanalbote --on 1999
	expect 1 "  without the filters, "
	find_ xyzzy --source kanalbote --on 2014
	expect 1 "none of 72 articles matches"
	without "without" "in other"
}

@test "counts by day are those of the zone" {
	id=$(sqlite3 "$FOUND_DB" "SELECT id FROM articles
	    WHERE published LIKE '%T22:15:00-04:00'")
	day=$(sqlite3 "$FOUND_DB" "SELECT substr(published, 1, 10)
	    FROM articles WHERE id = $id")
	next=$(sqlite3 "$FOUND_DB" "SELECT date('$day', '+1 day')")
	word=$(sqlite3 "$FOUND_DB" "SELECT title FROM articles
	    WHERE id = $id" | cut -d' ' -f1)
	days() {
		"$BUILD/newsfind" -d "$FOUND_DB" --json --by day "$word" "$@" |
			jq -r 'select(.count > 0).day'
	}
	days | grep -x "$day"
	! days --tz UTC | grep -x "$day"
	days --tz UTC | grep -x "$next"
}

# ==== No hits ====

# only_stderr ARGUMENTS: what is suggested stands on standard error alone.
only_stderr() {
	run --separate-stderr "$BUILD/newsfind" -d "$FOUND_DB" "$@"
}

@test "no hits: what was meant" {
	find_ sony hakc
	expect 1 "did you mean sony hack: $(number sony hack) articles" \
		"no article has 'hakc'; without it $(number sony) articles"
	find_ northkorea
	expect 1 "did you mean north korea: $(number north korea) articles"
	find_ '"north koera" -harbuor'
	expect 1 "did you mean \"north korea\" -harbuor: "
	find_ soyn --since 2020
	expect 1 "did you mean sony: none under the filters, $(number sony)"
	find_ xyzzy
	expect 1 "no article has 'xyzzy'"
	without "did you mean"
}

@test "no hits: what is missing" {
	find_ sony wombat
	expect 1 "no article has 'wombat'; without it $(number sony) articles"
	find_ '"hack sony"'
	expect 1 "without the quotes, $(number hack sony) articles match"
	find_ sony NEAR/1 harbour
	expect 1 "sony: $(number sony) articles match, but none with 'harbour'"
	find_ sony --since 2020
	expect 1 "without the dates, $(number sony) articles match"
	without "did you mean" "no article has"
	find_ harbour NOT harbour
	expect 1 "without what is excluded, $(number harbour) articles match"
}

@test "no hits: machines get nothing of it" {
	only_stderr sony hakc --json
	[ "$status" -eq 1 ]
	[ "$output" = "" ]
	[[ $stderr == *"did you mean sony hack"* ]]
	only_stderr sony hakc --csv
	[[ $output == rank,* && $output != *"did you mean"* ]]
	only_stderr sony hakc
	[ "$output" = "" ]
}

# ==== Counts ====

@test "how many" {
	find_ sony --count
	expect 0
	[ "$output" = "$(titles sony | wc -l | tr -d ' ')" ]
	find_ harbour --since 2000 --count --json
	expect 0
	jq -e '.total > 0 and .articles == 72 and .undated == 1 and
	    .partial == 0' <<<"$output"
	find_ xyzzy --count
	expect 1
	[ "$output" = 0 ]
	find_ xyzzy --count --json
	expect 1 '{"total":0,"articles":72,"undated":0,"partial":0}'
	find_ sony --count --csv
	expect 0 "total,articles,undated,partial"
	find_ sony --count --no-total
	expect 2 "exclude each other"
	find_ '!!!' --count
	expect 2 "no word"
}

@test "no total" {
	find_ sony -n 2 --no-total --sort newest
	expect 0 "first 2 of " " matches, of 72 articles"
	find_ xyzzy --no-total
	expect 1 "none of 72 articles"
}

@test "filters and counts without a query are about all articles" {
	find_ --source 'northern wire' -n 1
	expect 0 "first 1 of "
	[ "$(number --since 2014 --until 2014)" = "$(sqlite3 "$FOUND_DB" \
		"SELECT count(*) FROM articles WHERE published LIKE '2014%' AND
		 length(published) >= 4")" ]
	find_ --by year
	expect 0 "72 matches, of 72 articles"
	find_ --source 'northern wire' --since 2030
	expect 1 "none of 72 articles"
	find_
	expect 2 "what should be searched for?"
}

# ==== Formats ====

@test "CSV" {
	"$BUILD/newsfind" -d "$FOUND_DB" -n 0 --csv sony >hits.csv
	python3 - hits.csv "$(number sony)" <<-'END'
	import csv, sys
	raw = open(sys.argv[1], "rb").read()
	assert raw.count(b"\r\n") == int(sys.argv[2]) + 1
	rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8",
	                                newline=""), strict=True))
	assert len(rows) == int(sys.argv[2])
	assert list(rows[0]) == """rank score id published source title author
	    section language url origin snippet""".split(), list(rows[0])
	assert [int(r["rank"]) for r in rows] == \
	    list(range(1, len(rows) + 1))
	END
	"$BUILD/newsfind" -d "$FOUND_DB" -n 0 --json sony | jq -r .id >json
	python3 -c 'import csv
for r in csv.DictReader(open("hits.csv", newline="")): print(r["id"])' |
		cmp - json
	find_ xyzzy --csv
	expect 1 "rank,score,id,"
	find_ sony --csv --json
	expect 2 "--json and --csv exclude each other"
}

@test "a spreadsheet runs no title" {
	record 'x' 'formula' >in/news.jsonl
	index in
	sql "DROP TRIGGER articles_guard_update;
	    UPDATE articles SET title = '=HYPERLINK(1)', author = '+1, \"a\"',
	    section = '@b', guid = '-c'"
	run "$BUILD/newsfind" -d "$DB" --csv formula
	expect 0 ",'=HYPERLINK(1)," ",\"'+1, \"\"a\"\"\"," ",'@b,"
}

# ==== One article ====

url=https://wire.northern-wire.example/2014/0433

@test "an article by everything it is called" {
	id=$(sqlite3 "$FOUND_DB" "SELECT id FROM articles
	    WHERE url = '$url'")
	origin=$(sqlite3 "$FOUND_DB" "SELECT origin FROM articles
	    WHERE id = $id")
	cd "$REPO"
	for name in "$id" "$url" nw-2014-0433 "$origin" \
	    "data/sample/northern-wire/2014.jsonl#4" \
	    "./data/sample/northern-wire/2014.jsonl#4" \
	    "src/../data/sample/northern-wire/2014.jsonl#4"; do
		find_ --show "$name"
		expect 0 "North Korea warns United States over Sony" \
			"published  2014-12-20T11:05:00Z, from field" \
			"id         $id" "guid       nw-2014-0433" \
			"origin     data/sample/northern-wire/2014.jsonl#4" \
			"has tested three nuclear bombs."
	done
	cd data/sample/harbour-post
	find_ --show 2014/12/20-joint-inquiry.html
	expect 0 "North Korea proposes a joint inquiry"
}

@test "an article as JSON, its words marked" {
	find_ --json --show "$url"
	jq -e --arg url "$url" '.url == $url and .dated_by == "field" and
	    (.places | length) == 1 and (.body | test("nuclear bombs")) and
	    (has("marks") | not)' <<<"$output"
	find_ --json --show "$url" korea OR '"sony accusation"'
	expect 0
	marked=$(jq -r '. as $a | (.title_marks[] as [$s, $n] |
	    $a.title[$s:$s + $n]), (.marks[] as [$s, $n] |
	    $a.body[$s:$s + $n])' <<<"$output" | tr '\n' ,)
	[ "$marked" = "Korea,Sony accusation,Korea,Korea," ] ||
		{ echo "$marked"; false; }
	find_ --json --show "$url" title:korea
	jq -e '(.marks | length) == 0 and (.title_marks | length) == 1' \
		<<<"$output"
}

@test "all its places" {
	find_ --show "$SAMPLE/fenwick-echo/2016/04/19/bees.txt"
	expect 0 "also       " "copy/bees.txt"
	find_ --json --show "$SAMPLE/fenwick-echo/2016/04/19/copy/bees.txt"
	jq -e '.places | length == 2' <<<"$output"
}

@test "no article, or several" {
	find_ --show 12345678
	expect 1 "there is no article '12345678'; near it: "
	find_ --show 20-joint-inqiury.html
	expect 1 "near it: " "/20-joint-inquiry.html"
	find_ --show https://wire.northern-wire.example/2014/0499
	expect 1 "near it: " "https://wire.northern-wire.example/2014/04"
	find_ --show ''
	expect 1 "there is no article ''"
	find_ --show 99999999999999999999999999
	expect 1 "there is no article"
	find_ --show "$SAMPLE/northern-wire/2014.jsonl"
	expect 1 "articles: name one by its id: "
	find_ --show "$SAMPLE/northern-wire/2014.jsonl#99"
	expect 1 "there is no article"
	find_ --show
	expect 2 "'--show' needs a value"
	find_ --show "$url" --count
	expect 2 "counts and --show exclude each other"
}

@test "an article as CSV" {
	"$BUILD/newsfind" -d "$FOUND_DB" --csv --show "$url" >one.csv
	python3 - one.csv <<-'END'
	import csv, sys
	rows = list(csv.DictReader(open(sys.argv[1], newline="")))
	assert len(rows) == 1 and rows[0]["guid"] == "nw-2014-0433"
	assert "\n\nThe state agency" in rows[0]["body"]
	END
}

# ==== Terminals ====

# on_terminal COLUMNS ARGUMENTS: newsfind as a person sees it.
on_terminal() {
	COLUMNS=$1 TERM=xterm script -qec \
		"$BUILD/newsfind -d $FOUND_DB ${*:2}" /dev/null | tr -d '\r'
}

@test "folded to the terminal's width, words marked" {
	command -v script >/dev/null || skip "no script(1)"
	on_terminal 50 --show "$url" korea >shown
	grep -q "$(printf '\033\\[1;33mKorea\033\\[0m')" shown
	sed "s/$(printf '\033')\\[[0-9;]*m//g" shown >plain
	awk 'length($0) > 50 && !/^(url|origin)/ { exit 1 }' plain
	grep -c '^$' plain | grep -x 3
	tr -s ' \n' ' ' <plain | grep -q "valid. North Korea has tested three"
}

@test "nothing of an article steers the terminal" {
	command -v script >/dev/null || skip "no script(1)"
	record 'plain' 'steering text' guid x >in/news.jsonl
	index in
	sqlite3 "$DB" "DROP TRIGGER articles_guard_update;
	    UPDATE articles SET title = 'a' || char(27) || ']0;b' || char(7),
	    author = char(155) || '31m', url = 'http://x/' || char(27) || '[2J',
	    body = 'steering ' || char(27) || '[31m text' || char(155) || 'J'"
	for how in steering '--show x' '--show x --json' '--show x --csv' \
	    '--csv steering' '--json steering'; do
		FOUND_DB=$DB on_terminal 80 "$how" >shown
		sed "s/$(printf '\033')\\[[0-9;]*m//g" shown >plain
		! grep -q "$(printf '\033')" plain
		! grep -q "$(printf '\302\233')" plain
		! grep -q "$(printf '\007')" plain
	done
}
