/* output: a book in each of its forms, dumps of its layout, and the line that
 * sums the run up. */
#include "run/output.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "doc/theme.h"
#include "doc/xhtml.h"
#include "epub/epub.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "run/pagelist.h"
#include "run/proof.h"
#include "run/typeset.h"

static const struct {
	enum form form;
	const char *ending, *name;
} forms[] = {
	{ FORM_PDF, ".pdf", "pdf" },
	{ FORM_EPUB, ".epub", "epub" },
	{ FORM_XHTML, ".xhtml", "xhtml" },
	{ FORM_XHTML, ".html", "html" },
	{ FORM_TEXT, ".txt", "text" },
	{ FORM_MD, ".md", "md" },
	{ FORM_JSON, ".json", "json" },
};

#define FORMS (sizeof(forms) / sizeof(forms[0]))

enum form
form_of_path(const char *path)
{
	size_t n = strlen(path);

	for (size_t i = 0; i < FORMS; i++) {
		size_t k = strlen(forms[i].ending);

		if (n > k && span_eq_nocase((struct span){ path + n - k, k },
		                     forms[i].ending))
			return forms[i].form;
	}
	return FORM_UNKNOWN;
}

enum form
form_of_name(const char *name)
{
	for (size_t i = 0; i < FORMS; i++)
		if (strcmp(name, forms[i].name) == 0)
			return forms[i].form;
	return FORM_UNKNOWN;
}

void
form_article(struct str *out, enum form form, const struct article *a)
{
	switch (form) {
	case FORM_TEXT:
		text_document(out, a);
		break;
	case FORM_MD:
		markdown_document(out, a);
		break;
	case FORM_JSON:
		json_document(out, a);
		break;
	default:
		xhtml_document(out, a);
		break;
	}
}

/* To the PDF, and to the list of its pages when an EPUB is made as well. */
struct two_sinks {
	struct pdf *pdf;
	struct pagelist *list;
};

static int
take_page(void *ctx, const struct page *p)
{
	struct two_sinks *t = ctx;

	if (t->list)
		pagelist_page(t->list, p);
	return pdf_page(t->pdf, p);
}

static int
write_pdf(struct run *r, struct target *t, struct publish *out)
{
	struct typeset p;
	struct pdf_options po = { .book = r->book,
		.store = r->store,
		.print = t->print,
		.condition = t->condition,
		.ink = t->ink,
		.keep_rgb = t->keep_rgb,
		.attach = t->attach,
		.booklet = t->booklet,
		.all_marks = t->crop_marks == 2,
		.file = path_base(t->path),
		.compression = PDF_COMPRESSION };
	struct pdf *pdf = NULL;
	struct frame *frame = NULL;
	int rc = -1;

	rc = typeset_open(&p, r, t);
	po.shaper = p.shaper;
	if (rc == 0 && (pdf = pdf_open(out, &po, r->dg)) == NULL)
		rc = -1;
	if (rc == 0) {
		struct two_sinks both = { pdf, r->pages };
		struct page_sink sink = { &both, take_page };

		t->ink = pdf_ink(pdf);
		rc = layout_book(r->book, &p.options, &sink, &frame, r->dg);
		if (rc == 0) {
			rc = pdf_finish(pdf, frame);
			t->pages = frame->pages;
			if (rc == 0 && r->pages && !r->page) {
				r->page_count = pagelist_finish(
				        r->pages, frame, r->book, &r->page);
				r->page_source = strcmp(t->path, "-")
				                         ? path_base(t->path)
				                         : r->book->title;
			}
		}
	}
	if (pdf)
		pdf_free(pdf);
	if (frame)
		frame_free(frame);
	typeset_close(&p);
	return rc;
}

static int
write_epub(struct run *r, struct target *t, struct publish *out)
{
	struct theme *theme =
	        theme_open(t->theme ? t->theme : "bulletin", r->dg);
	struct epub_options eo = { .theme = theme,
		.installed = r->fonts,
		.fonts = t->fonts,
		.profile = t->profile,
		.modern = t->images == IMAGES_MODERN,
		.page = r->page,
		.pages = r->page_count,
		.page_source = r->page_source };
	int rc;

	if (!theme)
		return -1;
	rc = epub_write(r->book, &eo, out, r->dg);
	theme_free(theme);
	return rc;
}

/* Text forms hold all articles one after another; JSON is one object, or an
 * array of them. */
static int
write_articles(struct run *r, const struct target *t, struct publish *out)
{
	struct str s = STR_INIT;
	size_t n = r->book->entry.n;
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		struct article *a = store_get_article(
		        r->store, r->book->entry.p[i].key, r->dg);

		if (!a)
			return -1;
		if (t->form == FORM_JSON && n > 1)
			str_puts(&s, i ? ",\n" : "[\n");
		else if (i)
			str_puts(&s, "\n");
		form_article(&s, t->form, a);
		if (t->form == FORM_JSON && n > 1 && i + 1 == n)
			str_puts(&s, "]\n");
		article_free(a);
		rc = publish_write(out, s.s, s.len);
		str_truncate(&s, 0);
	}
	str_free(&s);
	return rc;
}

