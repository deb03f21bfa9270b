/* decode: raw bytes to text.
 *
 * Reads raw; sets text (UTF-8 without mark) and encoding, empties raw.
 *
 * Evidence is asked in the order of a table: what the user says, a byte
 * order mark, the pattern of zero bytes, the transport's label, the page's
 * own.  Then the bytes have the last word, because labels lie: bytes that
 * are valid UTF-8 beyond ASCII are UTF-8 whatever the label says (no legacy
 * text of any length is so by chance), and a page that says UTF-8 and mostly
 * is not is looked at as if it said nothing.  Without evidence uchardet
 * guesses, and windows-1252 is what browsers fall back to.
 *
 * Clean UTF-8 costs one pass and no copy: raw becomes text.
 */
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/filter.h"

/* uchardet learns nothing more from longer pieces. */
#define GUESS_BYTES 262144

struct bytes {
	struct span in;			/* all of them */
	size_t valid;			/* length of the valid UTF-8 prefix */
	const struct options *o;
	struct article *a;
	struct diag *dg;
};

struct verdict {
	const struct encoding *enc;
	size_t skip;			/* bytes of the mark */
	int sure;			/* 1: not to be checked */
};

/* A detector gives 1 with a verdict, 0 when it knows nothing, -1 after an
 * error. */
struct detector {
	const char *name;
	int (*ask)(const struct bytes *b, struct verdict *v);
};

static int
ask_user(const struct bytes *b, struct verdict *v)
{
	const char *label = b->o->encoding;

	if (label == NULL || *label == '\0')
		return 0;
	v->enc = encoding_find(span_of(label));
	if (v->enc == NULL)
		return diag_file(b->dg, b->a->name, MSG_DECODE_UNKNOWN,
			label);
	if (sniff_bom(b->in, &v->skip) != v->enc)
		v->skip = 0;
	v->sure = 1;
	return 1;
}

static int
ask_bom(const struct bytes *b, struct verdict *v)
{
	v->enc = sniff_bom(b->in, &v->skip);
	v->sure = 1;
	return v->enc != NULL;
}

static int
ask_zeros(const struct bytes *b, struct verdict *v)
{
	v->enc = sniff_zeros(b->in);
	v->sure = 1;
	return v->enc != NULL;
}

static void
unknown_label(const struct bytes *b, struct span label)
{
	char buf[64];
	size_t n = label.n < sizeof(buf) - 1 ? label.n : sizeof(buf) - 1, i;

	for (i = 0; i < n; i++)
		buf[i] = label.p[i] > ' ' && label.p[i] < 0x7F ?
			label.p[i] : '?';
	buf[n] = '\0';
	diag_file(b->dg, b->a->name, MSG_DECODE_LABEL, buf);
}

static int
ask_transport(const struct bytes *b, struct verdict *v)
{
	struct span label = span_of(b->o->transport_charset);

	if (label.n == 0)
		return 0;
	v->enc = encoding_find(label);
	if (v->enc == NULL)
		unknown_label(b, label);
	return v->enc != NULL;
}

static int
ask_page(const struct bytes *b, struct verdict *v)
{
	struct span unknown;

	v->enc = sniff_declared(b->in, PRESCAN_BYTES, &unknown);
	if (v->enc == NULL && unknown.n > 0)
		unknown_label(b, unknown);
	return v->enc != NULL;
}

/* Seven-bit encodings are valid UTF-8 to the letter. */
static int
ask_escapes(const struct bytes *b, struct verdict *v)
{
	v->enc = sniff_escapes(b->in);
	v->sure = 1;
	return v->enc != NULL;
}

static int
ask_utf8(const struct bytes *b, struct verdict *v)
{
	if (b->valid < b->in.n)
		return 0;
	v->enc = encoding_named("UTF-8");
	v->sure = 1;
	return 1;
}

