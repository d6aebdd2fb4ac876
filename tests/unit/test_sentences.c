/*
 * Where sentences and paragraphs end: tests/cases/sentences.txt, by the
 * engine and by the plain evaluator.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "find/sentences.h"
#include "plain.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static struct tokenizer *tokenizer;
static struct terms terms = TERMS_INIT;

struct marked {
	struct buf text;
	struct plain_word words[64];
	bool sentence[64], paragraph[64];	/* one begins with the word */
	size_t count;
};

/* The text of a line of the cases, its words, and where it has marks. */
static void
read_marked(const char *line, struct marked *m)
{
	const char *p = line, *end = line + strlen(line);
	bool inside = false, sentence = false, paragraph = false;
	struct plain_word *w = NULL;
	uint32_t rune;

	m->count = 0;
	while (p < end) {
		if (p[0] == '|') {
			paragraph |= p[1] == '|';
			buf_addstr(&m->text, p[1] == '|' ? "\n\n" : "");
			p += p[1] == '|' ? 2 : 1;
			sentence = true;
			inside = false;
			continue;
		}
		if (p[0] == '\\' && p[1] == 'n') {
			buf_addch(&m->text, '\n');
			p += 2;
			inside = false;
			continue;
		}
		p += utf8_decode(p, end, &rune);
		if (utf8_indexed(rune) && !inside) {
			assert_true(m->count < LEN(m->words));
			m->sentence[m->count] = sentence;
			m->paragraph[m->count] = paragraph;
			w = &m->words[m->count++];
			w->start = (uint32_t)m->text.len;
			sentence = paragraph = false;
		}
		inside = utf8_indexed(rune);
		buf_add_rune(&m->text, rune);
	}
}

/* Number the words the engine's way. */
static void
engine_sentences(struct marked *m)
{
	uint32_t *sentence, *paragraph;
	size_t i, n = 0;

	assert_int_equal(terms_cut(&terms, tokenizer, NULL, m->text.data,
	    m->text.len), 0);
	for (i = 0; i < terms.count; i = terms_next_word(&terms, i), n++)
		assert_int_equal(terms.items[i].start, m->words[n].start);
	assert_int_equal(n, m->count);
	sentence = sentences_number(m->text.data, &terms, false);
	paragraph = sentences_number(m->text.data, &terms, true);
	assert_true(sentence && paragraph);
	for (i = 0; i < n; i++) {
		m->words[i].sentence = sentence[i];
		m->words[i].paragraph = paragraph[i];
	}
	free(sentence);
	free(paragraph);
}

/* How many words are parted otherwise than marked. */
static int
count_wrong(const char *line, const struct marked *m, const char *by)
{
	const struct plain_word *w = m->words;
	int wrong = 0;
	size_t i;

	for (i = 1; i < m->count; i++) {
		if ((w[i].sentence != w[i - 1].sentence) == m->sentence[i] &&
		    (w[i].paragraph != w[i - 1].paragraph) ==
		    m->paragraph[i])
			continue;
		print_message("%s: word %zu (%s)\n", line, i + 1, by);
		wrong++;
	}
	return wrong;
}

static int
check_marked(const char *line, struct marked *m)
{
	int wrong;

	buf_reset(&m->text);
	read_marked(line, m);
	plain_sentences(m->text.data, m->text.len, m->words, m->count);
	wrong = count_wrong(line, m, "plain");
	engine_sentences(m);
	return wrong + count_wrong(line, m, "engine");
}

static void
cases(void **state)
{
	static struct marked m;
	FILE *f = fopen("tests/cases/sentences.txt", "r");
	char line[512];
	int wrong = 0;

	(void)state;
	assert_non_null(f);
	buf_init(&m.text, BUF_TEXT_LIMIT);
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		if (*line && *line != '#')
			wrong += check_marked(line, &m);
	}
	fclose(f);
	buf_release(&m.text);
	assert_int_equal(wrong, 0);
}

static void
no_words(void **state)
{
	uint32_t *numbers;

	(void)state;
	assert_int_equal(terms_cut(&terms, tokenizer, NULL, "...", 3), 0);
	numbers = sentences_number("...", &terms, false);
	assert_non_null(numbers);
	free(numbers);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(no_words)
	};
	sqlite3 *db = NULL;
	int failed = 1;

	if (sqlite3_open(":memory:", &db) == SQLITE_OK &&
	    tokenizer_open(&tokenizer, db, NULL) == 0)
		failed = cmocka_run_group_tests(tests, NULL, NULL);
	terms_release(&terms);
	tokenizer_close(tokenizer);
	sqlite3_close(db);
	return failed;
}
