/*
 * The doclists of a batch: room, the batch's own terms, those of a lexicon,
 * adding an article, writing.
 */
#include "store/doclists.h"

#include <stdlib.h>
#include <string.h>

#include "store/pool.h"
#include "store/varint.h"

/* Slots of the table of terms that are kept from batch to batch. */
#define SLOTS_KEPT ((size_t)1 << 20)

/* Posts looked ahead, so that memory has time to answer. */
#define AHEAD 8

/* What of a doclist is at hand while articles are added. */
struct list {
	int64_t last;		/* article */
	unsigned char *bytes;
	uint32_t len;
	uint32_t size;		/* of its room: see pool_take() */
};

struct slot {
	uint32_t hash;
	uint32_t number;	/* plus 1; 0: empty */
};

/* A lexicon of the batch, and which of our terms its terms are. */
struct known {
	struct known *next;
	struct lexicon *lexicon;	/* held */
	uint32_t *numbers;
	uint32_t count, cap;
};

/* An article's term, decoded. */
struct post {
	uint32_t number;	/* ours */
	uint32_t size;
	const unsigned char *positions;
};

struct doclists {
	struct list *lists;
	struct lexicon_term *terms;	/* texts are the lexicons' */
	size_t count, cap;
	struct slot *slots;
	size_t slots_cap;		/* a power of two */
	struct known *known;
	struct post *posts;		/* of the present article */
	size_t posts_cap;
	struct pool pool;		/* doclists' bytes */
};

/* ==== Room ==== */

/* More room for a doclist, ${need} bytes at least.  0 or -1. */
static int
grow_list(struct doclists *d, struct list *l, size_t need)
{
	uint32_t size = l->bytes ? l->size + 1 : 0;
	unsigned char *more;

	while (size < POOL_SIZES && POOL_SMALLEST << size < need)
		size++;
	if (size >= POOL_SIZES || need > UINT32_MAX)
		return -1;
	more = pool_take(&d->pool, size);
	if (!more)
		return -1;
	if (l->bytes) {
		memcpy(more, l->bytes, l->len);
		pool_give(&d->pool, l->bytes, l->size);
	}
	l->bytes = more;
	l->size = size;
	return 0;
}

/* ==== The batch's terms ==== */

static int
more_slots(struct doclists *d)
{
	size_t cap = d->slots_cap ? d->slots_cap * 2 : 65536, at, i;
	struct slot *slots = calloc(cap, sizeof(*slots));

	if (!slots)
		return -1;
	for (i = 0; i < d->count; i++) {
		for (at = d->terms[i].hash & (cap - 1); slots[at].number;
		    at = (at + 1) & (cap - 1))
			;
		slots[at] = (struct slot){
			d->terms[i].hash, (uint32_t)i + 1
		};
	}
	free(d->slots);
	d->slots = slots;
	d->slots_cap = cap;
	return 0;
}

static int
more_terms(struct doclists *d)
{
	size_t cap = d->cap ? d->cap * 2 : 32768;
	struct list *lists;
	struct lexicon_term *terms;

	lists = realloc(d->lists, cap * sizeof(*lists));
	if (lists)
		d->lists = lists;
	terms = realloc(d->terms, cap * sizeof(*terms));
	if (terms)
		d->terms = terms;
	if (!lists || !terms)
		return -1;
	d->cap = cap;
	return 0;
}

static int
find_term(struct doclists *d, const struct lexicon_term *t, uint32_t *number)
{
	size_t mask, at;
	const struct lexicon_term *have;

	if (d->count * 2 >= d->slots_cap && more_slots(d))
		return -1;
	mask = d->slots_cap - 1;
	at = t->hash & mask;
	for (; d->slots[at].number; at = (at + 1) & mask) {
		*number = d->slots[at].number - 1;
		have = &d->terms[*number];
		if (d->slots[at].hash == t->hash && have->len == t->len &&
		    memcmp(have->text, t->text, t->len) == 0)
			return 0;
	}
	if (d->count == d->cap && more_terms(d))
		return -1;
	*number = (uint32_t)d->count;
	d->terms[d->count] = *t;
	d->lists[d->count] = (struct list){ 0, NULL, 0, 0 };
	d->slots[at] = (struct slot){ t->hash, *number + 1 };
	d->count++;
	return 0;
}

/* ==== The terms of a lexicon ==== */

static struct known *
known_new(struct doclists *d, struct lexicon *lexicon)
{
	struct known *k = calloc(1, sizeof(*k));

	if (!k)
		return NULL;
	k->next = d->known;
	k->lexicon = lexicon_hold(lexicon);
	lexicon->known = d->known = k;
	return k;
}

/* Look up, of a lexicon's first ${count} terms, those not known yet. */
static struct known *
know(struct doclists *d, struct lexicon *lexicon, uint32_t count)
{
	struct known *k = lexicon->known;
	uint32_t *numbers;

	if (!k && !(k = known_new(d, lexicon)))
		return NULL;
	if (k->cap < count) {
		numbers = realloc(k->numbers, 2 * count * sizeof(*numbers));
		if (!numbers)
			return NULL;
		k->numbers = numbers;
		k->cap = 2 * count;
	}
	for (; k->count < count; k->count++)
		if (find_term(d, lexicon_term(lexicon, k->count),
		    &k->numbers[k->count]))
			return NULL;
	return k;
}

/* ==== An article ==== */

/* One more post.  NULL: no memory. */
static inline struct post *
post_new(struct doclists *d, size_t n)
{
	struct post *more;

	if (n == d->posts_cap) {
		more = realloc(d->posts, (2 * n + 1024) * sizeof(*more));
		if (!more)
			return NULL;
		d->posts = more;
		d->posts_cap = 2 * n + 1024;
	}
	return &d->posts[n];
}

