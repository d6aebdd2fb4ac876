/*
 * Questions to archives whose index is damaged in ways of a fixed seed: a
 * tenth of them, all with SOAK=1.  CASE=NUMBER runs that one alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#undef NDEBUG
#include "../fuzz/fuzz_pages.c"

#define CASES 2000
#define BYTES 512

/* Seconds one of them may take of the processor, under sanitizers too. */
#define LONGEST 5

static void
cases(int page_size)
{
	uint8_t bytes[BYTES];
	const char *one = getenv("CASE"), *many = getenv("CASES");
	unsigned count = getenv("SOAK") ? CASES : CASES / 10, i, k;
	uint64_t seed;
	clock_t began;

	if (many)
		count = (unsigned)strtoul(many, NULL, 10);
	victim_begin(page_size);
	for (i = 0; i < count; i++) {
		if (one && strtoul(one, NULL, 10) != i)
			continue;
		seed = i;
		for (k = 0; k < BYTES; k++)
			bytes[k] = (uint8_t)made_below(&seed, 256);
		/* It stands in the log where a case crashes or hangs. */
		if (one)
			print_message("# case %u\n", i);
		began = clock();
		LLVMFuzzerTestOneInput(bytes, sizeof(bytes));
		if ((clock() - began) / CLOCKS_PER_SEC >= LONGEST)
			fail_msg("case %u takes too long", i);
	}
	victim_end();
	print_message("# %u questions, %u refused\n", asked, refused);
}

static void
small_pages(void **state)
{
	(void)state;
	cases(64);
}

static void
usual_pages(void **state)
{
	(void)state;
	cases(4050);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_pages),
		cmocka_unit_test(usual_pages)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
