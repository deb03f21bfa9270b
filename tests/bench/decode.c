/* decode: megabytes a second of the re-encoding, with iconv beside it.
 *
 * usage: decode [FILE]
 *
 * For each form some megabytes of a Vietnamese page, undeclared, or of FILE,
 * a text in UTF-8 without letters that the encodings lack: to find out
 * what it is and to decode it (what the stage does), then the repairs and NFC
 * of `bantin decode` on top, and iconv alone over the same bytes, told what
 * they are; where it knows no such encoding, windows-1252 stands in.
 */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "filters/decode.h"
#include "filters/encodings/vi_table.h"
#include "filters/filter.h"
#include "filters/repair.h"

#define BYTES (16u << 20)
#define ROUNDS 3 /* the best counts */

static const char page[] =
        "<p class=\"sapo\">S\xC3\xA1ng nay, \xE1\xBB\xA7y ban nh\xC3\xA2n "
        "d\xC3\xA2n t\xE1\xBB\x89nh c\xC3\xB4ng b\xE1\xBB\x91 k\xE1\xBA\xBF "
        "ho\xE1\xBA\xA1"
        "ch tr\xE1\xBB\x93ng m\xE1\xBB\x99t tri\xE1\xBB\x87u "
        "c\xC3\xA2y xanh.</p>\n<p>Ng\xC6\xB0\xE1\xBB\x9Di "
        "d\xC3\xA2n \xC4\x91\xC6\xB0\xE1\xBB\xA3"
        "c h\xC6\xB0\xE1\xBB\x9Bng d\xE1\xBA\xABn c\xC3\xA1"
        "ch ch\xC4\x83m s\xC3\xB3"
        "c v\xC3\xA0 nh\xE1\xBA\xADn c\xC3\xA2y gi\xE1\xBB\x91ng, "
        "\xC4\x91\xE1\xBB\x8Bnh k\xE1\xBB\xB3 m\xE1\xBB\x97i n\xC4\x83m hai "
        "\xC4\x91\xE1\xBB\xA3t.</p>\n";

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
drop_message(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)ctx, (void)level, (void)msg, (void)w, (void)text;
}

/* MB/s of the stage, and of the stage with the repairs. */
static void
ours(struct span in, double *stage, double *all, const char **found)
{
	struct options o = { .limits = &limits_default };
	static char name[64];
	struct diag dg;
	int i;

	*stage = *all = 0;
	for (i = 0; i < ROUNDS; i++) {
		struct article *a = article_new("bench");
		double t, s;
		int r;

		diag_init(&dg);
		dg.sink = drop_message;
		str_put_span(&a->raw, in);
		t = cpu();
		r = filter_decode.run(a, &o, &dg);
		s = cpu() - t;
		if (r == 0)
			repair_markup(a, &o);
		t = cpu() - t;
		if ((double)in.n / s / 1e6 > *stage)
			*stage = (double)in.n / s / 1e6;
		if ((double)in.n / t / 1e6 > *all)
			*all = (double)in.n / t / 1e6;
		snprintf(name, sizeof(name), "%s",
		        r == 0 ? a->encoding : "an error");
		article_free(a);
	}
	*found = name;
}

static double
theirs(const char *name, struct span in)
{
	char *out = malloc(in.n * 3 + 16);
	double best = 0;
	int i;

	for (i = 0; i < ROUNDS && out != NULL; i++) {
		iconv_t cd = iconv_open("UTF-8", name);
		union {
			const char *ro;
			char *rw; /* iconv reads it only */
		} p = { in.p };
		char *q = out;
		size_t left = in.n, room = in.n * 3 + 16;
		double t = cpu();

		if (cd == (iconv_t)-1)
			break;
		while (iconv(cd, &p.rw, &left, &q, &room) == (size_t)-1 &&
		        left > 0) {
			p.ro++; /* what it does not know */
			left--;
		}
		t = cpu() - t;
		iconv_close(cd);
		if ((double)in.n / t / 1e6 > best)
			best = (double)in.n / t / 1e6;
	}
	free(out);
	return best;
}

static void
line(const char *name, struct span in, const char *peer)
{
	double stage, all;
	const char *found;

	ours(in, &stage, &all, &found);
	printf("%-14s %8.0f %8.0f %8.0f %-8s %s\n", name, stage, all,
	        theirs(peer, in), peer, found);
}

static void
fill(struct str *s, struct span piece)
{
	while (s->len + piece.n <= BYTES)
		str_put_span(s, piece);
}

/* s as it is when its UTF-8 is read as windows-1252 and stored as UTF-8. */
static void
garble(struct str *s)
{
	struct str out = STR_INIT;
	size_t i;

	for (i = 0; i < s->len; i++)
		str_put_utf8(&out, cp1252_char((unsigned char)s->s[i]));
	str_free(s);
	*s = out;
}

int
main(int argc, char **argv)
{
	const struct vi_table *const *t;
	struct str s = STR_INIT, bytes = STR_INIT, own = STR_INIT;
	int twice;
	struct diag dg;

	diag_init(&dg);
	if (argc < 2)
		str_put_span(&own, SPAN_LIT(page));
	else if (file_read(argv[1], BYTES / 4, &own, &dg) != 0)
		return 1;

	printf("%-14s %8s %8s %8s MB/s\n", "decode", "stage", "repaired",
	        "iconv");
	fill(&s, str_span(&own));
	line("UTF-8", str_span(&s), "UTF-8");
	str_truncate(&s, 0);
	fill(&s, SPAN_LIT("<p class=x>Nothing but ASCII on this page.</p>\n"));
	line("ASCII", str_span(&s), "UTF-8");
	for (t = vi_tables; *t != NULL; t++) {
		const char *peer = *t == &vi_viscii         ? "VISCII"
		                   : *t == &vi_tcvn5712_1   ? "TCVN"
		                   : *t == &vi_windows_1258 ? "CP1258"
		                                            : "CP1252";

		str_truncate(&s, 0);
		str_truncate(&bytes, 0);
		vi_encode(*t, str_span(&own), &bytes);
		fill(&s, str_span(&bytes));
		line((*t)->name, str_span(&s), peer);
	}
	for (twice = 0; twice < 2; twice++) {
		garble(&own);
		str_truncate(&s, 0);
		fill(&s, str_span(&own));
		line(twice ? "garbled twice" : "garbled once", str_span(&s),
		        "UTF-8");
	}
	str_free(&s);
	str_free(&bytes);
	str_free(&own);
	return 0;
}
