/* Words: the vocabulary but for its marked part, which stands together. */
#include "find/words.h"

#include "find/postings.h"

bool
words_marked(const char *term, size_t len)
{
	return len >= 3 && (unsigned char)term[0] == 0xEE &&
	    (unsigned char)term[1] >= 0x80 && (unsigned char)term[1] <= 0x83;
}

int
words_next(struct vocabulary *v, const char **word, size_t *len,
    struct err *err)
{
	/* The first word behind all that is marked: U+E100. */
	static const char behind[] = "\xEE\x84\x80";
	int there = vocabulary_next(v, word, len, err);

	if (there <= 0 || !words_marked(*word, *len))
		return there;
	if (vocabulary_seek(v, behind, sizeof(behind) - 1, err))
		return -1;
	return vocabulary_next(v, word, len, err);
}

int
words_articles(struct segments *s, const char *term, size_t len,
    int64_t *articles, struct err *err)
{
	struct postings *p = postings_new(s);
	int result = -1;

	if (!p)
		return err_memory(err);
	if (postings_term(p, term, len, err) == 0)
		result = postings_estimate(p, articles, err);
	postings_close(p);
	return result;
}
