# What the tests on the command line share.  Each test works in a folder of
# its own, $BATS_TEST_TMPDIR, with its database in $DB.

REPO=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
BUILD=${NEWSFIND_BUILD:-$REPO/build}
SAMPLE=$REPO/data/sample

# Nothing of the person's own is read, written, or asked over a proxy.
setup() {
	cd "$BATS_TEST_TMPDIR"
	DB=$PWD/out/news.db
	mkdir out in
	export HOME=$PWD/out XDG_DATA_HOME=$PWD/out LC_ALL=C.UTF-8
	export no_proxy='*'
	unset NEWSFIND_DB http_proxy https_proxy all_proxy
}

teardown() {
	[ -z "${SERVER-}" ] || kill "$SERVER" 2>/dev/null || true
}

# index ARGUMENTS: newsindex into $DB; bats' $status, $output (both streams).
index() {
	run "$BUILD/newsindex" -d "$DB" "$@"
}

# expect STATUS [TEXT...]: of the last run; says what came instead.
expect() {
	local text

	[ "$status" -eq "$1" ] || {
		printf 'status %s, expected %s\n%s\n' "$status" "$1" "$output"
		return 1
	}
	shift
	for text; do
		[[ $output == *"$text"* ]] || {
			printf "'%s' is not in:\n%s\n" "$text" "$output"
			return 1
		}
	done
}

# without TEXT...: none of them is in the last output.
without() {
	local text

	for text; do
		[[ $output != *"$text"* ]] || {
			printf "'%s' is in:\n%s\n" "$text" "$output"
			return 1
		}
	done
}

sql() {
	sqlite3 "$DB" "$@"
}

# is WANT SQL: the answer, whole.
is() {
	local got

	got=$(sql "$2")
	[ "$got" = "$1" ] || {
		printf '%s\ngave: %s\nnot:  %s\n' "$2" "$got" "$1"
		return 1
	}
}

# sound: the file and its index are whole, and agree with each other.
sound() {
	is ok "PRAGMA integrity_check" &&
	sql "INSERT INTO articles_fts(articles_fts, rank)
	    VALUES('integrity-check', 0)" &&
	is 1 "SELECT (SELECT count(*) FROM articles) = value FROM meta
	    WHERE key = 'articles'" &&
	is 0 "SELECT count(*) FROM articles
	    WHERE id NOT IN (SELECT article FROM places)" &&
	is 0 "SELECT count(*) FROM places
	    WHERE article NOT IN (SELECT id FROM articles)"
}

# record TITLE BODY [KEY VALUE]...: one line of JSON.
record() {
	local line

	line="{\"title\":\"$1\",\"text\":\"$2\""
	shift 2
	while [ $# -gt 0 ]; do
		line+=",\"$1\":\"$2\""
		shift 2
	done
	printf '%s}\n' "$line"
}

# generate COUNT [WORDS] [SEED]: JSON Lines without end of variety, the same
# at every call.
generate() {
	python3 - "$@" <<'END'
import random, sys
count = int(sys.argv[1])
words = int(sys.argv[2]) if len(sys.argv) > 2 else 120
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
r = random.Random(seed)
vocabulary = ["".join(r.choice("aeioustrnlmkdpg") for _ in range(
    r.randint(3, 9))) for _ in range(4000)]
texts = [" ".join(r.choices(vocabulary, k=words)) for _ in range(200)]
for i in range(count):
    print('{"title":"Report %d of %d %s","text":"%s. Number n%d.",'
          '"url":"https://wire.example/%d/%d",'
          '"date":"20%02d-%02d-%02dT%02d:00:00Z"}' % (i, seed,
          r.choice(vocabulary), r.choice(texts), i, seed, i, r.randint(0, 20),
          r.randint(1, 12), r.randint(1, 28), r.randint(0, 23)))
END
}

# A build with the sanitizers takes memory and time of its own.
sanitized() {
	ldd "$BUILD/newsindex" 2>/dev/null | grep -q libasan
}

# make_sample_db: index the sample once for all tests of a file; for its
# setup_file.  $FOUND_DB names it.
make_sample_db() {
	REPO=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	export FOUND_DB=$BATS_FILE_TMPDIR/news.db
	"${NEWSFIND_BUILD:-$REPO/build}/newsindex" -q -d "$FOUND_DB" \
		"$REPO/data/sample" 2>/dev/null || [ $? -eq 1 ]
}

# find_ ARGUMENTS: newsfind in it; bats' $status, $output (both streams).
find_() {
	run "$BUILD/newsfind" -d "$FOUND_DB" "$@"
}
