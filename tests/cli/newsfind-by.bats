#!/usr/bin/env bats
# newsfind's counts by one and two properties, against SQL on the sample.

load helpers

setup_file() {
	make_sample_db
}

json() {
	"$BUILD/newsfind" -d "$FOUND_DB" --json "$@"
}

# same SQL FIELD ARGUMENTS: the cells with matches are SQL's groups of =sony,
# which gives name|count|all.
same() {
	local expression=$1 field=$2

	shift 2
	sqlite3 "$FOUND_DB" "SELECT $expression AS name,
	    sum(id IN (SELECT rowid FROM articles_fts('sony'))) AS n,
	    count(*) FROM articles WHERE name IS NOT NULL
	    GROUP BY name HAVING n > 0 ORDER BY name" >want
	json =sony "$@" | jq -r "select(.count > 0 and has(\"$field\")) |
	    \"\\(.$field)|\\(.count)|\\(.all)\"" | LC_ALL=C sort >got
	LC_ALL=C sort want | diff - got
}

@test "by one property" {
	same source source --by source
	same section section --by section
	same language language --by language
	same "substr(published, 1, 4)" year --by year
	same "CASE WHEN length(published) >= 7
	    THEN substr(published, 1, 7) END" month --by month
	same "CASE WHEN length(published) >= 7
	    THEN substr(published, 1, 7) END" month --histogram
	same "CASE WHEN length(published) >= 10
	    THEN substr(published, 1, 10) END" day --by day
}

@test "by two: each row sums up to the count by its first" {
	json sony --by source >one
	json sony --by source --by year >two
	jq -s 'group_by(.source) | map({(.[0].source): (map(.count) | add)})
	    | add' one >first
	jq -s 'group_by(.source) | map({(.[0].source): (map(.count) | add)})
	    | add' two >second
	cmp first second
	json sony --by source --histogram | jq -e 'has("source") and
	    has("month") and has("share")' >/dev/null
}

@test "time has no gaps; shares are parts of one" {
	json sony --by month | jq -r .month >months
	first=$(head -1 months) last=$(tail -1 months)
	python3 - "$first" "$last" "$(wc -l <months)" <<-'END'
	import sys
	(a, b), n = [s.split("-") for s in sys.argv[1:3]], int(sys.argv[3])
	assert (int(b[0]) - int(a[0])) * 12 + int(b[1]) - int(a[1]) + 1 == n
	END
	LC_ALL=C sort -c months
	json sony --by month | jq -s -e 'all(.all == 0 and .share == 0 or
	    (.share - .count / .all | fabs) < 0.000001)'
}

@test "filters hold for count and all" {
	json sony --by source --on 2014 | jq -s 'map(.count) | add' >got
	[ "$(cat got)" = "$("$BUILD/newsfind" -d "$FOUND_DB" --count sony \
		--on 2014)" ]
	json sony --by source --on 2014 --language en |
		jq -s -r '.[] | "\(.source)|\(.all)"' | while IFS='|' read -r \
			source all; do
		is_all=$(sqlite3 "$FOUND_DB" "SELECT count(*) FROM articles
		    WHERE source = '$source' AND published LIKE '2014%'
		    AND language = 'en'")
		[ "$is_all" = "$all" ]
	done
}

@test "facets" {
	find_ sony --facets
	expect 0 "source" "section" "author" "language" "year" \
		"matches, of 72 articles"
	[ "$("$BUILD/newsfind" -d "$FOUND_DB" --csv --facets sony | cut -d, \
		-f1 | tr -d '\r' | uniq | tr '\n' ' ')" = \
		"facet source section author language year " ]
	find_ sony --facets -n 1
	expect 0 "and 8 more"
}

@test "as CSV, as text" {
	find_ sony --by source --by year --csv
	expect 0 "source,year,count,all,share"
	find_ sony --by language
	expect 0 "en  " " %" "27 matches, of 72 articles"
	find_ sony --by source -n 2
	expect 0 "and 7 more"
}

@test "nothing, and what is refused" {
	find_ xyzzy --by source
	expect 1 "none of 72 articles matches"
	find_ '!!!' --by source
	expect 2 "no word"
	find_ sony --by colour
	expect 2 "'--by' takes one of source, section, author, language," \
		"not 'colour'"
	find_ sony --by source --by source
	expect 2 "counts by source and source"
	find_ sony --by year --histogram --by source
	expect 2 "two properties at most"
	find_ sony --facets --by year
	expect 2 "leave out --by"
	find_ sony --facets --histogram
	expect 2 "leave out --histogram"
	find_ --show 1 --by year
	expect 2 "counts and --show exclude each other"
}

@test "a table where it fits the terminal, else a list" {
	command -v script >/dev/null || skip "no script(1)"
	COLUMNS=100 TERM=dumb script -qec "$BUILD/newsfind -d $FOUND_DB sony \
	    --by source --by year" /dev/null | tr -d '\r' >shown
	head -1 shown | grep -qE '^ +2013 +2014 +2015 +2016$'
	COLUMNS=40 TERM=dumb script -qec "$BUILD/newsfind -d $FOUND_DB sony \
	    --by source --by month" /dev/null | tr -d '\r' >shown
	head -1 shown | grep -qE '^Harbour Post +2013-02 +0 +0.0 %$'
}
