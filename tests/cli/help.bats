#!/usr/bin/env bats
# --help and the manual pages agree.

setup() {
	cd "$BATS_TEST_DIRNAME/../.."
	build=${NEWSFIND_BUILD:-build}
}

@test "the same options in --help and on the page" {
	for program in newsindex newsfind; do
		scripts/check-help "$build/$program" doc/$program.1
	done
}

@test "an option that is missing on the page is noticed" {
	grep -v '^.It Fl -reread' doc/newsindex.1 >"$BATS_TEST_TMPDIR/page"
	run scripts/check-help "$build/newsindex" "$BATS_TEST_TMPDIR/page"
	[ "$status" -ne 0 ]
	[[ "$output" == *--reread* ]]
}

# pages PAGE: those of ours it refers to.
pages() {
	sed -nE 's,^\.Xr (newsindex|newsfind[a-z-]*) ([0-9]).*,doc/\1.\2,p' \
		"$1"
}

@test "every page that is referred to is there" {
	for page in doc/*.[157]; do
		for other in $(pages "$page"); do
			[ -e "$other" ] || { echo "$page: $other"; false; }
		done
	done
	for other in $(grep -o '(doc/[^)]*)' README.md | tr -d '()'); do
		[ -e "$other" ]
	done
}
