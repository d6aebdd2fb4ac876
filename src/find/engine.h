/* What a connection lends to all its questions. */
#ifndef FIND_ENGINE_H
#define FIND_ENGINE_H

#include "base/date.h"
#include "find/languages.h"
#include "store/blocks.h"
#include "store/segments.h"
#include "store/tokenizer.h"

struct engine {
	struct archive *archive;
	struct segments *segments;
	struct blocks *blocks;
	struct tokenizer *tokenizer;
	struct languages languages;
	int64_t articles, words;	/* of the archive */
	int64_t undated, partial;	/* articles without a date, or a day */
	struct date now;	/* what "yesterday" is counted from */
};

#endif
