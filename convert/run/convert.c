/* convert: a few articles to files, without a manifest. */
#include <string.h>

#include "base/file.h"
#include "run/commands.h"
#include "run/gather.h"
#include "run/output.h"

static int
usage(struct cli *c, const char *text)
{
	diag_report(&c->dg, NULL, MSG_USAGE, text);
	return EXIT_USAGE;
}

static int
add_targets(struct cli *c, struct target *t)
{
	for (size_t i = 0; i < c->output.n; i++) {
		const char *path = c->output.p[i];

		memset(&t[i], 0, sizeof(t[i]));
		t[i].path = path;
		t[i].form =
		        strcmp(path, "-") == 0 ? FORM_PDF : form_of_path(path);
		if (t[i].form == FORM_UNKNOWN) {
			diag_file(&c->dg, path, MSG_OUTPUT_FORM);
			return EXIT_USAGE;
		}
		if (t[i].form == FORM_XHTML && c->input.n > 1)
			return usage(c, "one .xhtml holds one article; give "
			                "one input, or write .epub, .txt, .md "
			                "or .json");
		t[i].theme = c->style;
		t[i].page = c->page;
		t[i].columns = c->columns;
		t[i].links = c->links;
		t[i].booklet = c->impose != NULL;
		t[i].print = c->print != NULL;
		t[i].condition = c->print;
		t[i].ink = c->ink_limit;
		t[i].crop_marks = c->print ? 2 : 0;
		t[i].fonts = 1;
		t[i].profile = c->profile;
		t[i].images = c->images;
		for (size_t k = 0; k < i; k++)
			if (strcmp(t[k].path, path) == 0)
				return usage(c, "the same output is named "
				                "twice");
	}
	return 0;
}

/* Name of the whole: --title, else the only article's title, else the first
 * output's name without its ending. */
static void
name_book(struct run *r)
{
	struct book *b = r->book;
	struct cli *c = r->cli;
	struct str key = STR_INIT;

	b->single = b->entry.n == 1 && !c->title;
	if (c->title) {
		b->title = arena_strdup(b->arena, c->title);
	} else if (b->single) {
		b->title = b->entry.p[0].title;
	} else {
		const char *base =
		        c->output.n ? path_base(c->output.p[0]) : "bantin";
		const char *dot = strrchr(base, '.');

		b->title = arena_strndup(b->arena, base,
		        dot && dot > base ? (size_t)(dot - base)
		                          : strlen(base));
	}
	for (size_t i = 0; i < b->entry.n; i++)
		str_printf(&key, "%s\n",
		        b->entry.p[i].url ? b->entry.p[i].url
		                          : path_base(b->entry.p[i].source));
	b->key = arena_printf(b->arena, "%s\n%s", b->title, str_c(&key));
	str_free(&key);
}

static int
convert_all(struct run *r, struct target *t, size_t targets)
{
	struct cli *c = r->cli;
	int rc;

	for (size_t i = 0; i < c->input.n; i++)
		run_add_job(r, c->input.p[i]);
	rc = run_clean(r);
	if (rc)
		return rc;
	run_add_section(r, NULL);
	if (run_add_entries(r, 0, r->job.n, SORT_GIVEN, 0, 0) < 0)
		return EXIT_BUG;
	name_book(r);
	run_finish_book(r);
	if (c->dump)
		return output_dump(r, &t[0], c->dump) < 0 ? c->dg.worst_exit
		                                          : EXIT_DONE;
	if (output_write_all(r, t, targets) < 0)
		return c->dg.worst_exit;
	output_summary(r, t, targets);
	return r->failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

int
run_convert(struct cli *c)
{
	struct target t[32];
	struct run r;
	int rc;

	if (!c->input.n)
		return usage(c, "convert: no input; give HTML files, or - for "
		                "standard input");
	if (!c->output.n && !c->dump)
		return usage(c, "convert: no output; give one with -o "
		                "FILE.pdf");
	if (c->url && c->input.n > 1)
		return usage(c, "convert: --url is the address of one input");
	if (c->output.n > 32)
		return usage(c, "convert: more than 32 outputs");
	rc = add_targets(c, t);
	if (rc)
		return rc;
	if (c->dump && !c->output.n) {
		memset(&t[0], 0, sizeof(t[0]));
		t[0].theme = c->style;
		t[0].page = c->page;
		t[0].columns = c->columns;
		t[0].links = c->links;
	}
	if (run_open(&r, c, NULL) < 0)
		rc = c->dg.worst_exit;
	else
		rc = convert_all(&r, t, c->output.n);
	run_close(&r);
	return rc;
}
