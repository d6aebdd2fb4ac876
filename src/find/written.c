/* A leaf at every word of title and body. */
#include "find/written.h"

#include "find/places.h"
#include "find/rank.h"

/* How many words stand between term ${i} and ${end}, without its own. */
static uint32_t
words_behind(const struct terms *t, size_t i, size_t end)
{
	uint32_t n = 0;

	while ((i = terms_next_word(t, i)) < end)
		n++;
	return n;
}

static int
in_column(const struct match *m, const struct match_leaf *l,
    unsigned language, const struct candidate *c, int column,
    struct spans *spans)
{
	const struct terms *t = candidate_terms(c, column);
	const char *text = candidate_text(c, column);
	uint32_t place = column ? PLACE_BODY : 0, last;
	size_t i, end;
	int tf = 0;

	for (i = 0; i < t->count; i = terms_next_word(t, i), place++) {
		end = place_in(place, l->field) ?
		    match_leaf_at(m, l, language, t, text, i) : 0;
		if (!end)
			continue;
		last = place + words_behind(t, i, end);
		if (!place_in(last, l->field))
			continue;
		tf += rank_occurrence(column, (int)PLACE_WORD(place));
		if (spans && spans_add(spans, place, last))
			return -1;
	}
	return tf;
}

int
written_tf(const struct match *m, const struct match_leaf *l,
    unsigned language, const struct candidate *c, struct spans *spans)
{
	int title = in_column(m, l, language, c, 0, spans);
	int body = title < 0 ? -1 : in_column(m, l, language, c, 1, spans);

	return body < 0 ? -1 : title + body;
}
