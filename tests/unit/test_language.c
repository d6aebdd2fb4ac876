/* read/language: codes by case file, recognition.  */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pairs.h"
#include "read/language.h"


static int
check(const char *input, size_t len, const char *expected)
{
	char code[LANGUAGE_SIZE] = "";
	int found = language_code(input, len, code);

	if (found == (*expected != '\0') && !strcmp(code, expected))
		return 0;
	fprintf(stderr, "# got %d '%s'\n", found, code);
	return 1;
}

static void
codes(void **state)
{
	char code[LANGUAGE_SIZE];
	char text[1000];

	(void)state;
	assert_int_equal(pairs_check("tests/cases/language.tsv", check), 0);
	memset(text, 'e', sizeof(text));
	assert_false(language_code(text, sizeof(text), code));
	assert_false(language_code("\xFF\xFE\xFF\xFE", 4, code));
}

static const char english[] =
	"The committee met on Tuesday to hear what the ministry had learned "
	"about the flood, and whether the dam above the town could have been "
	"opened earlier. Nobody from the power company came. The mayor said "
	"that she would write to the minister again before the end of the "
	"week, and that the town could not wait for another winter.";

static const char german[] =
	"Der Ausschuss kam am Dienstag zusammen, um zu h\303\266ren, was das "
	"Ministerium \303\274ber das Hochwasser wei\303\237 und ob der Damm "
	"oberhalb der Stadt h\303\244tte fr\303\274her ge\303\266ffnet werden "
	"k\303\266nnen. Von der Kraftwerksgesellschaft kam niemand. Die "
	"B\303\274rgermeisterin will dem Minister noch in dieser Woche "
	"schreiben.";

static const char french[] =
	"La commission s'est r\303\251unie mardi pour entendre ce que le "
	"minist\303\250re savait de la crue, et si le barrage au-dessus de la "
	"ville aurait pu \303\252tre ouvert plus t\303\264t. Personne n'est "
	"venu de la compagnie. La maire a dit qu'elle \303\251crirait encore "
	"au ministre avant la fin de la semaine.";

static void
is_in(const char *text, const char *expected)
{
	char code[LANGUAGE_SIZE] = "";

	assert_true(language_recognise(text, strlen(text), code));
	assert_string_equal(code, expected);
}

static void
recognition(void **state)
{
	char code[LANGUAGE_SIZE];
	char digits[20000];

	(void)state;
	is_in(english, "en");
	is_in(german, "de");
	is_in(french, "fr");
	assert_false(language_recognise(english, 150, code));
	assert_false(language_recognise("", 0, code));
	memset(digits, '7', sizeof(digits));
	assert_false(language_recognise(digits, sizeof(digits), code));
	memset(digits, 'x', sizeof(digits));
	assert_false(language_recognise(digits, sizeof(digits), code));
}

static void
orders(void **state)
{
	(void)state;
	assert_int_equal(language_date_order("en-US"), DATE_ORDER_MDY);
	assert_int_equal(language_date_order("en_GB"), DATE_ORDER_DMY);
	assert_int_equal(language_date_order("en"), DATE_ORDER_UNKNOWN);
	assert_int_equal(language_date_order("de"), DATE_ORDER_DMY);
	assert_int_equal(language_date_order("French"), DATE_ORDER_DMY);
	assert_int_equal(language_date_order("?"), DATE_ORDER_UNKNOWN);
	assert_int_equal(language_date_order(NULL), DATE_ORDER_UNKNOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes),
		cmocka_unit_test(recognition),
		cmocka_unit_test(orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
