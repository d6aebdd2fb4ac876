/*
 * Words of real articles, broken by one slip of the hand each: how many are
 * told right.
 *
 *	SOAK=1	500 words of all articles; else 50 of a tenth of them
 *	SLIPS_SEED=n	another draw
 *	SLIPS_SHOW=1	those that are told wrong
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "corpora.h"
#include "find/meant.h"

#define WORDS 500
#define PART 10		/* of them, and of the articles, without SOAK */
#define RIGHT 85	/* per cent at least */

/* Words drawn: of so many letters and articles, or more. */
#define LETTERS 4
#define ARTICLES 5
#define LONGEST 40

/* The scores were made with others. */
#define SEED 20261127

struct drawing {
	uint64_t dice;
	struct segments *segments;
	char **words;
	size_t count, cap;
};

static struct corpora corpora;
static struct archive *archive;
static struct search *asked;

/* ==== The archive ==== */

/* Every ${step}th press release.  The number of them; 0: they are absent. */
static size_t
read_press(size_t step, char ***out)
{
	static const char command[] = "xz -dc ../shared/data/corpora/"
	    "senate-press.jsonl.xz 2>/dev/null";
	char **lines = NULL, *line = NULL;
	size_t cap = 0, number = 0, count = 0, room = 0;
	ssize_t len;
	FILE *f = popen(command, "r");

	assert_non_null(f);
	while ((len = getline(&line, &cap, f)) > 0) {
		if (number++ % step)
			continue;
		if (count == room) {
			room = room ? room * 2 : 1024;
			lines = realloc(lines, room * sizeof(*lines));
			assert_non_null(lines);
		}
		lines[count] = strndup(line, (size_t)len -
		    (line[len - 1] == '\n'));
		assert_non_null(lines[count++]);
	}
	pclose(f);
	free(line);
	*out = lines;
	return count;
}

static bool
make_archive(void)
{
	char **lines;
	size_t i, count = read_press(getenv("SOAK") ? 1 : PART, &lines);

	if (count)
		corpora_lines(&corpora, (const char *const *)lines, count);
	else
		print_message("# skipped: no ../shared/data\n");
	for (i = 0; i < count; i++)
		free(lines[i]);
	free(lines);
	return count > 0;
}

/* ==== Drawing ==== */

/* splitmix64 (Steele, Lea & Flood 2014). */
static size_t
roll(struct drawing *d, size_t sides)
{
	uint64_t z = d->dice += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (size_t)((z ^ z >> 31) % sides);
}

static void
add_word(struct drawing *d, const char *word, size_t len)
{
	char **words;
	size_t i;

	for (i = 0; i < len; i++)
		if (word[i] < 'a' || word[i] > 'z')
			return;
	if (len < LETTERS || len > LONGEST)
		return;
	if (d->count == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 1024;
		words = realloc(d->words, d->cap * sizeof(*words));
		assert_non_null(words);
		d->words = words;
	}
	d->words[d->count] = strndup(word, len);
	assert_non_null(d->words[d->count++]);
}

static void
read_words(struct drawing *d)
{
	struct vocabulary *v = NULL;
	struct err err = ERR_INIT;
	const char *word;
	size_t len;
	int there;

	assert_int_equal(vocabulary_open(&v, d->segments, &err), 0);
	assert_int_equal(vocabulary_seek(v, "", 0, &err), 0);
	while ((there = words_next(v, &word, &len, &err)) > 0)
		add_word(d, word, len);
	assert_int_equal(there, 0);
	vocabulary_close(v);
}

static int64_t
articles_of(const struct drawing *d, const char *word)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	assert_int_equal(words_articles(d->segments, word, strlen(word), &n,
	    &err), 0);
	return n;
}

/* One slip: a letter put in, left out, exchanged, or two swapped. */
static void
slip(struct drawing *d, const char *word, char *out)
{
	enum { PUT_IN, LEFT_OUT, EXCHANGED, SWAPPED, KINDS };
	size_t len = strlen(word), kind = roll(d, KINDS);
	size_t places = kind == PUT_IN ? len + 1 :
	    kind == SWAPPED ? len - 1 : len;
	size_t at = roll(d, places), behind = kind == PUT_IN ? at : at + 1;
	char letters[3] = { (char)('a' + roll(d, 26)), '\0', '\0' };

	if (kind == LEFT_OUT)
		letters[0] = '\0';
	if (kind == SWAPPED) {
		letters[0] = word[at + 1];
		letters[1] = word[at];
		behind = at + 2;
	}
	snprintf(out, LONGEST + 2, "%.*s%s%s", (int)at, word, letters,
	    word + behind);
}

/* The next word, broken into what is none. */
static const char *
draw(struct drawing *d, char *broken)
{
	const char *word;

	do {
		word = d->words[roll(d, d->count)];
		slip(d, word, broken);
	} while (articles_of(d, word) < ARTICLES || articles_of(d, broken));
	return word;
}

/* ==== Telling ==== */

static bool
told(const char *broken, const char *word)
{
	static const struct filter none = FILTER_INIT;
	struct query query = { 0 };
	struct query_error error = { ERR_INIT, 0, 0 };
	struct search_request request = { .query = &query, .limit = 1,
	    .filter = &none };
	struct search_reply reply;
	struct meant meant = MEANT_INIT;
	struct err err = ERR_INIT;
	bool right;

	assert_int_equal(query_parse(&query, broken, false, &error), 0);
	assert_int_equal(search_run(asked, &request, &reply, &err), 0);
	assert_int_equal(meant_find(asked, &request, broken, 1, &meant,
	    &err), 0);
	right = strcmp(meant.text.data, word) == 0;
	if (!right && getenv("SLIPS_SHOW"))
		print_message("# %s: '%s', not '%s'\n", broken,
		    meant.text.data, word);
	meant_release(&meant);
	query_release(&query);
	return right;
}

static int
open_archive(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	if (make_archive()) {
		assert_int_equal(archive_open(&archive, corpora.database,
		    ARCHIVE_READ, NULL, &err), 0);
		assert_int_equal(search_open(&asked, archive, &err), 0);
	}
	return 0;
}

static int
close_archive(void **state)
{
	(void)state;
	if (archive) {
		search_close(asked);
		archive_close(archive, NULL);
		corpora_release(&corpora);
	}
	return 0;
}

static void
slips(void **state)
{
	size_t count = getenv("SOAK") ? WORDS : WORDS / PART, i, right = 0;
	const char *seed = getenv("SLIPS_SEED"), *word;
	struct drawing d = { seed ? strtoul(seed, NULL, 10) : SEED, NULL,
	    NULL, 0, 0 };
	char broken[LONGEST + 2];
	struct err err = ERR_INIT;
	clock_t began;

	(void)state;
	if (!archive)
		return;
	assert_int_equal(segments_open(&d.segments, archive, &err), 0);
	assert_int_equal(segments_begin(d.segments, &err), 0);
	read_words(&d);
	assert_true(d.count > 0);
	began = clock();
	for (i = 0; i < count; i++) {
		word = draw(&d, broken);
		right += told(broken, word);
	}
	print_message("# %zu of %zu slips told, %.1f %%; %.0f ms each\n",
	    right, count, 100.0 * (double)right / (double)count,
	    1000.0 * (double)(clock() - began) / CLOCKS_PER_SEC /
	    (double)count);
	assert_true(right * 100 >= count * RIGHT);
	for (i = 0; i < d.count; i++)
		free(d.words[i]);
	free(d.words);
	segments_close(d.segments);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(slips, open_archive,
		    close_archive)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
