/*
 * A stream of bytes with its digest.
 *
 * A file is read through one window: the bytes that were read and not yet
 * taken, moved to the front only when more must be read behind them, so that
 * a record is lent where it was read.  The window grows when a caller wants
 * to see more than it holds.  Bytes in memory are their own window.
 */
#include "read/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

/*
 * First size of the window: some hundred articles a read(2), small enough to
 * stay in a second-level cache between being read, digested and parsed.
 */
#define WINDOW ((size_t)512 * 1024)

struct input {
	int fd;			/* -1: bytes in memory, or the end was read */
	bool owned;		/* close ${fd} */
	char *name;		/* for messages */
	char *window;		/* NULL: bytes in memory */
	size_t cap;
	const char *next;	/* the next byte to take */
	size_t len;		/* bytes there */
	uint64_t taken;
	XXH3_state_t *hash;
};

static struct input *
input_new(const char *name)
{
	struct input *in = calloc(1, sizeof(*in));

	if (!in)
		return NULL;
	in->fd = -1;
	in->next = "";
	in->name = malloc(strlen(name) + 1);
	in->hash = XXH3_createState();
	if (!in->name || !in->hash ||
	    XXH3_128bits_reset(in->hash) != XXH_OK) {
		input_close(in);
		return NULL;
	}
	memcpy(in->name, name, strlen(name) + 1);
	return in;
}

int
input_open(struct input **out, const char *path, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	struct input *in;

	*out = NULL;
	in = input_new(standard ? "standard input" : path);
	if (!in)
		return err_memory(err);
	in->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	in->owned = !standard;
	if (in->fd < 0) {
		err_set(err, "cannot open '%s': %s", path, strerror(errno));
		input_close(in);
		return -1;
	}
	*out = in;
	return 0;
}

int
input_open_memory(struct input **out, const char *bytes, size_t len,
    struct err *err)
{
	struct input *in = input_new("");

	*out = in;
	if (!in)
		return err_memory(err);
	if (len)
		in->next = bytes;
	in->len = len;
	return 0;
}

void
input_close(struct input *in)
{
	if (!in)
		return;
	if (in->owned && in->fd >= 0)
		close(in->fd);
	XXH3_freeState(in->hash);
	free(in->window);
	free(in->name);
	free(in);
}

/* Make the window hold ${want} bytes or more, what it has at its front. */
static int
window_room(struct input *in, size_t want)
{
	size_t cap = in->cap ? in->cap : WINDOW;
	char *window;

	while (cap < want && cap <= SIZE_MAX / 2)
		cap *= 2;
	if (cap < want)
		return -1;
	if (cap == in->cap) {
		memmove(in->window, in->next, in->len);
	} else {
		window = malloc(cap);
		if (!window)
			return -1;
		memcpy(window, in->next, in->len);
		free(in->window);
		in->window = window;
		in->cap = cap;
	}
	in->next = in->window;
	return 0;
}

/* Read until the window holds ${want} bytes or the file ends. */
static int
window_fill(struct input *in, size_t want, struct err *err)
{
	ssize_t n;

	if (window_room(in, want))
		return err_memory(err);
	while (in->len < want && in->fd >= 0) {
		n = read(in->fd, in->window + in->len, in->cap - in->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, "cannot read '%s': %s", in->name,
			    strerror(errno));
		if (n == 0) {
			if (in->owned)
				close(in->fd);
			in->fd = -1;
		}
		in->len += (size_t)n;
	}
	return 0;
}

int
input_peek(struct input *in, size_t want, const char **bytes, size_t *len,
    struct err *err)
{
	int r = 0;

	if (in->len < want && in->fd >= 0)
		r = window_fill(in, want, err);
	*bytes = in->next;
	*len = in->len;
	return r;
}

void
input_take(struct input *in, size_t len)
{
	if (len > in->len)
		len = in->len;
	if (!len)
		return;
	XXH3_128bits_update(in->hash, in->next, len);
	in->next += len;
	in->len -= len;
	in->taken += len;
}

uint64_t
input_offset(const struct input *in)
{
	return in->taken;
}

void
input_digest(const struct input *in, char out[INPUT_DIGEST_SIZE])
{
	static const char hex[] = "0123456789abcdef";
	XXH128_canonical_t digest;
	size_t i;

	XXH128_canonicalFromHash(&digest, XXH3_128bits_digest(in->hash));
	for (i = 0; i < sizeof(digest.digest); i++) {
		out[2 * i] = hex[digest.digest[i] >> 4];
		out[2 * i + 1] = hex[digest.digest[i] & 15];
	}
	out[2 * i] = '\0';
}