/* uchardet counts every byte; tags and scripts are ASCII noise to it. */
static void
strip_markup(struct span in, struct str *out)
{
	const char *p = in.p, *end = in.p + in.n;

	while (p < end) {
		const char *lt = memchr(p, '<', (size_t)(end - p)), *gt;

		if (lt == NULL)
			lt = end;
		str_add(out, p, (size_t)(lt - p));
		if (lt == end)
			break;
		gt = memchr(lt, '>', (size_t)(end - lt));
		if (gt == NULL)
			break;
		str_putc(out, ' ');
		p = gt + 1;
	}
}

static const struct encoding *
uchardet_says(struct span in)
{
	uchardet_t ud = uchardet_new();
	const struct encoding *e = NULL;

	if (uchardet_handle_data(ud, in.p, in.n) == 0) {
		uchardet_data_end(ud);
		e = encoding_find(span_of(uchardet_get_charset(ud)));
	}
	uchardet_delete(ud);
	return e;
}

static int
ask_uchardet(const struct bytes *b, struct verdict *v)
{
	struct span in = b->in;
	struct str bare = STR_INIT;

	if (in.n > GUESS_BYTES)
		in.n = GUESS_BYTES;
	strip_markup(in, &bare);
	v->enc = uchardet_says(str_span(&bare));
	if (v->enc == NULL)
		v->enc = uchardet_says(in);
	str_free(&bare);
	/* It says UTF-8 or UTF-16 of bytes that are not: no verdict. */
	if (v->enc != NULL && v->enc->kind != ENC_SINGLE &&
	    v->enc->kind != ENC_DOUBLE && v->enc->kind != ENC_STATE &&
	    v->enc->kind != ENC_HZ)
		v->enc = NULL;
	if (v->enc != NULL)
		diag_file(b->dg, b->a->name, MSG_DECODE_GUESS, v->enc->name);
	return v->enc != NULL;
}

static int
ask_nobody(const struct bytes *b, struct verdict *v)
{
	v->enc = encoding_named("windows-1252");
	diag_file(b->dg, b->a->name, MSG_DECODE_GUESS, v->enc->name);
	return 1;
}

/* In this order; those after `ask_page` guess from the bytes alone. */
static const struct detector detector_table[] = {
	{ "user", ask_user },
	{ "byte order mark", ask_bom },
	{ "zero bytes", ask_zeros },
	{ "transport", ask_transport },
	{ "page", ask_page },
	{ "escape sequences", ask_escapes },
	{ "UTF-8", ask_utf8 },
	{ "uchardet", ask_uchardet },
	{ "fallback", ask_nobody },
	{ NULL, NULL }
};

/* Bytes that start a valid sequence of UTF-8 against bytes that do not. */
static int
mostly_utf8(struct span in)
{
	const char *p = in.p, *end = in.p + in.n;
	size_t good = 0, bad = 0;

	while (p < end) {
		if ((unsigned char)*p < 0x80) {
			p++;
			continue;
		}
		if (utf8_next(&p, end) == UTF8_BAD)
			bad++;
		else
			good++;
	}
	return good >= bad;
}

/* Whether a label can be true of these bytes.  When not, it is reported and
 * the next detector is asked. */
static int
believable(const struct bytes *b, const struct verdict *v)
{
	size_t i;

	if (v->enc->kind == ENC_UTF8) {
		if (b->valid == b->in.n || mostly_utf8(b->in))
			return 1;
	} else {
		if (v->enc->kind == ENC_STATE || v->enc->kind == ENC_HZ ||
		    b->valid < b->in.n)
			return 1;
		for (i = 0; i < b->in.n; i++)
			if ((unsigned char)b->in.p[i] >= 0x80)
				break;
		if (i == b->in.n)
			return 1;
	}
	diag_file(b->dg, b->a->name, MSG_DECODE_LIES, v->enc->name);
	return 0;
}

