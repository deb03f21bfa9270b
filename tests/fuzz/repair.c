/* repair: every table, the mojibake, the seven-bit forms and the repair of a
 * page over any bytes: what comes out is valid UTF-8, no longer than bytes can
 * account for, and a second decode leaves clean Vietnamese alone. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/filter.h"
#include "filters/normalise.h"
#include "filters/repair.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct str *s, size_t most)
{
	if (utf8_valid_prefix(str_c(s), s->len) != s->len || s->len > most)
		abort();
}

static void
check_table(const struct vi_table *t, struct span in, int encode)
{
	struct str text = STR_INIT, bytes = STR_INIT;

	vi_decode(t, in, &text);
	check(&text, in.n * 3);
	/* Looks through the whole table for each letter. */
	if (encode && in.n < 256)
		vi_encode(t, str_span(&text), &bytes);
	str_free(&text);
	str_free(&bytes);
}

static void
check_page(struct span in)
{
	struct article *a = article_new("fuzz");
	struct limits limits = limits_default;
	struct options o = { .limits = &limits, .tone = TONE_NEW };
	struct str before = STR_INIT;
	struct diag dg;

	hear(&dg, NULL);
	str_put_span(&a->raw, in);
	if (filter_decode.run(a, &o, &dg) == 0) {
		str_put_span(&before, str_span(&a->text));
		repair_markup(a, &o);
		check(&a->text, before.len * 4 + 64);
		str_free(&a->text);
		a->text = before;
		before = (struct str)STR_INIT;
		filter_parse.run(a, &o, &dg);
	}
	str_free(&before);
	article_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span in = { (const char *)data, size };
	struct str out = STR_INIT;
	size_t n = 0, i;

	/* One of the tables encodes as well; all of them took half of the
	 * time. */
	while (vi_tables[n] != NULL)
		n++;
	for (i = 0; i < n; i++)
		check_table(vi_tables[i], in, size > 0 && data[0] % n == i);
	vi_ascii_decode(&vi_viqr, in, &out);
	str_truncate(&out, 0);
	vi_ascii_decode(&vi_vni_email, in, &out);
	str_truncate(&out, 0);
	if (utf8_valid_prefix(in.p, in.n) == in.n) {
		normalise_vietnamese(&out, in, TONE_OLD);
		check(&out, in.n * 3 + 8);
		str_truncate(&out, 0);
		repair_capitals(in, &out);
	}
	str_free(&out);
	check_page(in);
	return 0;
}
