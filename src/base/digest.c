/* Digests of bytes. */
#include "base/digest.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

void
digest_texts(const char *const *texts, size_t count, char out[DIGEST_SIZE])
{
	XXH3_state_t *state = XXH3_createState();
	XXH128_hash_t h = { 0, 0 };
	size_t i;

	if (state) {
		XXH3_128bits_reset(state);
		for (i = 0; i < count; i++)
			XXH3_128bits_update(state, texts[i] ? texts[i] : "",
			    texts[i] ? strlen(texts[i]) + 1 : 1);
		h = XXH3_128bits_digest(state);
		XXH3_freeState(state);
	}
	snprintf(out, DIGEST_SIZE, "%016llx%016llx",
	    (unsigned long long)h.high64, (unsigned long long)h.low64);
}
