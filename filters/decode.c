/* decode: raw bytes to text.
 *
 * Reads raw; sets text (UTF-8 without mark) and encoding, empties raw.
 *
 * Evidence is asked in the order of a table: what the user says, a byte
 * order mark, the pattern of zero bytes, the transport's label, the page's
 * own.  Then the bytes have the last word, because labels lie: bytes that
 * are valid UTF-8 beyond ASCII are UTF-8 whatever the label says (no legacy
 * text of any length is so by chance), and a page that says UTF-8 and mostly
 * is not is looked at as if it said nothing; bytes that make Vietnamese of
 * another encoding overrule it as well.  Without evidence Vietnamese syllables
 * are looked for, then uchardet guesses, and windows-1252 is what browsers
 * fall back to.
 *
 * Clean UTF-8 costs one pass and no copy: raw becomes text.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/encodings/vi_detect.h"
#include "filters/filter.h"

struct detector {
	const char *name;
	int sure; /* percent, where the bytes do not tell more */
	int (*ask)(struct bytes *b, struct verdict *v);
};

static int
ask_user(struct bytes *b, struct verdict *v)
{
	const char *label = b->o->encoding;

	if (label == NULL || *label == '\0')
		return 0;
	v->enc = encoding_find(span_of(label));
	if (v->enc == NULL)
		return diag_file(b->dg, b->a->name, MSG_DECODE_UNKNOWN, label);
	if (sniff_bom(b->in, &v->skip) != v->enc)
		v->skip = 0;
	v->sure = 1;
	return 1;
}

static int
ask_bom(struct bytes *b, struct verdict *v)
{
	v->enc = sniff_bom(b->in, &v->skip);
	v->sure = 1;
	return v->enc != NULL;
}

static int
ask_zeros(struct bytes *b, struct verdict *v)
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
		buf[i] = label.p[i] > ' ' && label.p[i] < 0x7F ? label.p[i]
		                                               : '?';
	buf[n] = '\0';
	diag_file(b->dg, b->a->name, MSG_DECODE_LABEL, buf);
}

static int
ask_transport(struct bytes *b, struct verdict *v)
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
ask_page(struct bytes *b, struct verdict *v)
{
	struct span unknown;

	v->enc = sniff_declared(b->in, PRESCAN_BYTES, &unknown);
	if (v->enc == NULL && unknown.n > 0)
		unknown_label(b, unknown);
	return v->enc != NULL;
}

/* Seven-bit encodings are valid UTF-8 to the letter. */
static int
ask_escapes(struct bytes *b, struct verdict *v)
{
	v->enc = sniff_escapes(b->in);
	v->sure = 1;
	return v->enc != NULL;
}

static int
ask_utf8(struct bytes *b, struct verdict *v)
{
	if (b->valid < b->in.n)
		return 0;
	v->enc = encoding_named("UTF-8");
	v->sure = 1;
	return 1;
}

static int
ask_nobody(struct bytes *b, struct verdict *v)
{
	v->enc = encoding_named("windows-1252");
	diag_file(b->dg, b->a->name, MSG_DECODE_GUESS, v->enc->name);
	return 1;
}

/* In this order; those after `ask_page` guess from the bytes alone. */
static const struct detector detector_table[] = { { "user", 100, ask_user },
	{ "byte order mark", 100, ask_bom }, { "zero bytes", 99, ask_zeros },
	{ "transport", 90, ask_transport }, { "page", 90, ask_page },
	{ "escape sequences", 99, ask_escapes }, { "UTF-8", 100, ask_utf8 },
	{ "syllables", 90, guess_vietnamese },
	{ "uchardet", 75, guess_uchardet }, { "fallback", 40, ask_nobody },
	{ NULL, 0, NULL } };

/* How sure, and what came second: the share of syllables where there are
 * any, UTF-8 that is valid as a whole, or what the detector is worth. */
static void
enter_evidence(const struct bytes *b, const struct detector *d,
        const struct encoding *e)
{
	struct encoding_evidence *by = &b->a->encoding_by;
	const struct vi_verdict *vi = b->vi;

	*by = (struct encoding_evidence){ d->name, d->sure, NULL, -1 };
	if (e->kind == ENC_UTF8 && b->valid == b->in.n)
		by->sure = 100;
	else if (d->sure < 99 && vi->table != NULL && vi->score.marked > 0 &&
	         encoding_of_table(vi->table->name) == e)
		by->sure = (int)(vi->score.valid * 100 / vi->score.marked);
	if (vi->table != NULL && vi->second != NULL &&
	        vi->second_score.marked > 0) {
		by->second = encoding_of_table(vi->second->name)->name;
		by->second_sure = (int)(vi->second_score.valid * 100 /
		                        vi->second_score.marked);
	}
}

