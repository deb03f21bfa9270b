/* issue: the manifest as a struct.  The tables below are the whole grammar;
 * their order is the order of reading: the date first, since templates of
 * all other values need it.
 */
#include "doc/issue.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "doc/manifest.h"
#include "doc/weblink.h"
#include "doc/xhtml.h"

static void
read_zone(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, "a time zone, as Asia/Ho_Chi_Minh");
	long offset;

	(void)key;
	if (s && tz_offset(s, m->now, &offset) < 0)
		manifest_fault(
		        m, manifest_pos(m, n), MSG_MANIFEST_ZONE, m->at.s, s);
	else
		*(char **)to = s;
}

#define IN(type, field) offsetof(struct type, field)
#define END                                                                    \
	{                                                                      \
		NULL, NULL, 0, NULL, 0                                         \
	}

/* The `issue` mapping is kept aside in the manifest. */
static const struct manifest_key date_keys[] = {
	{ "timezone", read_zone, IN(manifest, zone), NULL, 0 },
	{ "language", read_lang, IN(manifest, lang), NULL, 0 },
	{ "period", read_raw, IN(manifest, period),
	        "previous-month, this-month, previous-week, day or YYYY-MM",
	        0 },
	{ "date", read_raw, IN(manifest, date), "YYYY-MM-DD", 0 },
	{ "number", read_raw, IN(manifest, number), "a number or text", 0 }, END
};

static void
read_issue(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct issue *is = to;

	(void)key;
	manifest_mapping(m, n, date_keys, m);
	is->timezone = m->zone;
	is->lang = m->lang;
	period_apply(m);
	if (m->number.text) {
		size_t kept = manifest_enter(m, "number", 0);

		is->number = template_fill(m, m->number.text, 0, m->number.pos);
		str_truncate(&m->at, kept);
	}
}

static const struct manifest_key publisher_keys[] = {
	{ "name", read_text, IN(issue, publisher), NULL, 1 },
	{ "address", read_text, IN(issue, address), NULL, 0 },
	{ "logo", read_path, IN(issue, logo), NULL, 0 }, END
};

static void
read_publisher(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct issue *is = to;

	(void)key;
	if (fy_node_is_scalar(n) && !fy_node_is_alias(n))
		read_text(m, n, &is->publisher, key);
	else
		manifest_mapping(m, n, publisher_keys, is);
}

/* Items of a list, or a single one in its place. */
static void
read_items(struct manifest *m, struct fy_node *n, void *to,
        void (*one)(struct manifest *m, struct fy_node *n, void *to))
{
	struct fy_node *list =
	        fy_node_is_alias(n) ? fy_node_resolve_alias(n) : n;
	struct fy_node *item;
	void *it = NULL;
	size_t i = 0;

	if (!list || !fy_node_is_sequence(list)) {
		one(m, n, to);
		return;
	}
	while ((item = fy_node_sequence_iterate(list, &it))) {
		size_t kept = manifest_enter(m, NULL, i++);

		one(m, item, to);
		str_truncate(&m->at, kept);
	}
	if (!i)
		manifest_fault(m, m->here, MSG_MANIFEST_EMPTY, m->at.s,
		        "at least one item");
}

static const struct choice sort_names[] = {
	{ "given", SORT_GIVEN },
	{ "name", SORT_NAME },
	{ "date", SORT_DATE },
	{ "date-desc", SORT_DATE_DESC },
	{ "title", SORT_TITLE },
	{ NULL, 0 },
};

/* The pattern is resolved when the files are looked for. */
static void
read_pattern(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, "a path, as articles/*.html");

	(void)key;
	if (s)
		*(char **)to = template_fill(m, s, 1, manifest_pos(m, n));
}

/* An int stands in for the enum, whose size is the compiler's affair. */
struct source_draft {
	char *pattern;
	int sort;
	int limit;
	int lead;
};

static const struct manifest_key source_keys[] = {
	{ "path", read_pattern, IN(source_draft, pattern), NULL, 1 },
	{ "sort", read_choice, IN(source_draft, sort), sort_names, 0 },
	{ "limit", read_count, IN(source_draft, limit), NULL, 0 },
	{ "lead", read_bool, IN(source_draft, lead), NULL, 0 }, END
};

