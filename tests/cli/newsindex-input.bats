#!/usr/bin/env bats
# What newsindex is given: roots, standard input, odd files and names,
# options, databases that are not its own.
load helpers

@test "standard input is read by -" {
	{ record One "The first."; record Two "The second."; } >two.jsonl
	run sh -c '"$1" -d "$2" - <two.jsonl' - "$BUILD/newsindex" "$DB"
	expect 0 "2 new"
	is "-#1 -#2" "SELECT group_concat(origin, ' ') FROM
		(SELECT origin FROM articles ORDER BY origin)"
	sound
}

@test "several roots, overlapping ones and a file: each file once stored" {
	mkdir in/a in/b
	record One "The first." >in/a/1.json
	record Two "The second." >in/b/2.json
	index in/a in/b/2.json in
	expect 0 "2 new"
	is 2 "SELECT count(*) FROM articles"
	is 2 "SELECT count(*) FROM places"
	sound
}

@test "paths are kept absolute and shown from the working folder" {
	printf '{"title": "cut' >in/cut.json
	record One "The first." >in/1.json
	index in
	expect 1 "newsindex: in/cut.json"
	is "$(realpath in)/1.json" "SELECT origin FROM articles"
	cd out
	index --reread ../in
	expect 1 "newsindex: $(realpath ../in)/cut.json"
}

@test "hidden files and folders are passed over and counted" {
	mkdir in/.git
	record One "The first." | tee in/.one.json in/.git/2.json >in/1.json
	index in
	expect 0 "1 new" "2 hidden"
}

@test "loops of links end; links that lead nowhere are named" {
	mkdir in/a
	record One "The first." >in/a/1.json
	ln -s ../../in in/a/again
	ln -s nowhere in/dangling
	ln -s self in/self
	index in
	expect 1 "1 new" "loop of links" "in/dangling" "in/self"
	is 1 "SELECT count(*) FROM articles"
}

@test "pipes and devices are not opened" {
	record One "The first." >in/1.json
	mkfifo in/pipe
	ln -s /dev/zero in/zero
	run timeout 20 "$BUILD/newsindex" -d "$DB" in
	expect 0 "1 new" "in/pipe: not a regular file" \
		"in/zero: not a regular file"
}

@test "an unreadable file is named, the rest goes on" {
	[ "$(id -u)" -ne 0 ] || skip "root reads everything"
	record One "The first." >in/1.json
	record Two "The second." >in/2.json
	chmod 0 in/1.json
	index in
	expect 1 "in/1.json" "1 new"
}

@test "names with escapes and line ends do not reach the terminal raw" {
	name=$'in/bad\e[31m\nname\xff.json'
	printf '{"title": "cut' >"$name"
	index in
	expect 1 "in/bad?[31m?name"
	without $'\e'
	record One "The first." >"$name"
	index in
	expect 0 "1 new"
	index in
	expect 0 "1 unchanged since"
}

@test "escapes in a record do not reach the terminal through its reason" {
	printf '{"\033[31mkey": 1}\n' >in/a.json
	index in
	without $'\e'
}

@test "the database inside the folder is not read" {
	record One "The first." >in/1.json
	DB=$PWD/in/news.db
	index in
	expect 0 "files: 1 met" "1 new"
	index in
	expect 0 "files: 1 met, 1 unchanged"
	sound
}

@test "over 20 of a kind are counted; -v names all, -q failures only" {
	for n in $(seq 30); do printf '{"title": "cut' >"in/$n.json"; done
	: >in/empty.txt
	index in
	expect 1 "... and 10 more like these" "in/empty.txt: empty"
	[ "$(grep -c 'no end' <<<"$output")" -eq 20 ]
	index -v --reread in
	[ "$(grep -c 'no end' <<<"$output")" -eq 30 ]
	without "more like these"
	index -q --reread in
	[ "$status" -eq 1 ]
	without "empty.txt" "files:" "database:"
}

