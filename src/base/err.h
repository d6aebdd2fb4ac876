/*
 * The one sentence that says what went wrong.
 *
 * It is written once, where the cause is known, and carried up unchanged to
 * a door, which prints it.  Sentences are lower case, name what failed first,
 * quote the subject in single quotes and have no full stop:
 *
 *	return err_set(err, "cannot open '%s': %s", path, strerror(errno));
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* Long enough for two paths of usual length and a reason; cut beyond. */
#define ERR_SIZE 1024

struct err {
	char text[ERR_SIZE];
};

#define ERR_INIT { { 0 } }

/*
 * Write the sentence into ${err}, which may be NULL, and return -1, so that
 * reporting and returning are one statement.
 */
int err_set(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* err_set() for running out of memory. */
int err_memory(struct err *err);

#endif
