/* decoder: one decoder over any bytes.  The target's name says which, so that
 * each has its own corpus: decoder-big5 is this program under that name, and
 * "decoder" by itself takes the first byte for a number in the list.
 *
 * What comes out is valid UTF-8, no longer than the bytes account for; faults
 * are counted with a place within the input; a text of ASCII letters stays in
 * encodings that hold ASCII; two halves parted by a line end give what the
 * whole gives, where nothing is carried from line to line. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/encodings/vi_detect.h"

static const struct encoding *fixed;

int
LLVMFuzzerInitialize(int *argc, char ***argv);
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = strrchr((*argv)[0], '/');

	(void)argc;
	name = name != NULL ? name + 1 : (*argv)[0];
	if (strncmp(name, "decoder-", 8) != 0)
		return 0;
	fixed = encoding_find(span_of(name + 8));
	if (fixed == NULL)
		abort(); /* no such label */
	return 0;
}

static void
decode(const struct encoding *e, struct span in, struct str *out,
        struct decode_faults *f)
{
	size_t from = out->len;

	*f = (struct decode_faults){ 0, 0 };
	if (encoding_decode(e, in, out, f) != 0)
		abort(); /* this system's iconv has them all */
	if (utf8_valid_prefix(str_c(out), out->len) != out->len)
		abort();
	if (out->len - from > in.n * 6 + 16)
		abort();
	if (f->count > in.n || (f->count > 0 && f->first >= in.n))
		abort();
}

/* In seven-bit forms a letter may be half of another. */
static int
holds_ascii(const struct encoding *e)
{
	return e->kind == ENC_UTF8 || e->kind == ENC_SINGLE ||
	       e->kind == ENC_DOUBLE || e->kind == ENC_USER ||
	       (e->kind == ENC_VIET && strcmp(e->iconv, "tcvn3h") != 0);
}

/* Vowels and tones of windows-1258 are put together outside tags, which may go
 * on in the next line. */
static int
carries_tag(const struct encoding *e, struct span line)
{
	size_t i = line.n;

	while (i > 0 && line.p[i - 1] != '<' && line.p[i - 1] != '>')
		i--;
	return i > 0 && line.p[i - 1] == '<' &&
	       strcmp(e->name, "windows-1258") == 0;
}

static void
check_lines(const struct encoding *e, struct span in, const struct str *whole)
{
	const char *nl = memchr(in.p, '\n', in.n);
	struct decode_faults f;
	struct str out = STR_INIT;
	size_t n;

	if (nl == NULL || !holds_ascii(e))
		return;
	n = (size_t)(nl - in.p) + 1;
	if (carries_tag(e, (struct span){ in.p, n }))
		return;
	decode(e, (struct span){ in.p, n }, &out, &f);
	decode(e, (struct span){ in.p + n, in.n - n }, &out, &f);
	if (!span_eq(str_span(&out), str_span(whole)))
		abort();
	str_free(&out);
}

static void
check_ascii(const struct encoding *e, struct span in, const struct str *whole)
{
	size_t i;

	if (!holds_ascii(e))
		return;
	for (i = 0; i < in.n; i++)
		if ((in.p[i] | 0x20) < 'a' || (in.p[i] | 0x20) > 'z')
			return;
	if (!span_eq(in, str_span(whole)))
		abort();
}

/* The tables go the other way as well. */
static void
check_back(const struct encoding *e, const struct str *text)
{
	const struct vi_table *t =
	        e->iconv != NULL && (e->kind == ENC_VIET ||
	                                    e->kind == ENC_VIET_ASCII)
	                ? vi_table_named(e->iconv)
	                : NULL;
	struct str out = STR_INIT;

	/* Encoding looks through the whole table for each letter. */
	if (t == NULL || text->len > 512)
		return;
	vi_encode(t, str_span(text), &out);
	if (out.len > text->len * 3)
		abort();
	str_truncate(&out, 0);
	if (e->kind == ENC_VIET_ASCII) {
		vi_ascii_decode(t, str_span(text), &out);
		if (utf8_valid_prefix(str_c(&out), out.len) != out.len)
			abort();
	}
	str_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct encoding *e = fixed;
	struct span in = { (const char *)data, size };
	struct str out = STR_INIT;
	struct decode_faults f;
	unsigned n = 0;

	if (e == NULL) {
		while (encoding_table[n].name != NULL)
			n++;
		if (size == 0)
			return 0;
		e = &encoding_table[data[0] % n];
		in = (struct span){ (const char *)data + 1, size - 1 };
	}
	decode(e, in, &out, &f);
	check_lines(e, in, &out);
	check_ascii(e, in, &out);
	check_back(e, &out);
	str_free(&out);
	return 0;
}