@test "a wrong option is refused with the near one" {
	index --prun in
	expect 2 "--prune"
	index --reraed in
	expect 2 "--reread"
	index -j many in
	expect 2
	index --source
	expect 2
	run "$BUILD/newsindex"
	expect 2 "nothing to read"
	index --json in
	expect 2 "--dry-run"
	[ ! -e "$DB" ]
}

@test "a folder that is missing is named, and is a failure" {
	index nowhere
	[ "$status" -ne 0 ]
	expect "$status" "nowhere"
}

@test "--help and --version say so on standard output" {
	"$BUILD/newsindex" --help >help 2>err
	grep -q '^usage: newsindex' help
	"$BUILD/newsindex" --version | grep -q '^newsindex [0-9]'
	[ ! -s err ]
}

@test "the database: -d, \$NEWSFIND_DB, ./news.db, the data folder" {
	record One "The first." >in/1.json
	run "$BUILD/newsindex" in
	expect 0 "database: $XDG_DATA_HOME/newsfind/news.db"
	[ -s "$XDG_DATA_HOME/newsfind/news.db" ]
	NEWSFIND_DB=$PWD/env.db run "$BUILD/newsindex" in
	expect 0 "database: $PWD/env.db"
	: >news.db
	run "$BUILD/newsindex" in
	expect 0 "1 new" "database: news.db"
	[ -s news.db ]
}

@test "a database of a later version is refused with the remedy" {
	record One "The first." >in/1.json
	index in
	sql "PRAGMA user_version = 99"
	sum=$(cksum <"$DB")
	index in
	expect 2 "later newsfind" "install that version"
	[ "$sum" = "$(cksum <"$DB")" ]
}

@test "a foreign SQLite file is refused and unchanged" {
	record One "The first." >in/1.json
	sql "CREATE TABLE t(x); INSERT INTO t VALUES(1)"
	sum=$(cksum <"$DB")
	index in
	expect 2 "is not a newsfind database"
	[ "$sum" = "$(cksum <"$DB")" ]
	[ "$(ls out)" = news.db ]
}

@test "a text as the database is refused and unchanged" {
	record One "The first." >in/1.json
	seq 1000 >"$DB"
	index in
	expect 2 "is not a newsfind database"
	seq 1000 | cmp - "$DB"
}

@test "a refused database is not named as if it had been written" {
	record One "The first." >in/1.json
	seq 1000 >"$DB"
	index in
	expect 2
	without "database:" "none new"
}

@test "an unknown language is refused before anything is read" {
	record One "The first." >in/1.json
	index --language klingonisch in
	expect 2 "no language is called 'klingonisch'" "such as en"
	without "articles:"
	[ ! -e "$DB" ]
	index --language Deutsch in
	expect 0 "1 new"
	is de "SELECT language FROM articles"
}

@test "standard output that cannot be written is a failure" {
	[ -c /dev/full ] || skip "no /dev/full here"
	record One "The first." >in/1.json
	for arguments in "--dry-run --json in" "--dry-run in" --help --version
	do
		run bash -c "'$BUILD/newsindex' $arguments >/dev/full"
		expect 2 "newsindex: cannot write standard output: No space"
	done
}

@test "a dry run whose output breaks off reads no further" {
	[ -c /dev/full ] || skip "no /dev/full here"
	# Of an endless input it comes to an end for no other reason.
	record One "The first." >one
	run bash -c "yes \"\$(cat one)\" |
		timeout 60 '$BUILD/newsindex' --dry-run --json - >/dev/full"
	expect 2 "cannot write standard output"
}

@test "--quiet counts the failures it does not name" {
	for i in $(seq 25); do
		printf '{"title": "cut off' >"in/$i.json"
	done
	index --quiet in
	expect 1 "... and 5 more like these"
	[ "${#lines[@]}" -eq 21 ]
	without "files:"
}
