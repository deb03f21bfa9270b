/* decode: the first stage as a tool of its own: files in any encoding to
 * UTF-8 on standard output, whether HTML or plain text. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* Straight to standard output: the text is whole, nothing can fail behind
 * it.  0 or -1. */
static int
write_out(struct cli *c, struct span s)
{
	while (s.n > 0) {
		ssize_t n = write(STDOUT_FILENO, s.p, s.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return diag_file(&c->dg, "-",
			        errno == ENOSPC || errno == EDQUOT
			                ? MSG_WRITE_FULL
			                : MSG_WRITE,
			        strerror(errno));
		s.p += n;
		s.n -= (size_t)n;
	}
	return 0;
}

static int
decode_file(struct cli *c, const char *path)
{
	struct article *a = article_new(path);
	struct options o = {
		.encoding = c->encoding, .tone = c->tone, .limits = &c->limits
	};
	int r = file_read(path, c->limits.input_bytes, &a->raw, &c->dg);

	if (r == 0 && is_blank(str_span(&a->raw))) {
		a->text = a->raw;
		a->raw = (struct str)STR_INIT;
	} else if (r == 0) {
		r = filter_decode.run(a, &o, &c->dg);
		if (r == 0)
			repair_markup(a, &o);
	}
	if (r == 0) {
		if (c->dg.verbose)
			tell(c, a);
		r = write_out(c, str_span(&a->text));
	}
	article_free(a);
	return r;
}

int
run_decode(struct cli *c)
{
	size_t failed = 0;

	if (c->list)
		return print_list();
	if (!c->input.n)
		vec_add(&c->input, "-");
	for (size_t i = 0; i < c->input.n; i++) {
		failed += decode_file(c, c->input.p[i]) < 0;
		if (c->dg.count[DIAG_FATAL] > 0)
			return c->dg.worst_exit;
	}
	if (failed == 0)
		return EXIT_DONE;
	return failed < c->input.n ? EXIT_SOME_FAILED : c->dg.worst_exit;
}
