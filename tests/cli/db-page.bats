#!/usr/bin/env bats
# newsfind-db(5): every statement the page marks, run as it stands there.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	newsindex=${NEWSFIND_BUILD:-build}/newsindex
	db=$BATS_TEST_TMPDIR/news.db
	"$newsindex" -q -d "$db" data/sample 2>/dev/null || [ $? -eq 1 ]
}

# statements MARK: the page's blocks under .\" MARK, each in a file of its own.
statements() {
	awk -v mark=".\\\\\" $1" -v out="$BATS_TEST_TMPDIR/$1." '
		$0 == mark { wanted = 1; next }
		wanted && /^\.Bd/ { inside = 1; wanted = 0; n++; next }
		inside && /^\.Ed/ { inside = 0; next }
		inside { print > (out sprintf("%02d", n) ".sql") }
	' doc/newsfind-db.5
	ls "$BATS_TEST_TMPDIR/$1".*.sql
}

@test "every sample statement runs and answers" {
	for f in $(statements run); do
		answer=$(sqlite3 -bail "$db" <"$f" 2>&1) || {
			echo "$answer"; cat "$f"; false
		}
		case $(cat "$f") in
		*PRAGMA*)	[ "$answer" = ok ] ;;
		*)		[ -n "$answer" ] || { cat "$f"; false; } ;;
		esac
	done
}

@test "all forms of a word are more than the word" {
	f=$(statements run | head -1)
	word=$(sqlite3 "$db" "SELECT count(*) FROM articles_fts('hack')")
	[ "$(sqlite3 "$db" <"$f")" -gt "$word" ]
}

@test "what the page says is refused is refused" {
	for f in $(statements refused); do
		run sqlite3 -bail "$db" <"$f"
		[ "$status" -ne 0 ]
		[[ "$output" == *"newsindex alone"* ]]
	done
}

@test "every table and column of the schema is on the page" {
	page=$(mandoc -T ascii doc/newsfind-db.5 |
	    sed "s/.$(printf '\b')//g")
	for name in $(sqlite3 "$db" "SELECT c.name FROM sqlite_master m,
	    pragma_table_info(m.name) c WHERE m.type = 'table'
	    AND m.name NOT LIKE 'articles_fts%'
	    UNION SELECT name FROM sqlite_master
	    WHERE name NOT LIKE 'articles_fts_%'
	    AND name NOT LIKE 'sqlite_%'"); do
		grep -qw "$name" <<<"$page" || { echo "missing: $name"; false; }
	done
}

@test "every table on the page is in the schema" {
	for name in $(sed -n '/^\.Sh THE OTHER/,/^\.Sh GUARDS/p' \
	    doc/newsfind-db.5 | sed -n 's/^\.Ss //p' | tr -d ,); do
		case $name in and | others | beginning | so) continue ;; esac
		sqlite3 "$db" "SELECT count(*) FROM $name"
	done
}
