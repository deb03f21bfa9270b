/* epub: the order of the check, its findings as lines or as JSON.  See
 * epub.h. */
#include "check/epub.h"

#include <string.h>

#include "base/utf8.h"
#include "check/ebook.h"

/* A file broken a thousand times in one way is told of it this often. */
#define SHOWN_MAX 20
#define DETAIL_MAX 300

const struct epub_rule_text epub_rules[EPUB_RULES] = {
#define E(id, access, clause, what, mend) { #id, access, clause, what, mend },
#include "check/epub.def"
#undef E
};

static const char *const standard[] = { "EPUB 3.3", "EPUB Accessibility 1.1" };

void
ebook_find(struct ebook *b, enum epub_rule rule, const char *path, int line,
        const char *detail)
{
	struct epub_check *c = b->out;
	struct epub_finding *f;

	if (!(b->profiles &
	            (epub_rules[rule].access ? CHECK_ACCESS : CHECK_ARCHIVE)))
		return;
	if (c->count[rule]++ >= SHOWN_MAX)
		return;
	f = vec_push(&c->finding);
	f->rule = rule;
	f->path = arena_strdup(c->arena, path);
	f->line = line;
	if (detail)
		f->detail = arena_strndup(
		        c->arena, detail, strnlen(detail, DETAIL_MAX));
}

/* Marks, list and claims of pages go together. */
static void
check_pages(struct ebook *b)
{
	int claims = b->claims_breaks || b->claims_nav;

	if (b->version == 2)
		return;
	if ((b->pages > 0) != (b->page_lists > 0) ||
	        (claims && !b->page_lists) || (b->page_lists && !b->claims_nav))
		ebook_find(b, EPUB_A_CLAIM_PAGES, b->opf, 0, NULL);
	if (b->page_lists > 1)
		ebook_find(b, EPUB_NAV_TOC, b->nav, 0, "page-list");
	if (b->page_lists && !b->page_source)
		ebook_find(b, EPUB_A_PAGE_SOURCE, b->opf, 0, NULL);
	if (b->claims_alt && b->no_alt)
		ebook_find(b, EPUB_A_CLAIM_ALT, b->opf, 0, NULL);
}

static void
ebook_close(struct ebook *b)
{
	if (b->zip)
		zip_discard(b->zip);
	vec_free(&b->file);
	vec_free(&b->item);
	vec_free(&b->link);
	vec_free(&b->entry);
	map_free(&b->by_name);
	map_free(&b->by_id);
	map_free(&b->by_path);
	map_free(&b->id);
}

int
epub_check_bytes(struct epub_check *c, const char *name, const char *p,
        size_t n, unsigned profiles, struct diag *dg)
{
	struct ebook b = { .out = c, .bytes = { p, n } };
	int rc;

	memset(c, 0, sizeof(*c));
	c->arena = arena_new();
	/* a press has nothing to ask of an EPUB */
	b.profiles = profiles & (CHECK_ARCHIVE | CHECK_ACCESS);
	if (!b.profiles)
		b.profiles = CHECK_ARCHIVE;
	rc = ebook_open(&b, name, dg);
	if (rc == 0) {
		ebook_names(&b);
		ebook_package(&b);
		if (b.item.n) {
			ebook_documents(&b);
			ebook_ncx(&b);
			ebook_links(&b);
			ebook_nav_order(&b);
			check_pages(&b);
		}
		ebook_read_rest(&b);
	}
	ebook_close(&b);
	return rc;
}

void
epub_check_free(struct epub_check *c)
{
	vec_free(&c->finding);
	arena_free(c->arena);
	memset(c, 0, sizeof(*c));
}

/* Names in a file may hold anything: only printable UTF-8 leaves. */
static void
put_clean(struct str *out, const char *s, int json)
{
	const char *end = s + strlen(s);

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (json && (cp == '"' || cp == '\\'))
			str_putc(out, '\\');
		str_put_utf8(out, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? '?'
		                  : cp == UTF8_BAD ? 0xFFFD
		                                   : cp);
	}
}

void
epub_check_text(struct str *out, const struct epub_check *c, const char *name)
{
	for (size_t i = 0; i < c->finding.n; i++) {
		const struct epub_finding *f = &c->finding.p[i];
		const struct epub_rule_text *r = &epub_rules[f->rule];

		str_printf(
		        out, "%s: %s %s", name, standard[r->access], r->clause);
		if (f->path) {
			str_puts(out, ", ");
			put_clean(out, f->path, 0);
		}
		if (f->line)
			str_printf(out, ", line %d", f->line);
		str_printf(out, ": %s", r->what);
		if (f->detail) {
			str_puts(out, " (");
			put_clean(out, f->detail, 0);
			str_putc(out, ')');
		}
		str_printf(out, "; %s\n", r->mend);
	}
}

static void
put_member(struct str *out, const char *key, const char *value)
{
	str_printf(out, "%s\"%s\":\"", key[0] == 'r' ? "" : ",", key);
	put_clean(out, value, 1);
	str_putc(out, '"');
}

void
epub_check_json(struct str *out, const struct epub_check *c, const char *name,
        unsigned profiles)
{
	int access = (profiles & CHECK_ACCESS) != 0;
	int archive = (profiles & CHECK_ARCHIVE) != 0 || !access;

	str_puts(out, "{\"file\":\"");
	put_clean(out, name, 1);
	str_printf(out,
	        "\",\"documents\":%d,\"for\":[%s%s%s],\"clean\":%s,"
	        "\"findings\":[",
	        c->documents, archive ? "\"archive\"" : "",
	        archive && access ? "," : "", access ? "\"access\"" : "",
	        c->finding.n ? "false" : "true");
	for (size_t i = 0; i < c->finding.n; i++) {
		const struct epub_finding *f = &c->finding.p[i];
		const struct epub_rule_text *r = &epub_rules[f->rule];

		str_puts(out, i ? ",\n{" : "\n{");
		put_member(out, "rule", r->id);
		put_member(out, "standard", standard[r->access]);
		put_member(out, "clause", r->clause);
		if (f->path)
			put_member(out, "path", f->path);
		if (f->line)
			str_printf(out, ",\"line\":%d", f->line);
		put_member(out, "what", r->what);
		if (f->detail)
			put_member(out, "detail", f->detail);
		put_member(out, "mend", r->mend);
		str_putc(out, '}');
	}
	str_puts(out, "]}\n");
}