static void
read_source(struct manifest *m, struct fy_node *n, void *to)
{
	struct issue_section *sec = to;
	struct source_draft d = { NULL, SORT_GIVEN, 0, 0 };
	struct issue_source *src;

	if (fy_node_is_scalar(n) && !fy_node_is_alias(n))
		read_pattern(m, n, &d.pattern, NULL);
	else
		manifest_mapping(m, n, source_keys, &d);
	if (!d.pattern)
		return;
	src = vec_push(&sec->source);
	src->pattern = d.pattern;
	src->sort = (enum issue_sort)d.sort;
	src->limit = d.limit;
	src->lead = d.lead;
	manifest_place(m, manifest_pos(m, n), &src->line, &src->col);
}

static void
read_sources(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_items(m, n, to, read_source);
}

static const struct manifest_key section_keys[] = {
	{ "title", read_text, IN(issue_section, title), NULL, 0 },
	{ "articles", read_sources, 0, NULL, 1 }, END
};

static void
read_section(struct manifest *m, struct fy_node *n, void *to)
{
	struct issue *is = to;

	manifest_mapping(m, n, section_keys, vec_push(&is->section));
}

static void
read_sections(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_items(m, n, to, read_section);
}

/* A command's program is looked for beside the manifest if it is named with
 * a slash, in $PATH otherwise, as a shell would from the manifest's folder. */
static void
read_command(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, "a command");
	char *beside;

	(void)key;
	if (!s)
		return;
	if (!memchr(s, '/', strcspn(s, " "))) {
		*(char **)to = s;
		return;
	}
	beside = path_beside(m->path, s);
	*(char **)to = arena_strdup(m->arena, beside);
	free(beside);
}

static const struct manifest_key step_keys[] = {
	{ "run", read_command, IN(issue_step, run), NULL, 1 }, END
};

static void
read_step(struct manifest *m, struct fy_node *n, void *to)
{
	struct issue *is = to;
	struct issue_step st = { 0 };

	manifest_place(m, manifest_pos(m, n), &st.line, &st.col);
	if (fy_node_is_mapping(n))
		manifest_mapping(m, n, step_keys, &st);
	else
		st.name = manifest_scalar(
		        m, n, "a filter's name or {run: COMMAND}");
	if (st.name || st.run)
		vec_add(&is->step, st);
}

static void
read_steps(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_items(m, n, to, read_step);
}

/* A theme is a name, or a folder when there is a slash in it. */
static void
read_theme(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, "a theme's name or folder");

	if (s && strchr(s, '/'))
		read_path(m, n, to, key);
	else if (s)
		*(char **)to = s;
}

static void
read_target(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const struct choice names[] = {
		{ "screen", 0 },
		{ "print", 1 },
		{ NULL, 0 },
	};
	struct manifest_key own = *key;
	int value = 0;

	own.arg = names;
	read_choice(m, n, &value, &own);
	*(char **)to = arena_strdup(m->arena, value ? "print" : "screen");
}

static const struct choice marks[] = {
	{ "crop", 1 },
	{ "all", 2 },
	{ "none", 0 },
	{ NULL, 0 },
};

static const struct choice colours[] = {
	{ "cmyk", 0 },
	{ "keep", 1 },
	{ NULL, 0 },
};

static const struct choice link_ways[] = {
	{ "none", WEBLINK_NONE },
	{ "notes", WEBLINK_NOTES },
	{ "short", WEBLINK_SHORT },
	{ "end", WEBLINK_END },
	{ NULL, 0 },
};

static const struct choice attachments[] = {
	{ "source", 1 },
	{ "none", 0 },
	{ NULL, 0 },
};

/* A condition by its name, or a profile by its path. */
static void
read_condition(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const char expected[] = "coated, uncoated, heatset, newspaper "
	                               "or the path of a profile that ends in "
	                               ".icc";
	static const char *const names[] = { "coated", "uncoated", "heatset",
		"newspaper" };
	char *s = manifest_scalar(m, n, expected);
	size_t len = s ? strlen(s) : 0;

	for (size_t i = 0; s && i < 4; i++)
		if (strcmp(s, names[i]) == 0) {
			*(char **)to = s;
			return;
		}
	if (len > 4 && (strcmp(s + len - 4, ".icc") == 0 ||
	                       strcmp(s + len - 4, ".icm") == 0))
		read_path(m, n, to, key);
	else if (s)
		manifest_fault(m, manifest_pos(m, n), MSG_MANIFEST_VALUE,
		        m->at.s, s, expected);
}

