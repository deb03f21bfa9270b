/* decode: the first stage as a tool of its own: files in any encoding to
 * UTF-8 on standard output, whether HTML or plain text. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "filters/decode.h"
#include "filters/filter.h"
#include "filters/repair.h"
#include "run/commands.h"

static int
print_list(void)
{
	for (const struct encoding *e = encoding_table; e->name; e++)
		printf("%-17s %s\n", e->name, e->labels);
	return EXIT_DONE;
}

static int
is_blank(struct span s)
{
	return span_trim(s).n == 0;
}

/* With --verbose what was found and repaired is told, line by line. */
static void
tell(struct cli *c, const struct article *a)
{
	for (size_t i = 0; i < a->ledger.n; i++) {
		const struct ledger_entry *e = &a->ledger.p[i];
		struct where w = { .file = a->name, .line = e->line };

		diag_report(&c->dg, &w, MSG_DECODE_FOUND, e->rule,
		        e->text ? e->text : "");
	}
}

static int
decode_file(struct cli *c, const char *path, struct publish *out)
{
	struct article *a = article_new(path);
	struct options o = {
		.encoding = c->encoding, .tone = c->tone, .limits = &c->limits
	};
	struct str text = STR_INIT;
	int r = file_read(path, c->limits.input_bytes, &a->raw, &c->dg);

	if (r == 0 && is_blank(str_span(&a->raw))) {
		str_put_span(&text, str_span(&a->raw));
	} else if (r == 0) {
		r = filter_decode.run(a, &o, &c->dg);
		if (r == 0)
			repair_markup(a, &o, &text);
	}
	if (r == 0) {
		if (c->dg.verbose)
			tell(c, a);
		r = publish_write(out, str_c(&text), text.len);
	}
	str_free(&text);
	article_free(a);
	return r;
}

int
run_decode(struct cli *c)
{
	struct publish *out;
	size_t failed = 0;

	if (c->list)
		return print_list();
	if (!c->input.n)
		vec_add(&c->input, "-");
	out = publish_open("-", &c->dg);
	if (!out)
		return c->dg.worst_exit;
	for (size_t i = 0; i < c->input.n; i++)
		failed += decode_file(c, c->input.p[i], out) < 0;
	if (publish_commit(out, NULL) < 0)
		return c->dg.worst_exit;
	if (failed == 0)
		return EXIT_DONE;
	return failed < c->input.n ? EXIT_SOME_FAILED : c->dg.worst_exit;
}
