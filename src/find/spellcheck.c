/*
 * Spelling: neighbours gathered in one walk of the vocabulary, then judged as
 * by a noisy channel (Kernighan, Church & Gale 1990, "A spelling correction
 * program based on a noisy channel model").
 */
#include "find/spellcheck.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "find/spelling.h"

/*
 * -ln of how likely a slip is, up to a common constant.  A hand that leaves a
 * letter out, or swaps two, has done just this; one that hits a wrong key had
 * some thirty to hit, so that each such slip is that much less likely
 * (ln 30 = 3.4), except for the same key twice.  doc/design.md has the
 * measurements, also of what did not help: neighbours on the keyboard, vowels,
 * the first letter.
 */
#define COST_LEFT_OUT 0.0
#define COST_SWAPPED 0.0
#define COST_TWICE 2.0
#define COST_PUT_IN 3.5
#define COST_EXCHANGED 3.5

/*
 * Against the cost stands ln(articles), with less than its full weight: a
 * person searches also for what is seldom.
 */
#define WEIGHT_ARTICLES 0.6

#define EDITS_MOST 2

/*
 * Neighbours of one word whose articles are counted: 112,088 words of an
 * archive have 60 of a word of four letters at most, some 300 where two edits
 * are tried.
 */
#define NEIGHBOURS 1000

struct typed {
	struct slip *slip;
	struct spelling spelling;
	uint64_t letters;	/* see letters_of() */
	size_t most;		/* edits */
};

struct neighbour {
	size_t at, len;		/* in checking.bytes */
	size_t edits;
	size_t next;		/* the one before of the same word, or NONE */
};

#define NONE SIZE_MAX

struct checking {
	struct segments *segments;
	struct typed typed[SPELLCHECK_WORDS];
	size_t last[SPELLCHECK_WORDS];	/* neighbour of each, or NONE */
	size_t neighbours[SPELLCHECK_WORDS];
	size_t count;
	struct neighbour *items;
	size_t item_count, cap;
	struct buf bytes;
};

void
slip_release(struct slip *s)
{
	free(s->word);
	free(s->better);
	*s = (struct slip){ NULL, 0, NULL, 0 };
}

/* ==== Cost ==== */

double
spellcheck_score(int64_t articles, double cost)
{
	return WEIGHT_ARTICLES * log((double)articles) - cost;
}

/* Letter ${i} was put in; it may stand beside its like. */
static double
put_in(const struct spelling *t, size_t i)
{
	uint32_t r = t->letters[i];

	return (i && t->letters[i - 1] == r) ||
	    (i + 1 < t->count && t->letters[i + 1] == r) ?
	    COST_TWICE : COST_PUT_IN;
}

/* The table of spelling_edits(), with costs. */
static double
cost(const struct spelling *t, const struct spelling *m)
{
	double table[3][SPELLING_LETTERS + 1], *before, *last, *row, c;
	size_t i, k;

	for (k = 0; k <= m->count; k++)
		table[0][k] = COST_LEFT_OUT * (double)k;
	for (i = 1; i <= t->count; i++) {
		before = table[(i + 1) % 3];
		last = table[(i + 2) % 3];
		row = table[i % 3];
		row[0] = last[0] + put_in(t, i - 1);
		for (k = 1; k <= m->count; k++) {
			c = t->letters[i - 1] == m->letters[k - 1] ? 0 :
			    COST_EXCHANGED;
			row[k] = fmin(last[k - 1] + c, fmin(last[k] +
			    put_in(t, i - 1), row[k - 1] + COST_LEFT_OUT));
			if (i > 1 && k > 1 &&
			    t->letters[i - 1] == m->letters[k - 2] &&
			    t->letters[i - 2] == m->letters[k - 1])
				row[k] = fmin(row[k], before[k - 2] +
				    COST_SWAPPED);
		}
	}
	return table[t->count % 3][m->count];
}

double
spellcheck_cost(const char *typed, const char *meant)
{
	struct spelling t, m;

	spelling_init(&t, typed, strlen(typed));
	spelling_init(&m, meant, strlen(meant));
	return cost(&t, &m);
}

/* ==== The walk ==== */

/*
 * A bit for each letter of a word, and how many there are: an edit takes away
 * one bit at most, and brings one at most.
 */
static uint64_t
letters_of(const char *word, size_t len, size_t *count)
{
	const char *end = word + len;
	uint64_t bits = 0;
	uint32_t rune;
	size_t n = 0;

	while (word < end) {
		rune = (unsigned char)*word;
		word += rune < 0x80 ? 1 : utf8_decode(word, end, &rune);
		bits |= (uint64_t)1 << (rune & 63);
		n++;
	}
	*count = n;
	return bits;
}

static bool
more_bits(uint64_t bits, size_t most)
{
	for (; bits && most; most--)
		bits &= bits - 1;
	return bits != 0;
}

