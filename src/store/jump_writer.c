/* Writing a doclist index. */
#include "store/jump_writer.h"

#include "store/varint.h"

/* The first byte of a page: is it below another? */
#define ROOT 0
#define BELOW 1

static void
add(struct buf *b, uint64_t value)
{
	unsigned char bytes[VARINT_MAX];

	buf_add(b, bytes, (size_t)(varint_write(bytes, value) - bytes));
}

void
jump_writer_init(struct jump_writer *x, struct index_rows *rows)
{
	int i;

	x->rows = rows;
	for (i = 0; i < JUMP_WRITER_LEVELS; i++)
		x->levels[i] = (struct jump_writer_level){
			BUF_INIT(BUF_TEXT_LIMIT), 0, 0
		};
}

void
jump_writer_release(struct jump_writer *x)
{
	int i;

	for (i = 0; i < JUMP_WRITER_LEVELS; i++)
		buf_release(&x->levels[i].bytes);
}

void
jump_writer_begin(struct jump_writer *x, uint32_t page)
{
	x->levels[0].page = page;
}

static int
write(struct jump_writer *x, int level, struct err *err)
{
	const struct jump_writer_level *l = &x->levels[level];

	if (l->bytes.failed)
		return err_memory(err);
	return index_rows_write(x->rows, index_page_id(x->segment, level + 1,
	    l->page), l->bytes.data, l->bytes.len, err);
}

/* The article a page begins with. */
static int64_t
first(const struct buf *page)
{
	const unsigned char *p = (const unsigned char *)page->data;
	const unsigned char *end = p + page->len;
	uint64_t value = 0;

	p = varint_read(p + 1, end, &value);
	varint_read(p, end, &value);
	return (int64_t)value;
}

/* Write a page that is full and begin the next; a root gets one above. */
static int
turn(struct jump_writer *x, int level, struct err *err)
{
	struct jump_writer_level *l = &x->levels[level], *above = l + 1;

	if (level + 1 == JUMP_WRITER_LEVELS)
		return err_set(err, "cannot write the index: a doclist index "
		    "is too high");
	l->bytes.data[0] = BELOW;
	if (write(x, level, err))
		return -1;
	if (!above->bytes.len) {
		above->page = l->page;
		above->last = first(&l->bytes);
		add(&above->bytes, ROOT);
		add(&above->bytes, l->page);
		add(&above->bytes, (uint64_t)above->last);
	}
	buf_reset(&l->bytes);
	l->page++;
	return 0;
}

int
jump_writer_add(struct jump_writer *x, uint32_t leaf, int64_t article,
    struct err *err)
{
	struct jump_writer_level *l;
	bool turned = true;
	int i;

	for (i = 0; turned; i++) {
		l = &x->levels[i];
		turned = l->bytes.len >= x->page_size;
		if (turned && turn(x, i, err))
			return -1;
		if (l->bytes.len) {
			add(&l->bytes, (uint64_t)(article - l->last));
		} else {
			add(&l->bytes, turned ? BELOW : ROOT);
			add(&l->bytes, i ? l[-1].page : leaf);
			add(&l->bytes, (uint64_t)article);
		}
		l->last = article;
	}
	return 0;
}

void
jump_writer_skip(struct jump_writer *x)
{
	if (x->levels[0].bytes.len)
		add(&x->levels[0].bytes, 0);
}

int
jump_writer_end(struct jump_writer *x, bool keep, struct err *err)
{
	int i;

	keep = keep && x->levels[0].bytes.len;
	for (i = 0; i < JUMP_WRITER_LEVELS && x->levels[i].bytes.len; i++) {
		if (keep && write(x, i, err))
			return -1;
		buf_reset(&x->levels[i].bytes);
	}
	return keep;
}
