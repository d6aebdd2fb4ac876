/* The one sentence that says what went wrong. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

int
err_set(struct err *err, const char *format, ...)
{
	va_list ap;

	if (err) {
		va_start(ap, format);
		vsnprintf(err->text, sizeof(err->text), format, ap);
		va_end(ap);
	}
	return -1;
}

int
err_memory(struct err *err)
{
	return err_set(err, "out of memory");
}
