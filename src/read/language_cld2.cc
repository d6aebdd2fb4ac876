/*
 * The one call to CLD2.  It keeps no state and its tables are constant, so
 * threads need no lock.
 */
#include "read/language_cld2.h"

#include <cstddef>
#include <cstdio>	/* CLD2's header uses FILE without it */

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

/* Below this share of the text, in percent, "most of it" would be a guess. */
static const int SURE_PERCENT = 60;

const char *
language_cld2(const char *text, int len)
{
	CLD2::CLDHints hints = { NULL, NULL, CLD2::UNKNOWN_ENCODING,
	    CLD2::UNKNOWN_LANGUAGE };
	CLD2::Language found, top[3];
	int percent[3], bytes;
	double scores[3];
	bool reliable;

	found = CLD2::ExtDetectLanguageSummary(text, len, true, &hints, 0,
	    top, percent, scores, NULL, &bytes, &reliable);
	if (!reliable || found != top[0] || percent[0] < SURE_PERCENT ||
	    found == CLD2::UNKNOWN_LANGUAGE)
		return NULL;
	return CLD2::LanguageCode(found);
}
