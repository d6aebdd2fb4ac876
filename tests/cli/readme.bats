#!/usr/bin/env bats
# README.md: what it shows is what the programs print.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	build=$(cd "${NEWSFIND_BUILD:-build}" && pwd)
	cp -R data README.md "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	ln -s "$build" build
}

@test "transcripts" {
	run python3 - README.md <<-'END'
	import re, subprocess, sys

	# Piped output is neither folded nor timed.
	def plain(text):
	    return " ".join(re.sub(r", in \d+\.\d+ s", "", text).split())

	shown = 0
	text = open(sys.argv[1], encoding="utf-8").read()
	for block in re.findall(r"^```\n(\$ .*?)^```", text, re.M | re.S):
	    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
	        command, output = part.split("\n", 1)
	        # A command goes on until its quotes are closed.
	        while len(re.findall(r'(?<!\\)"', command)) % 2:
	            more, output = output.split("\n", 1)
	            command += "\n" + more
	        got = subprocess.run(["sh", "-c", command],
	                             stdout=subprocess.PIPE).stdout.decode()
	        shown += 1
	        if plain(got) != plain(output):
	            sys.exit("%s\nshown:\n%s\nprinted:\n%s"
	                     % (command, output, got))
	sys.exit(0 if shown >= 5 else "only %d transcripts" % shown)
	END
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "the lines of Python" {
	build/newsindex -q -d news.db data/sample 2>/dev/null || [ $? -eq 1 ]
	sed -n '/^```python/,/^```$/p' README.md | sed '/^```/d' >sample.py
	shown=$(sed '1,/^```python/d' README.md | sed '1,/^```$/d' |
		sed '1,/^```$/d' | sed '/^```$/,$d')
	[ -n "$shown" ]
	[ "$(python3 sample.py)" = "$shown" ]
}

@test "the questions that are shown find something" {
	build/newsindex -q -d news.db data/sample 2>/dev/null || [ $? -eq 1 ]
	PATH=$build:$PATH
	n=0
	while IFS= read -r line; do
		case $line in *'| jq'*) line=${line%|*} ;; esac
		eval "$line" >answer || { echo "$line"; false; }
		[ -s answer ]
		n=$((n + 1))
	done < <(sed -n 's/^    \(newsfind .*\)/\1/p' README.md)
	[ "$n" -ge 5 ]
}