/* What the ledger tells of the verdict. */
static void
enter_verdict(const struct bytes *b, const struct detector *d,
        const struct encoding *e)
{
	const struct vi_verdict *vi = b->vi;
	struct str s = STR_INIT;

	str_printf(&s, "%s, by %s", e->name, d->name);
	if (vi->table != NULL && encoding_of_table(vi->table->name) == e &&
	        vi->score.marked > 0)
		str_printf(&s, ", %u %% of %u words",
		        vi->score.valid * 100 / vi->score.marked,
		        vi->score.marked);
	if (vi->table != NULL && vi->second != NULL &&
	        vi->second_score.marked > 0)
		str_printf(&s, "; then %s, %u %%",
		        encoding_of_table(vi->second->name)->name,
		        vi->second_score.valid * 100 / vi->second_score.marked);
	enter_evidence(b, d, e);
	ledger_add_text(
	        b->a, LEDGER_NOTE, "decode", "encoding", 0, str_span(&s));
	str_free(&s);
}

static int
settle(struct bytes *b, struct verdict *v)
{
	const struct detector *d;

	for (d = detector_table; d->name != NULL; d++) {
		const struct encoding *proof = NULL;
		int r, label = d->ask == ask_transport || d->ask == ask_page;

		*v = (struct verdict){ NULL, 0, 0 };
		r = d->ask(b, v);
		if (r < 0)
			return -1;
		if (r == 0)
			continue;
		if (!label || v->sure ||
		        (guess_possible(b, v->enc) &&
		                (proof = guess_against(b, v->enc)) == NULL)) {
			enter_verdict(b, d, v->enc);
			return 0;
		}
		diag_file(b->dg, b->a->name, MSG_DECODE_LIES, v->enc->name);
		if (proof != NULL) {
			v->enc = proof;
			diag_file(b->dg, b->a->name, MSG_DECODE_PROOF,
			        proof->name);
			for (d = detector_table; d->ask != guess_vietnamese;)
				d++;
			enter_verdict(b, d, v->enc);
			return 0;
		}
	}
	return -1; /* the last detector always answers */
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

static void
enter_faults(
        const struct bytes *b, struct span in, const struct decode_faults *f)
{
	struct str s = STR_INIT;
	int line = 1;

	for (size_t i = 0; i < f->first && i < in.n; i++)
		line += in.p[i] == '\n';
	str_printf(&s, "%zu byte sequences, the first at byte %zu", f->count,
	        (size_t)(in.p - b->in.p) + f->first);
	ledger_add_text(b->a, LEDGER_CHANGE, "decode", "undecodable", line,
	        str_span(&s));
	vec_last(&b->a->ledger)->words = 0;
	str_free(&s);
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
		return diag_file(
		        b->dg, a->name, MSG_DECODE_NO_TABLE, v->enc->name);
	if (f.count > 0)
		enter_faults(b, in, &f);
	str_free(&a->raw);
	if (f.count > 0) {
		w.offset = (long long)(f.first + v->skip) + 1;
		diag_report(b->dg, &w, MSG_DECODE_FAULTS, f.count, v->enc->name,
		        f.first + v->skip);
	}
	return 0;
}

static int
decode_run(struct article *a, const struct options *o, struct diag *dg)
{
	const struct limits *lim = o->limits ? o->limits : &limits_default;
	struct vi_verdict vi = { 0 };
	struct bytes b = {
		.in = str_span(&a->raw), .o = o, .a = a, .dg = dg, .vi = &vi
	};
	struct verdict v;
	const char *what;

	if (b.in.n > lim->input_bytes)
		return diag_file(
		        dg, a->name, MSG_FILE_TOO_BIG, lim->input_bytes);
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
		return diag_file(
		        dg, a->name, MSG_FILE_TOO_BIG, lim->text_bytes);
	return 0;
}

const struct filter filter_decode = {
	.name = "decode",
	.about = "bytes in any encoding to clean UTF-8",
	.run = decode_run,
};
