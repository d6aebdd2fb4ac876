/*
 * From nodes to paragraphs: a paragraph is the text between two borders of
 * block elements, or between two line breaks in a row; one line break is a
 * space.
 */
#include "read/html_text.h"

#include <stdlib.h>
#include <string.h>

void
html_blocks_init(struct html_blocks *b)
{
	*b = (struct html_blocks){ 0 };
	buf_init(&b->text, BUF_TEXT_LIMIT);
}

void
html_blocks_release(struct html_blocks *b)
{
	free(b->list);
	buf_release(&b->text);
	html_blocks_init(b);
}

/* A new block at the end of the text, or NULL: out of memory. */
static struct html_block *
block_open(struct html_blocks *b, uint32_t owner)
{
	if (b->count == b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 64;
		struct html_block *list;

		list = realloc(b->list, cap * sizeof(*list));
		if (list == NULL) {
			b->failed = true;
			return NULL;
		}
		b->list = list;
		b->cap = cap;
	}
	b->list[b->count] = (struct html_block){ .start = b->text.len,
	    .owner = owner };
	return &b->list[b->count++];
}

/* End the block that is open; one without text is no block. */
static void
block_close(struct html_blocks *b, struct html_block **open)
{
	struct html_block *block = *open;

	*open = NULL;
	if (block == NULL)
		return;
	block->len = b->text.len - block->start;
	if (block->len > 0 && b->text.data[b->text.len - 1] == ' ')
		block->len--;
	if (block->len == 0) {
		buf_truncate(&b->text, block->start);
		b->count--;
		return;
	}
	buf_addch(&b->text, '\n');
}

void
html_blocks_collect(struct html_blocks *b, const struct html_page *page,
    size_t node)
{
	struct html_block *open = NULL;
	size_t link_end = 0;	/* behind the link we are in */
	int breaks = 0;

	for (size_t i = node; i < page->nodes[node].end && !b->failed; i++) {
		const struct html_node *n = &page->nodes[i];
		size_t before = b->text.len;

		if (n->gone) {
			if (html_tag_traits(n->tag) & TRAIT_BLOCK)
				block_close(b, &open);
			i = n->end - 1;
			continue;
		}
		if (n->tag == TAG_BR)
			breaks++;
		if (n->tag == TAG_A)
			link_end = n->end;
		if (n->tag != TAG_TEXT) {
			if (html_tag_traits(n->tag) & TRAIT_BLOCK ||
			    breaks > 1)
				block_close(b, &open);
			else if (n->tag == TAG_BR && open != NULL)
				html_fold(&b->text, " ", 1);
			continue;
		}
		if (open != NULL && open->owner != n->block)
			block_close(b, &open);
		if (open == NULL)
			open = block_open(b, n->block);
		before = b->text.len;
		html_fold(&b->text, page->text.data + n->start, n->len);
		if (b->text.len > before + 1)
			breaks = 0;
		if (open != NULL && i < link_end)
			open->linked += (uint32_t)(b->text.len - before);
	}
	block_close(b, &open);
}

int
html_blocks_join(const struct html_blocks *b, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < b->count; i++) {
		const struct html_block *block = &b->list[i];

		if (block->gone)
			continue;
		if (out->len > start)
			buf_addstr(out, "\n\n");
		buf_add(out, b->text.data + block->start, block->len);
	}
	return out->failed || b->failed || b->text.failed ? -1 : 0;
}

size_t
html_blocks_size(const struct html_blocks *b)
{
	size_t size = 0;

	for (size_t i = 0; i < b->count; i++)
		if (!b->list[i].gone)
			size += b->list[i].len;
	return size;
}
