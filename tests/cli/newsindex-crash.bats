#!/usr/bin/env bats
# newsindex killed, interrupted, run twice at once, read meanwhile, without
# room, and given more than memory holds.
load helpers

# Articles of the generated folder: several batches' worth of work.
COUNT=6000

folder() {
	local n

	for n in 1 2 3; do
		generate $((COUNT / 3)) 400 $n >in/$n.jsonl
	done
}

# kill_once SECONDS: newsindex killed after them, or done before.
kill_once() {
	"$BUILD/newsindex" -d "$DB" --reread in >/dev/null 2>&1 3>&- &
	local pid=$!

	sleep "$1"
	kill -9 $pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
}

@test "killed at any moment the file is sound and the next run ends it" {
	folder
	times=3
	[ -z "${SOAK-}" ] || times=20
	# A fixed seed: from before the tables stand to the end of a run.
	for s in $(awk -v n=$times 'BEGIN { srand(7);
	    for (i = 0; i < n; i++) printf "%.3f ", rand() * 1.2 }'); do
		rm -f "$DB"*
		kill_once "$s"
		kill_once "$s"
		if [ -s "$DB" ] && [ "$(sql "PRAGMA user_version")" = 1 ]; then
			sound || { echo "killed after $s s"; return 1; }
		fi
		index in
		expect 0
		is $COUNT "SELECT count(*) FROM articles"
		sound || { echo "run after a kill at $s s"; return 1; }
	done
}

@test "an interrupt stores what was read, says so and exits 130" {
	generate 200 400 >in/1.jsonl
	mkfifo held
	# Standard input keeps the run alive until the interrupt came.
	"$BUILD/newsindex" -d "$DB" in - <held >said 2>&1 3>&- &
	pid=$!
	exec 9>held
	sleep 0.5
	kill -INT $pid
	exec 9>&-
	code=0
	wait $pid || code=$?
	cat said
	[ $code -eq 130 ]
	[ "$(tail -1 said)" = "database: $DB" ]
	is 200 "SELECT count(*) FROM articles"
	sound
	index in
	expect 0
	is 200 "SELECT count(*) FROM articles"
}

@test "two at once on one file take turns; all articles are there" {
	generate 3000 200 1 >one.jsonl
	generate 3000 200 2 >two.jsonl
	"$BUILD/newsindex" -d "$DB" one.jsonl >said.1 2>&1 3>&- & a=$!
	"$BUILD/newsindex" -d "$DB" two.jsonl >said.2 2>&1 3>&- & b=$!
	wait $a || { cat said.1; return 1; }
	wait $b || { cat said.2; return 1; }
	is 6000 "SELECT count(*) FROM articles"
	sound
}

@test "two at once of the same articles store each once" {
	generate 2000 200 1 >one.jsonl
	cp one.jsonl two.jsonl
	"$BUILD/newsindex" -d "$DB" one.jsonl >said.1 2>&1 3>&- & a=$!
	"$BUILD/newsindex" -d "$DB" two.jsonl >said.2 2>&1 3>&- & b=$!
	wait $a || { cat said.1; return 1; }
	wait $b || { cat said.2; return 1; }
	is 2000 "SELECT count(*) FROM articles"
	sound
}

# At its end newsindex returns the file to rollback mode, for which SQLite
# locks it a few milliseconds: a reader waits, as every library's does.
@test "readers see whole batches and are never locked out" {
	generate 500 50 9 >first.jsonl
	index first.jsonl
	folder
	"$BUILD/newsindex" -d "$DB" in >said 2>&1 3>&- &
	pid=$!
	python3 - "$DB" $pid <<'END'
import os, sqlite3, sys
path, pid = sys.argv[1], int(sys.argv[2])
def runs():
    with open(f"/proc/{pid}/stat") as f:
        return f.read().rsplit(")", 1)[1].split()[0] != "Z"
reads = 0
while reads < 3 or (os.path.exists(f"/proc/{pid}") and runs()):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=2)
    n, counted, hits = db.execute(
        "SELECT (SELECT count(*) FROM articles),"
        " (SELECT value FROM meta WHERE key = 'articles'),"
        " (SELECT count(*) FROM articles_fts('number'))").fetchone()
    db.close()
    assert n == counted == hits, (n, counted, hits)
    reads += 1
    if reads > 100000:
        break
print(reads, "reads")
END
	wait $pid || { cat said; return 1; }
	is $((COUNT + 500)) "SELECT count(*) FROM articles"
	# A reader at the very end keeps it in write-ahead mode: it is said.
	[ "$(sql "PRAGMA journal_mode")" = delete ] ||
		grep -q "stays in write-ahead mode until the next run" said
	index in
	expect 0
	is delete "PRAGMA journal_mode"
}

@test "a full disk: a clear sentence, exit 2, nothing lost" {
	generate 300 100 9 >first.jsonl
	folder
	mkdir disk
	[ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=6m none disk \
		2>/dev/null || skip "no small disk can be mounted here"
	DB=$PWD/disk/news.db
	index first.jsonl
	first=$status
	index in
	full=$status said=$output
	kept=$(sql "SELECT count(*) FROM articles") || true
	cp disk/news.db* out/
	umount disk
	DB=$PWD/out/news.db
	[ "$first" -eq 0 ]
	echo "$said"
	[ "$full" -eq 2 ]
	[[ $said == *"disk is full"* ]]
	[ "$kept" -ge 300 ]
	sound
	index first.jsonl in
	expect 0
	is $((COUNT + 300)) "SELECT count(*) FROM articles"
	sound
}

@test "a large file takes little memory" {
	! sanitized || skip "the sanitizers take memory of their own"
	megabytes=200
	[ -z "${SOAK-}" ] || megabytes=2000
	generate 2000 700 >piece.jsonl
	size=$(wc -c <piece.jsonl)
	for n in $(seq $((megabytes * 1000000 / size))); do
		sed "s|wire.example/|wire.example/$n/|" piece.jsonl
	done >in/large.jsonl
	python3 - "$BUILD/newsindex" "$DB" <<'END'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "-q", "-d", sys.argv[2], "in"], check=True)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
if sys.platform == "darwin":
    most //= 1024
print(most // 1024, "MB")
sys.exit(most > 300 * 1024)
END
}
