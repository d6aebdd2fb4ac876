#!/usr/bin/env bats
# newsfind --explain: how a query is read, how a score comes about.

load helpers

setup_file() {
	make_sample_db
}

@test "the tree, what leads, forms and their numbers" {
	find_ sony 'title:hack*' NOT korea --explain
	expect 0 "NOT "
	expect 0 ", led by title:hack"
	expect 0 "soni (stem, en)"
}

@test "the score of a hit adds up" {
	hit=$("$BUILD/newsfind" -d "$FOUND_DB" --json -n 1 sony hack)
	id=$(echo "$hit" | jq .id)
	find_ sony hack --explain "$id"
	expect 0 "it matches"
	python3 - "$hit" "$output" <<'EOF'
import json, sys
want = json.loads(sys.argv[1])["score"]
lines = sys.argv[2].splitlines()
got = float(lines[-1].split()[-1])
parts = [float(l.split(" = ")[0].split()[-1]) for l in lines if " = " in l]
assert abs(got - want) < 1e-3, (got, want)
assert abs(sum(parts) - want) < 1e-3, (parts, want)
EOF
	find_ korea --explain="$id"
	expect 0 "words, "
}

@test "an article that is not there, and what goes with it" {
	find_ sony --explain=99999999999999
	expect 1 "99999999999999"
	find_ sony --explain --json
	expect 2 "stands alone"
	find_ '!!!' --explain
	expect 2 "no word"
}

@test "a question in plain language names what feedback added" {
	find_ --any "what do we know of the hack of sony" --explain
	expect 0 "from what the best articles share:"
}