static const struct manifest_key pdf_keys[] = {
	{ "output", read_path, IN(issue_pdf, output), NULL, 1 },
	{ "theme", read_theme, IN(issue_pdf, theme), NULL, 0 },
	{ "page", read_page, IN(issue_pdf, page), NULL, 0 },
	{ "columns", read_columns, IN(issue_pdf, columns), NULL, 0 },
	{ "jump", read_count, IN(issue_pdf, jump), NULL, 0 },
	{ "target", read_target, IN(issue_pdf, target), NULL, 0 },
	{ "bleed", read_length, IN(issue_pdf, bleed), NULL, 0 },
	{ "marks", read_choice, IN(issue_pdf, crop_marks), marks, 0 },
	{ "print", read_condition, IN(issue_pdf, print), NULL, 0 },
	{ "ink", read_ink, IN(issue_pdf, ink), NULL, 0 },
	{ "links", read_choice, IN(issue_pdf, links), link_ways, 0 },
	{ "short-urls", read_path, IN(issue_pdf, short_urls), NULL, 0 },
	{ "attach", read_choice, IN(issue_pdf, attach), attachments, 0 },
	{ "colours", read_choice, IN(issue_pdf, keep_rgb), colours, 0 }, END
};

static const struct choice font_names[] = {
	{ "embed", 1 },
	{ "none", 0 },
	{ "true", 1 }, /* and as any other switch */
	{ "false", 0 },
	{ "yes", 1 },
	{ "no", 0 },
	{ "on", 1 },
	{ "off", 0 },
	{ NULL, 0 },
};

static const struct choice profile_names[] = {
	{ "default", PROFILE_DEFAULT },
	{ "kobo", PROFILE_KOBO },
	{ "kindle", PROFILE_KINDLE },
	{ "apple", PROFILE_APPLE },
	{ NULL, 0 },
};

static const struct choice image_names[] = {
	{ "compatible", IMAGES_COMPATIBLE },
	{ "modern", IMAGES_MODERN },
	{ NULL, 0 },
};

static const struct manifest_key epub_keys[] = {
	{ "output", read_path, IN(issue_epub, output), NULL, 1 },
	{ "theme", read_theme, IN(issue_epub, theme), NULL, 0 },
	{ "cover", read_path, IN(issue_epub, cover), NULL, 0 },
	{ "fonts", read_choice, IN(issue_epub, fonts), font_names, 0 },
	{ "profile", read_choice, IN(issue_epub, profile), profile_names, 0 },
	{ "images", read_choice, IN(issue_epub, images), image_names, 0 }, END
};

static const struct manifest_key limit_keys[] = {
	{ "failures", read_percent, IN(limits, failures_percent), NULL, 0 },
	{ "article_time", read_time, IN(limits, article_ms), NULL, 0 },
	{ "article_size", read_size, IN(limits, input_bytes), NULL, 0 },
	{ "image_size", read_size, IN(limits, image_bytes), NULL, 0 },
	{ "memory", read_size, IN(limits, memory), NULL, 0 }, END
};

static const struct choice index_orders[] = {
	{ "written", 0 },
	{ "given", 1 },
	{ NULL, 0 },
};

static const struct manifest_key index_keys[] = {
	{ "names", read_path, IN(issue_index, names), NULL, 0 },
	{ "sort", read_choice, IN(issue_index, given), index_orders, 0 }, END
};

/* A list of names, or a mapping. */
static void
read_index(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct issue_index *x = to;

	x->on = 1;
	if (fy_node_is_mapping(n))
		manifest_mapping(m, n, index_keys, to);
	else
		read_path(m, n, &x->names, key);
}

