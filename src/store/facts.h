/*
 * What ranking, filters and counts need of each article, packed in blocks of
 * neighbouring ids (table facts), so that a query reads only the blocks its
 * matches touch.
 *
 * A block is a sequence of records of FACTS_RECORD bytes, rising by id, all
 * numbers little-endian: id (8), minute as written less the minute in the id
 * (4, signed), words in the body (4), language (4), source (4), section (4),
 * author (4), story (4), words in the title (2, at most 65535), precision
 * (1; + FACTS_ADDRESSED where the article has an address), zone of the date
 * (1; see fact.zone).
 */
#ifndef STORE_FACTS_H
#define STORE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "store/archive.h"

#define FACTS_RECORD 40
/* 16,000 bytes: one block fills one page of the file. */
#define FACTS_BLOCK 400

/* Ids: minute of publication x FACTS_SERIALS + serial. */
#define FACTS_SERIALS 1024

/* In the byte of the precision. */
#define FACTS_ADDRESSED 0x80

/* What fact.zone says of a date in UTC. */
#define FACTS_UTC 100

struct fact {
	int64_t id;
	int64_t minute;		/* first minute of the date, see date_minute */
	uint32_t body_words;
	uint32_t title_words;
	uint32_t language;	/* fact_language(); 0: unknown */
	uint32_t source;	/* codes; 0: unknown */
	uint32_t section;
	uint32_t author;
	uint32_t story;
	enum date_precision precision;	/* DATE_NONE: undated */
	uint8_t zone;	/* FACTS_UTC + quarters of an hour east; 0: none */
	bool addressed;	/* has a URL */
};

/* Read one record of FACTS_RECORD bytes. */
void facts_decode(const unsigned char *record, struct fact *out);

/* "en", "yue" as a number: the letters, base 256; 0 for NULL. */
uint32_t fact_language(const char *language);

/* The zone of ${date} as facts have it, to the nearest quarter of an hour. */
uint8_t fact_zone(const struct date *date);

/* Reading: blocks are kept from call to call, so rising (or falling) ids are
 * the cheap order. */
struct facts;
int facts_open(struct facts **out, struct archive *a, struct err *err);
void facts_close(struct facts *f);

/*
 * The fact of the article ${id}, lent until the next call; NULL where there
 * is none or on failure, with ${err}.
 */
const struct fact *facts_get(struct facts *f, int64_t id, struct err *err);

/* Forget the blocks that were read: others may have written since. */
void facts_forget(struct facts *f);

/*
 * Writing, inside the caller's transaction.  ${changes}, rising by id, are
 * put in place of what was there; one with precision FACTS_GONE is removed.
 */
#define FACTS_GONE ((enum date_precision)-1)
int facts_write(struct facts *f, const struct fact *changes, size_t count,
    struct err *err);

#endif