static int
settle(const struct bytes *b, struct verdict *v)
{
	const struct detector *d;

	for (d = detector_table; d->name != NULL; d++) {
		int r;

		*v = (struct verdict){ NULL, 0, 0 };
		r = d->ask(b, v);
		if (r < 0)
			return -1;
		if (r > 0 && (v->sure || (d->ask != ask_transport &&
		    d->ask != ask_page) || believable(b, v)))
			return 0;
	}
	return -1;		/* the last detector always answers */
}

/* NUL means nothing in any text; a C string would end there. */
static void
drop_zeros(struct article *a, struct diag *dg)
{
	char *z, *w, *r, *end;
	size_t n;

	if (a->text.len == 0)
		return;
	z = w = memchr(a->text.s, '\0', a->text.len);
	end = a->text.s + a->text.len;
	if (z == NULL)
		return;
	for (r = z; r < end; r++)
		if (*r != '\0')
			*w++ = *r;
	n = (size_t)(end - w);
	str_truncate(&a->text, (size_t)(w - a->text.s));
	diag_file(dg, a->name, MSG_DECODE_ZEROS, n);
}

static int
is_blank(struct span in)
{
	size_t i;

	for (i = 0; i < in.n; i++)
		if (in.p[i] != ' ' && (in.p[i] < '\t' || in.p[i] > '\r'))
			return 0;
	return 1;
}

/* raw to text in the encoding settled on. */
static int
convert(const struct bytes *b, const struct verdict *v)
{
	struct article *a = b->a;
	struct span in = { b->in.p + v->skip, b->in.n - v->skip };
	struct decode_faults f = { 0, 0 };
	struct where w = { .file = a->name };

	a->encoding = arena_strdup(a->arena, v->enc->name);
	if (v->enc->kind == ENC_UTF8 && b->valid == b->in.n) {
		if (v->skip > 0) {
			memmove(a->raw.s, in.p, in.n);
			str_truncate(&a->raw, in.n);
		}
		str_free(&a->text);
		a->text = a->raw;
		a->raw = (struct str)STR_INIT;
		return 0;
	}
	str_truncate(&a->text, 0);
	if (encoding_decode(v->enc, in, &a->text, &f) != 0)
		return diag_file(b->dg, a->name, MSG_DECODE_NO_TABLE,
			v->enc->name);
	str_free(&a->raw);
	if (f.count > 0) {
		w.offset = (long long)(f.first + v->skip) + 1;
		diag_report(b->dg, &w, MSG_DECODE_FAULTS, f.count,
			v->enc->name, f.first + v->skip);
	}
	return 0;
}

static int
decode_run(struct article *a, const struct options *o, struct diag *dg)
{
	const struct limits *lim = o->limits ? o->limits : &limits_default;
	struct bytes b = { str_span(&a->raw), 0, o, a, dg };
	struct verdict v;
	const char *what;

	if (b.in.n > lim->input_bytes)
		return diag_file(dg, a->name, MSG_FILE_TOO_BIG,
			lim->input_bytes);
	if (is_blank(b.in))
		return diag_file(dg, a->name, MSG_FILE_EMPTY);
	what = sniff_binary(b.in);
	if (what != NULL)
		return diag_file(dg, a->name, MSG_DECODE_BINARY, what);
	b.valid = utf8_valid_prefix(b.in.p, b.in.n);
	if (settle(&b, &v) != 0 || convert(&b, &v) != 0)
		return -1;
	drop_zeros(a, dg);
	if (is_blank(str_span(&a->text)))
		return diag_file(dg, a->name, MSG_FILE_EMPTY);
	if (a->text.len > lim->text_bytes)
		return diag_file(dg, a->name, MSG_FILE_TOO_BIG,
			lim->text_bytes);
	return 0;
}

const struct filter filter_decode = {
	.name = "decode",
	.about = "bytes in any encoding to clean UTF-8",
	.run = decode_run,
};