static int
add_neighbour(struct checking *c, size_t which, const char *word, size_t len,
    size_t edits, struct err *err)
{
	struct neighbour *items;
	size_t cap;

	if (c->neighbours[which]++ >= NEIGHBOURS)
		return 0;
	if (c->item_count == c->cap) {
		cap = c->cap ? c->cap * 2 : 64;
		items = realloc(c->items, cap * sizeof(*items));
		if (!items)
			return err_memory(err);
		c->items = items;
		c->cap = cap;
	}
	c->items[c->item_count] = (struct neighbour){ c->bytes.len, len,
	    edits, c->last[which] };
	c->last[which] = c->item_count++;
	buf_add(&c->bytes, word, len);
	buf_addch(&c->bytes, '\0');
	return c->bytes.failed ? err_memory(err) : 0;
}

static int
look_at(struct checking *c, const char *word, size_t len, struct err *err)
{
	const struct typed *t;
	size_t i, count, edits;
	uint64_t letters = letters_of(word, len, &count);

	for (i = 0; i < c->count; i++) {
		t = &c->typed[i];
		if (count > t->spelling.count + t->most ||
		    t->spelling.count > count + t->most ||
		    more_bits(letters & ~t->letters, t->most) ||
		    more_bits(t->letters & ~letters, t->most))
			continue;
		edits = spelling_edits(&t->spelling, word, len, t->most);
		if (edits && edits <= t->most &&
		    add_neighbour(c, i, word, len, edits, err))
			return -1;
	}
	return 0;
}

static int
walk(struct checking *c, struct err *err)
{
	struct vocabulary *v = NULL;
	const char *word;
	size_t len;
	int there = -1;

	if (vocabulary_open(&v, c->segments, err) == 0 &&
	    vocabulary_seek(v, "", 0, err) == 0)
		while ((there = words_next(v, &word, &len, err)) > 0)
			if (look_at(c, word, len, err)) {
				there = -1;
				break;
			}
	vocabulary_close(v);
	return there;
}

/* ==== The best ==== */

static int
judge(struct checking *c, const struct typed *t, const struct neighbour *n,
    struct err *err)
{
	const char *word = c->bytes.data + n->at;
	struct slip *slip = t->slip;
	struct spelling meant;
	int64_t articles = 0;
	double score;
	char *copy;

	if (words_articles(c->segments, word, n->len, &articles, err))
		return -1;
	if (!articles || articles < slip->articles * SPELLCHECK_TIMES)
		return 0;
	spelling_init(&meant, word, n->len);
	score = spellcheck_score(articles, cost(&t->spelling, &meant));
	if (slip->better && slip->score >= score)
		return 0;
	copy = strdup(word);
	if (!copy)
		return err_memory(err);
	free(slip->better);
	slip->better = copy;
	slip->score = score;
	return 0;
}

/*
 * One edit first.  A word that is in the archive is not taken for one that is
 * two edits away.
 */
static int
choose(struct checking *c, size_t which, struct err *err)
{
	const struct typed *t = &c->typed[which];
	size_t edits, i;

	for (edits = 1; edits <= t->most && (edits == 1 ||
	    !t->slip->better); edits++)
		for (i = c->last[which]; i != NONE; i = c->items[i].next)
			if (c->items[i].edits == edits &&
			    judge(c, t, &c->items[i], err))
				return -1;
	return 0;
}

bool
spellcheck_able(const char *word)
{
	const char *p = word, *end = p + strlen(p);
	bool letters = false;
	size_t count = 0;
	uint32_t rune;

	for (; p < end; count++) {
		p += utf8_decode(p, end, &rune);
		if (utf8_spaceless(rune))
			return false;
		letters = letters || !utf8_digit(rune);
	}
	return letters && count >= SPELLCHECK_SHORTEST &&
	    count <= SPELLING_LETTERS;
}

static void
add_typed(struct checking *c, struct slip *slip)
{
	struct typed *t = &c->typed[c->count];
	size_t len = strlen(slip->word), count;

	t->slip = slip;
	spelling_init(&t->spelling, slip->word, len);
	t->letters = letters_of(slip->word, len, &count);
	t->most = count >= SPELLCHECK_LONG && !slip->articles ?
	    EDITS_MOST : 1;
	c->last[c->count] = NONE;
	c->neighbours[c->count++] = 0;
}

int
spellcheck(struct segments *s, struct slip *slips, size_t count,
    struct err *err)
{
	struct checking *c = calloc(1, sizeof(*c));
	size_t i;
	int result = 0;

	if (!c)
		return err_memory(err);
	c->segments = s;
	buf_init(&c->bytes, BUF_TEXT_LIMIT);
	for (i = 0; i < count && c->count < SPELLCHECK_WORDS; i++)
		if (spellcheck_able(slips[i].word))
			add_typed(c, &slips[i]);
	if (c->count)
		result = walk(c, err);
	for (i = 0; !result && i < c->count; i++)
		result = choose(c, i, err);
	free(c->items);
	buf_release(&c->bytes);
	free(c);
	return result;
}
