/* read/address: canonical forms by case file, roots, hosts, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pairs.h"
#include "read/address.h"

static int
check(const char *input, size_t len, const char *expected)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT), again = b;
	int ret, bad;

	ret = address_canonical(&b, input, len);
	bad = ret < 0 || ret != (*expected != '\0') ||
	    strcmp(b.data, expected);
	/* A canonical form is its own. */
	if (ret == 1)
		bad |= address_canonical(&again, b.data, b.len) != 1 ||
		    strcmp(again.data, b.data);
	if (bad)
		fprintf(stderr, "# got %d '%s' '%s'\n", ret, b.data,
		    again.data);
	buf_release(&b);
	buf_release(&again);
	return bad;
}

static void
cases(void **state)
{
	(void)state;
	assert_int_equal(pairs_check("tests/cases/address.tsv", check), 0);
}

static void
roots(void **state)
{
	(void)state;
	assert_true(address_is_root("http://example.org/"));
	assert_true(address_is_root("http://example.org"));
	assert_true(address_is_root("http://example.org/index.html"));
	assert_false(address_is_root("http://example.org/a"));
	assert_false(address_is_root("http://example.org/index.php?id=7"));
	assert_false(address_is_root("http://example.org/?p=1"));
}

static void
host_is(const char *url, const char *expected)
{
	const char *host = NULL;
	size_t len = 0;
	int found = address_host(url, &host, &len);

	assert_int_equal(found, expected != NULL);
	if (expected) {
		assert_int_equal(len, strlen(expected));
		assert_memory_equal(host, expected, len);
	}
}

static void
hosts(void **state)
{
	(void)state;
	host_is("https://www.example.org/a", "example.org");
	host_is("https://news.example.org:8080/a", "news.example.org");
	host_is("http://localhost/a", NULL);
	host_is("http://127.0.0.1:8000/a", NULL);
	host_is("http://[::1]/a", NULL);
	host_is("http:///", NULL);
}

static void
long_ones(void **state)
{
	static char text[100000];
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	size_t sizes[] = { 2000, 3000, 9000, sizeof(text) }, i;

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text, "http://example.org/", 19);
	for (i = 0; i < 4; i++) {
		buf_addstr(&b, "kept");
		assert_int_equal(address_canonical(&b, text, sizes[i]),
		    sizes[i] <= ADDRESS_LIMIT);
		assert_int_equal(b.len,
		    sizes[i] <= ADDRESS_LIMIT ? sizes[i] + 4 : 4);
		buf_reset(&b);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(roots),
		cmocka_unit_test(hosts),
		cmocka_unit_test(long_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
