/* report: the table of rules, and findings as lines or as JSON. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "check/ctx.h"
#include "check/ink.h"

/* A file broken a thousand times in one way is told of it this often. */
#define SHOWN_MAX 20

const struct check_rule_text check_rules[RULE_COUNT] = {
#define R(id, archive, access, print, what, mend)                              \
	{ #id, { archive, access, print }, what, mend },
#include "check/rules.def"
#undef R
};

static const char *const column_name[] = { "PDF/A-2u", "PDF/UA-1", "print" };
static const char *const column_key[] = { "archive", "access", "print" };

void
find(struct ctx *x, enum check_rule rule, const struct obj *o,
        const char *detail)
{
	static const unsigned bits[3] = { CHECK_ARCHIVE, CHECK_ACCESS,
		CHECK_PRINT | CHECK_NEWSPAPER };
	const char *kept = NULL;

	for (int i = 0; i < 3; i++) {
		struct finding *f;

		if (!(x->profiles & bits[i]) || !check_rules[rule].clause[i])
			continue;
		if (x->out->count[rule]++ >= SHOWN_MAX * 2)
			continue;
		if (detail && !kept)
			kept = arena_strdup(x->out->arena, detail);
		f = vec_push(&x->out->finding);
		f->rule = rule;
		f->column = i;
		f->page = x->page;
		f->object = o ? o->num : 0;
		f->detail = kept;
	}
}

void
find_printf(struct ctx *x, enum check_rule rule, const struct obj *o,
        const char *fmt, ...)
{
	struct str s = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_vprintf(&s, fmt, ap);
	va_end(ap);
	find(x, rule, o, str_c(&s));
	str_free(&s);
}

/* Names in a file may hold anything: only printable UTF-8 leaves. */
static void
put_clean(struct str *out, const char *s)
{
	const char *end = s + strlen(s);

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		str_put_utf8(out, cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? '?'
		                  : cp == UTF8_BAD ? 0xFFFD
		                                   : cp);
	}
}

void
check_text(struct str *out, const struct check *c, const char *name)
{
	for (size_t i = 0; i < c->finding.n; i++) {
		const struct finding *f = &c->finding.p[i];
		const struct check_rule_text *r = &check_rules[f->rule];

		str_printf(out, "%s: %s %s", name, column_name[f->column],
		        r->clause[f->column]);
		if (f->page)
			str_printf(out, ", page %d", f->page);
		if (f->object)
			str_printf(out, ", object %d", f->object);
		str_printf(out, ": %s", r->what);
		if (f->detail) {
			str_puts(out, " (");
			put_clean(out, f->detail);
			str_putc(out, ')');
		}
		str_printf(out, "; %s\n", r->mend);
	}
}

static void
put_json(struct str *out, const char *s)
{
	struct str clean = STR_INIT;

	put_clean(&clean, s);
	str_putc(out, '"');
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.s[i] == '"' || clean.s[i] == '\\')
			str_putc(out, '\\');
		str_putc(out, clean.s[i]);
	}
	str_putc(out, '"');
	str_free(&clean);
}

static void
json_finding(struct str *out, const struct finding *f)
{
	const struct check_rule_text *r = &check_rules[f->rule];

	str_puts(out, "{\"rule\":");
	put_json(out, r->id);
	str_printf(out,
	        ",\"standard\":\"%s\",\"clause\":", column_name[f->column]);
	put_json(out, r->clause[f->column]);
	if (f->page)
		str_printf(out, ",\"page\":%d", f->page);
	if (f->object)
		str_printf(out, ",\"object\":%d", f->object);
	str_puts(out, ",\"what\":");
	put_json(out, r->what);
	if (f->detail) {
		str_puts(out, ",\"detail\":");
		put_json(out, f->detail);
	}
	str_puts(out, ",\"mend\":");
	put_json(out, r->mend);
	str_putc(out, '}');
}

void
check_json(struct str *out, const struct check *c, const char *name,
        unsigned profiles, const struct ink *ink)
{
	int first = 1;

	str_puts(out, "{\"file\":");
	put_json(out, name);
	str_printf(out, ",\"pages\":%d,\"for\":[", c->pages);
	for (int i = 0; i < 3; i++) {
		static const unsigned bits[3] = { CHECK_ARCHIVE, CHECK_ACCESS,
			CHECK_PRINT | CHECK_NEWSPAPER };

		if (!(profiles & bits[i]))
			continue;
		str_printf(out, "%s\"%s\"", first ? "" : ",",
		        i == 2 && (profiles & CHECK_NEWSPAPER) ? "newspaper"
		                                               : column_key[i]);
		first = 0;
	}
	str_printf(out, "],\"clean\":%s,\"findings\":[",
	        c->finding.n ? "false" : "true");
	for (size_t i = 0; i < c->finding.n; i++) {
		str_puts(out, i ? ",\n" : "\n");
		json_finding(out, &c->finding.p[i]);
	}
	str_putc(out, ']');
	if (ink && (ink->page.n || ink->picture.n))
		ink_json(out, ink);
	str_puts(out, "}\n");
}
