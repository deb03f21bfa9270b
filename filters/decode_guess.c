/* decode_guess: what the bytes alone tell.
 *
 * Vietnamese comes before uchardet, which knows two of its encodings and
 * takes the others for anything.  A label is doubted on three grounds: what
 * it names could not be these bytes; the bytes make Vietnamese syllables of
 * another encoding, nearly all of them; or it names windows-1252, the label
 * that editors write without asking, over text in which whole words are
 * letters beyond ASCII, as in no language of Western Europe.
 */
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/encodings/vi_detect.h"
#include "filters/filter.h"

/* uchardet learns nothing more from longer pieces. */
#define GUESS_BYTES 262144

static const struct vi_verdict *
vietnamese(struct bytes *b)
{
	if (!b->vi_known) {
		vi_detect(b->in, b->vi);
		b->vi_known = 1;
	}
	return b->vi;
}

/* Whether the page names fonts of both families, TCVN3's and VNI's, or of
 * any legacy encoding: their runs are read one by one after parsing. */
static int
has_fonts(struct span in, int both)
{
	static const char *const face[] = { ".VnTime", ".vntime", ".VnArial",
		".vnarial", "VNI-", "vni-" };
	int found[2] = { 0, 0 };
	size_t i;

	for (i = 0; i < sizeof(face) / sizeof(face[0]); i++)
		if (memmem(in.p, in.n, face[i], strlen(face[i])) != NULL)
			found[i >= 4] = 1;
	return both ? found[0] && found[1] : found[0] || found[1];
}

int
guess_vietnamese(struct bytes *b, struct verdict *v)
{
	const struct vi_verdict *vi = vietnamese(b);

	if (vi->table == NULL) {
		if (!has_fonts(b->in, 0))
			return 0;
		v->enc = encoding_named("windows-1252");
	} else if (vi->score.valid * 100 < vi->score.marked * 90 &&
	           has_fonts(b->in, 1)) {
		v->enc = encoding_named("windows-1252");
	} else {
		v->enc = encoding_of_table(vi->table->name);
	}
	diag_file(b->dg, b->a->name, MSG_DECODE_GUESS, v->enc->name);
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

/* Its verdict, NULL where it has none or one that cannot be. */
static const struct encoding *
ask_uchardet(struct span in)
{
	struct str bare = STR_INIT;
	const struct encoding *e;

	if (in.n > GUESS_BYTES)
		in.n = GUESS_BYTES;
	strip_markup(in, &bare);
	e = uchardet_says(str_span(&bare));
	if (e == NULL)
		e = uchardet_says(in);
	str_free(&bare);
	if (e != NULL && e->kind != ENC_SINGLE && e->kind != ENC_DOUBLE &&
	        e->kind != ENC_STATE && e->kind != ENC_HZ)
		return NULL;
	return e;
}

/* Letters that stand in rows of three and more beyond ASCII, against all. */
static int
mostly_high(struct span in, size_t least)
{
	struct str bare = STR_INIT;
	size_t letters = 0, rows = 0, run = 0, i;

	vi_bare_text(in, 65536, &bare);
	for (i = 0; i <= bare.len; i++) {
		unsigned char c = i < bare.len ? (unsigned char)bare.s[i] : 0;

		if (c >= 0xA0) {
			run++;
			continue;
		}
		letters += run + ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
		rows += run >= 3 ? run : 0;
		run = 0;
	}
	str_free(&bare);
	return rows >= least && rows * 10 > letters * 3;
}

/* Encodings of scripts whose words are letters beyond ASCII. */
static int
is_other_script(const struct encoding *e)
{
	static const char *const names[] = { "ISO-8859-5", "ISO-8859-6",
		"ISO-8859-7", "ISO-8859-8", "ISO-8859-8-I", "KOI8-R", "KOI8-U",
		"windows-874", "windows-1251", "windows-1253", "windows-1255",
		"windows-1256", "x-mac-cyrillic", "IBM855", "IBM866",
		"IBM862" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(e->name, names[i]) == 0)
			return 1;
	return 0;
}

/* Johab, which uchardet does not know: nothing but hangul, without fault. */
static int
is_johab(struct span in)
{
	struct str out = STR_INIT;
	struct decode_faults f = { 0, 0 };
	size_t hangul = 0, other = 0;
	const char *p, *end;

	if (in.n > 65536)
		in.n = 65536;
	if (encoding_decode(encoding_named("Johab"), in, &out, &f) != 0)
		return 0;
	p = str_c(&out);
	end = p + out.len;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		hangul += cp >= 0xAC00 && cp <= 0xD7A3;
		other += cp >= 0x80 && (cp < 0xAC00 || cp > 0xD7A3);
	}
	str_free(&out);
	return f.count <= 1 && hangul >= 20 && hangul > other * 4;
}

