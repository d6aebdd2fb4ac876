/* Document frequencies of leaves. */
#include "find/weigh.h"

#include <stdlib.h>

#include "schema.h"

struct weigher {
	struct archive *archive;
	sqlite3_stmt *count;
};

int
weigher_open(struct weigher **out, struct archive *a, struct err *err)
{
	struct weigher *w = calloc(1, sizeof(*w));

	*out = NULL;
	if (!w)
		return err_memory(err);
	w->archive = a;
	w->count = archive_prepare(a, schema_count_matches, err);
	if (!w->count) {
		weigher_close(w);
		return -1;
	}
	*out = w;
	return 0;
}

void
weigher_close(struct weigher *w)
{
	if (!w)
		return;
	sqlite3_finalize(w->count);
	free(w);
}

/* In how many articles the expression matches. */
static int
count(struct weigher *w, const struct buf *expression, int64_t *out,
    struct err *err)
{
	int code;

	sqlite3_bind_text64(w->count, 1, expression->data, expression->len,
	    SQLITE_STATIC, SQLITE_UTF8);
	code = sqlite3_step(w->count);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(w->count, 0);
	sqlite3_reset(w->count);
	if (code != SQLITE_ROW)
		return archive_failed(w->archive, "search the index", err);
	return 0;
}

int
weigher_articles(struct weigher *w, const struct match *m,
    const struct match_leaf *leaf, int64_t *articles, struct err *err)
{
	struct buf expression = BUF_INIT(BUF_TEXT_LIMIT);
	int result;

	match_leaf_expression(m, leaf, &expression);
	result = expression.failed ? err_memory(err) :
	    count(w, &expression, articles, err);
	buf_release(&expression);
	return result;
}