int
output_write(struct run *r, struct target *t)
{
	struct publish *out;
	struct stat st;
	int rc;

	out = publish_open(r->cli->dry_run ? "/dev/null" : t->path, r->dg);
	if (!out)
		return -1;
	if (t->form == FORM_PDF)
		rc = write_pdf(r, t, out);
	else if (t->form == FORM_EPUB)
		rc = write_epub(r, t, out);
	else
		rc = write_articles(r, t, out);
	if (rc == 0 && t->form == FORM_PDF)
		rc = proof_pdf(t, out, r->dg);
	if (rc < 0) {
		publish_abort(out);
		return -1;
	}
	if (publish_commit(out, &t->unchanged) < 0)
		return -1;
	if (!r->cli->dry_run && strcmp(t->path, "-") != 0 &&
	        stat(t->path, &st) == 0)
		t->bytes = (long long)st.st_size;
	return 0;
}

int
output_write_all(struct run *r, struct target *t, size_t n)
{
	int epub = 0, pdfs = 0;

	for (size_t i = 0; i < n; i++) {
		epub |= t[i].form == FORM_EPUB;
		pdfs += t[i].form == FORM_PDF;
	}
	/* of two PDFs, which pages would it be? */
	if (epub && pdfs == 1)
		r->pages = pagelist_new();
	for (int late = 0; late < 2; late++)
		for (size_t i = 0; i < n; i++)
			if ((t[i].form == FORM_EPUB) == late &&
			        output_write(r, &t[i]) < 0)
				return -1;
	return 0;
}

static int
dump_page(void *ctx, const struct page *p)
{
	struct str s = STR_INIT;

	(void)ctx;
	page_dump(&s, p);
	fwrite(s.s, 1, s.len, stdout);
	str_free(&s);
	return 0;
}

static int
dump_lines(void *ctx, const struct page *p)
{
	struct str s = STR_INIT;

	(void)ctx;
	page_dump_lines(&s, p);
	fwrite(s.s, 1, s.len, stdout);
	str_free(&s);
	return 0;
}

/* How well the justified lines were broken: badness as Knuth and Plass have
 * it, the last lines of paragraphs left out. */
static void
put_breaks(struct str *s, const struct layout_stats *st)
{
	uint64_t n = st->lines ? st->lines : 1;

	str_printf(
	        s, "breaks lines %llu badness ", (unsigned long long)st->lines);
	str_put_fixed(s, (long long)(st->badness * 100 / n), 2);
	str_printf(s, " worst %d hyphens %llu overfull %llu\n", st->worst,
	        (unsigned long long)st->hyphens,
	        (unsigned long long)st->overfull);
}

int
output_dump(struct run *r, const struct target *t, const char *what)
{
	struct typeset p;
	struct frame *frame = NULL;
	struct str s = STR_INIT;
	struct layout_stats stats = { 0 };
	int rc = typeset_open(&p, r, t);

	if (rc == 0 && strcmp(what, "boxes") == 0) {
		rc = layout_dump_boxes(&s, r->book, &p.options, r->dg);
	} else if (rc == 0) {
		int lines = strcmp(what, "lines") == 0;
		struct page_sink sink = { NULL,
			lines ? dump_lines : dump_page };

		p.options.stats = &stats;
		rc = layout_book(r->book, &p.options, &sink, &frame, r->dg);
		if (rc == 0 && lines)
			put_breaks(&s, &stats);
		else if (rc == 0)
			frame_dump(&s, frame);
	}
	fwrite(s.s, 1, s.len, stdout);
	str_free(&s);
	if (frame)
		frame_free(frame);
	typeset_close(&p);
	return rc;
}

/* 1,234,567 bytes as "1.23 MB" */
static void
put_size(struct str *s, long long bytes)
{
	if (bytes < 1000) {
		str_printf(s, "%lld B", bytes);
	} else if (bytes < 100000) {
		str_put_fixed(s, bytes / 100, 1);
		str_puts(s, " kB");
	} else {
		str_put_fixed(s, bytes / 10000, 2);
		str_puts(s, " MB");
	}
}

void
output_summary(const struct run *r, const struct target *t, size_t n)
{
	struct str s = STR_INIT;

	if (r->dg->quiet)
		return;
	str_printf(&s, "%zu article%s", r->book->entry.n,
	        r->book->entry.n == 1 ? "" : "s");
	if (r->failed)
		str_printf(&s, ", %zu failed", r->failed);
	for (size_t i = 0; i < n; i++) {
		str_printf(&s, "%s %s", i ? "," : ":", t[i].path);
		if (t[i].pages)
			str_printf(&s, ", %d page%s", t[i].pages,
			        t[i].pages == 1 ? "" : "s");
		if (t[i].bytes) {
			str_puts(&s, ", ");
			put_size(&s, t[i].bytes);
		}
		if (t[i].unchanged)
			str_puts(&s, ", unchanged");
		if (r->cli->dry_run)
			str_puts(&s, ", not written");
	}
	/* not a message: it is there when nothing went wrong, too */
	if (r->dg->json)
		fprintf(stderr, "{\"summary\": \"%s\"}\n", str_c(&s));
	else
		fprintf(stderr, "bantin: %s\n", str_c(&s));
	str_free(&s);
}