int
guess_uchardet(struct bytes *b, struct verdict *v)
{
	v->enc = ask_uchardet(b->in);
	if (v->enc == NULL && is_johab(b->in))
		v->enc = encoding_named("Johab");
	/* Our own look at the syllables has said no. */
	if (v->enc != NULL && strcmp(v->enc->name, "windows-1258") == 0)
		v->enc = encoding_named("windows-1252");
	/* Greek or Russian is not written in single letters. */
	if (v->enc != NULL && is_other_script(v->enc) && !mostly_high(b->in, 3))
		v->enc = encoding_named("windows-1252");
	/* What programs wrote: nobody used ISO 8859-16. */
	if (v->enc != NULL && strcmp(v->enc->name, "ISO-8859-16") == 0)
		v->enc = encoding_named("windows-1250");
	if (v->enc != NULL)
		diag_file(b->dg, b->a->name, MSG_DECODE_GUESS, v->enc->name);
	return v->enc != NULL;
}

/* Bytes that start a valid sequence of UTF-8 against bytes that do not.  One
 * or two bad bytes are no evidence against a label: a slip, to be marked. */
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
	return good >= bad || bad <= 2;
}

/* Lead and trail bytes that fit together in a sample. */
static int
mostly_double(const struct encoding *e, struct span in)
{
	struct str out = STR_INIT;
	struct decode_faults f = { 0, 0 };
	size_t high = 0, i;
	int r;

	if (in.n > 65536)
		in.n = 65536;
	for (i = 0; i < in.n; i++)
		high += (unsigned char)in.p[i] >= 0x80;
	r = encoding_decode(e, in, &out, &f);
	str_free(&out);
	return r != 0 || f.count < 4 || f.count * 20 < high;
}

int
guess_possible(const struct bytes *b, const struct encoding *e)
{
	size_t i;

	if (e->kind == ENC_UTF8)
		return b->valid == b->in.n || mostly_utf8(b->in);
	if (e->kind == ENC_STATE || e->kind == ENC_HZ ||
	        e->kind == ENC_VIET_ASCII)
		return 1;
	if (b->valid < b->in.n) {
		const struct encoding *other;

		if (e->kind == ENC_DOUBLE)
			return mostly_double(e, b->in);
		if (strcmp(e->name, "windows-1252") != 0 ||
		        !mostly_high(b->in, 20))
			return 1;
		other = ask_uchardet(b->in);
		return other == NULL || other == e;
	}
	for (i = 0; i < b->in.n; i++)
		if ((unsigned char)b->in.p[i] >= 0x80)
			return 0;
	return 1;
}

const struct encoding *
guess_against(struct bytes *b, const struct encoding *e)
{
	const struct vi_verdict *vi;
	const struct encoding *other;

	if (b->valid == b->in.n || e->kind == ENC_VIET_ASCII ||
	        e->kind == ENC_UTF8)
		return NULL;
	vi = vietnamese(b);
	if (vi->table == NULL)
		return NULL;
	other = encoding_of_table(vi->table->name);
	/* Two versions of one encoding: the label may know better. */
	if (other == e || (vi->table == &vi_tcvn3 && e->kind == ENC_VIET &&
	                          strcmp(e->iconv, "tcvn5712-1") == 0))
		return NULL;
	if (vi->score.valid * 100 < vi->score.marked * 90 &&
	        has_fonts(b->in, 1))
		return NULL;
	if (vi->strong)
		return other;
	/* Labels that editors write without being asked say nothing. */
	return strcmp(e->name, "windows-1252") == 0 ||
	                       strcmp(e->name, "windows-1254") == 0
	               ? other
	               : NULL;
}