static const struct manifest_key root_keys[] = { { "bantin", read_version, 0,
	                                                 NULL, 1 },
	{ "issue", read_issue, 0, NULL, 0 },
	{ "title", read_text, IN(issue, title), NULL, 1 },
	{ "description", read_text, IN(issue, description), NULL, 0 },
	{ "subject", read_text, IN(issue, subject), NULL, 0 },
	{ "rights", read_text, IN(issue, rights), NULL, 0 },
	{ "publisher", read_publisher, 0, NULL, 0 },
	{ "sections", read_sections, 0, NULL, 1 },
	{ "filters", read_steps, 0, NULL, 0 },
	{ "pdf", read_mapping, IN(issue, pdf), pdf_keys, 0 },
	{ "epub", read_mapping, IN(issue, epub), epub_keys, 0 },
	{ "limits", read_mapping, IN(issue, limits), limit_keys, 0 },
	{ "index", read_index, IN(issue, index), NULL, 0 },
	{ "rules", read_path, IN(issue, rules), NULL, 0 },
	{ "report", read_path, IN(issue, report), NULL, 0 },
	{ "strict", read_bool, IN(issue, strict), NULL, 0 },
	{ "untrack", read_bool, IN(issue, untrack), NULL, 0 }, END };

static int
has_key(struct manifest *m, const char *name)
{
	return fy_node_mapping_lookup_by_string(
	               fy_document_root(m->doc), name, strlen(name)) != NULL;
}

/* What no single value shows. */
static void
check_whole(struct manifest *m)
{
	struct issue *is = m->is;
	const char *out[3] = { is->pdf.output, is->epub.output, is->report };
	static const char *const name[3] = {
		"pdf.output",
		"epub.output",
		"report",
	};
	int i, k;

	if (!is->lang) {
		is->lang = arena_strdup(m->arena, "vi");
		manifest_fault(m, 0, MSG_MANIFEST_LANG);
	}
	if (!has_key(m, "pdf") && !has_key(m, "epub"))
		manifest_fault(m, 0, MSG_MANIFEST_NO_OUTPUT);
	for (i = 0; i < 3; i++)
		for (k = i + 1; k < 3; k++)
			if (out[i] && out[k] && !strcmp(out[i], out[k]))
				manifest_fault(m, 0, MSG_MANIFEST_SAME, name[k],
				        out[k], name[i]);
}

static struct issue *
issue_new(const char *path)
{
	struct arena *arena = arena_new();
	struct issue *is = arena_new_of(arena, struct issue);

	is->arena = arena;
	is->path = arena_strdup(arena, path);
	is->limits = limits_default;
	is->pdf.theme = arena_strdup(arena, "bulletin");
	is->pdf.target = arena_strdup(arena, "screen");
	is->epub.theme = arena_strdup(arena, "bulletin");
	is->epub.fonts = 1;
	return is;
}

static int
check_date(const char *date, struct diag *dg)
{
	const char *rest;
	int y, m, d;

	if (!date || (!date_parse(date, &y, &m, &d, &rest) && d && !*rest))
		return 0;
	return diag_report(dg, NULL, MSG_MANIFEST_DATE, date);
}

struct issue *
issue_load(const char *path, const char *date, long long now, struct diag *dg)
{
	struct manifest m = { .path = path, .today = date, .now = now };
	struct fy_node *root;
	int bad;

	if (check_date(date, dg) < 0)
		return NULL;
	m.is = issue_new(path);
	m.arena = m.is->arena;
	bad = manifest_parse(&m, dg) < 0;
	if (!bad) {
		/* for manifests without `issue` */
		period_apply(&m);
		root = fy_document_root(m.doc);
		manifest_mapping(&m, root, root_keys, m.is);
		if (fy_node_is_mapping(root))
			check_whole(&m);
		issue_find_files(&m);
		bad = manifest_report(&m, dg) > 0;
	}
	if (m.doc)
		fy_document_destroy(m.doc);
	vec_free(&m.faults);
	str_free(&m.at);
	str_free(&m.text);
	if (!bad)
		return m.is;
	issue_free(m.is);
	return NULL;
}

void
issue_free(struct issue *is)
{
	size_t i, k;

	if (!is)
		return;
	for (i = 0; i < is->section.n; i++) {
		for (k = 0; k < is->section.p[i].source.n; k++)
			vec_free(&is->section.p[i].source.p[k].path);
		vec_free(&is->section.p[i].source);
	}
	vec_free(&is->section);
	vec_free(&is->step);
	arena_free(is->arena);
}