/* Decode the posts of an article.  Their number, or SIZE_MAX. */
static size_t
decode(struct doclists *d, const struct inverted *in, const struct known *k)
{
	const unsigned char *p = (const unsigned char *)in->bytes.data;
	const unsigned char *end = p + in->bytes.len;
	uint64_t number = 0, size = 0;
	struct post *post;
	size_t n = 0;

	for (; p < end; p += size) {
		post = post_new(d, n++);
		if (!post)
			return SIZE_MAX;
		p = varint_read(p, end, &number);
		p = varint_read(p, end, &size);
		*post = (struct post){
			k->numbers[number], (uint32_t)size, p
		};
		__builtin_prefetch(&d->lists[post->number], 1);
	}
	return n;
}

static int
put(struct doclists *d, struct list *l, int64_t id, const struct post *post,
    bool goes)
{
	size_t size = goes ? 0 : post->size;
	size_t need = l->len + size + 2 * VARINT_MAX;
	unsigned char *p;

	if ((!l->bytes || need > POOL_SMALLEST << l->size) &&
	    grow_list(d, l, need))
		return -1;
	p = l->bytes + l->len;
	if (l->len && l->last == id) {
		/* It went, and comes anew: one entry for both. */
		p = varint_write(p - 1, (uint64_t)size << 1 | 1);
	} else {
		p = varint_write(p, (uint64_t)(id - l->last));
		p = varint_write(p, (uint64_t)size << 1 | goes);
	}
	memcpy(p, post->positions, size);
	l->len = (uint32_t)(p + size - l->bytes);
	l->last = id;
	return 0;
}

int
doclists_add(struct doclists *d, int64_t id, const struct inverted *in,
    bool goes, struct err *err)
{
	const struct list *ahead;
	struct known *k;
	size_t i, n;

	if (!in->bytes.len)
		return 0;
	k = know(d, in->lexicon, in->terms);
	n = k ? decode(d, in, k) : SIZE_MAX;
	if (n == SIZE_MAX)
		return err_memory(err);
	for (i = 0; i < n; i++) {
		if (i + AHEAD < n) {
			ahead = &d->lists[d->posts[i + AHEAD].number];
			if (ahead->bytes)
				__builtin_prefetch(ahead->bytes + ahead->len,
				    1);
		}
		if (put(d, &d->lists[d->posts[i].number], id, &d->posts[i],
		    goes))
			return err_memory(err);
	}
	return 0;
}

/* ==== Writing ==== */

/* A term to be sorted: its first bytes tell most apart. */
struct sorted {
	uint64_t head;
	const struct lexicon_term *term;
};

static uint64_t
head(const struct lexicon_term *t)
{
	uint64_t value = 0;
	uint32_t i;

	for (i = 0; i < 8; i++)
		value = value << 8 |
		    (i < t->len ? (unsigned char)t->text[i] : 0);
	return value;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	uint32_t n;
	int order;

	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	n = x->term->len < y->term->len ? x->term->len : y->term->len;
	order = memcmp(x->term->text, y->term->text, n);
	return order ? order :
	    (x->term->len > y->term->len) - (x->term->len < y->term->len);
}

bool
doclists_empty(const struct doclists *d)
{
	return d->count == 0;
}

size_t
doclists_weight(const struct doclists *d)
{
	return d->pool.bytes + d->slots_cap * sizeof(*d->slots) +
	    d->cap * (sizeof(*d->lists) + sizeof(*d->terms));
}

int
doclists_write(struct doclists *d, struct segment_writer *w, struct err *err)
{
	struct sorted *order = malloc((d->count + 1) * sizeof(*order));
	const struct list *l;
	int failed = 0;
	size_t i, n = 0;

	if (!order)
		return err_memory(err);
	/* Of a lexicon some terms may be another batch's only. */
	for (i = 0; i < d->count; i++)
		if (d->lists[i].len)
			order[n++] = (struct sorted){
				head(&d->terms[i]), &d->terms[i]
			};
	qsort(order, n, sizeof(*order), by_bytes);
	failed = segment_writer_begin(w, err);
	for (i = 0; !failed && i < n; i++) {
		l = &d->lists[order[i].term - d->terms];
		failed = segment_writer_add(w, order[i].term->text,
		    order[i].term->len, l->bytes, l->len, err);
	}
	free(order);
	return failed ? -1 : segment_writer_end(w, err);
}

/* ==== Life cycle ==== */

/* Let go of the tables, where they are larger than most batches need. */
static void
shrink(struct doclists *d)
{
	if (d->slots_cap <= SLOTS_KEPT)
		return;
	free(d->lists);
	free(d->terms);
	free(d->slots);
	d->lists = NULL;
	d->terms = NULL;
	d->slots = NULL;
	d->cap = d->slots_cap = 0;
}

void
doclists_reset(struct doclists *d)
{
	struct known *k;

	while ((k = d->known)) {
		d->known = k->next;
		k->lexicon->known = NULL;
		lexicon_release(k->lexicon);
		free(k->numbers);
		free(k);
	}
	pool_reset(&d->pool);
	d->count = 0;
	shrink(d);
	if (d->slots)
		memset(d->slots, 0, d->slots_cap * sizeof(*d->slots));
}

int
doclists_open(struct doclists **out, struct err *err)
{
	struct doclists *d = calloc(1, sizeof(*d));

	*out = NULL;
	if (!d)
		return err_memory(err);
	*out = d;
	return 0;
}

void
doclists_close(struct doclists *d)
{
	if (!d)
		return;
	doclists_reset(d);
	pool_release(&d->pool);
	free(d->lists);
	free(d->terms);
	free(d->slots);
	free(d->posts);
	free(d);
}
