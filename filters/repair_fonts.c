/* repair_fonts: font names that go with a legacy encoding.  A hint, never a
 * proof: many pages keep the old name around text that has long been made
 * Unicode.
 */
#include <string.h>

#include "filters/repair.h"

/* '*' is anything; letters match without case. First match wins. */
static const struct {
	const char *pattern;
	const struct vi_table *table;
	int upper;
} fonts[] = {
	{ ".vn*h", &vi_tcvn3, 1 },
	{ ".vn*", &vi_tcvn3, 0 },
	{ "vni*", &vi_vni_win, 0 },
	{ "vps *hoa", &vi_vps, 1 },
	{ "vps *", &vi_vps, 0 },
	{ "vi * h", &vi_viscii, 1 },
	{ "vi * hoa", &vi_viscii, 1 },
	{ "vi *", &vi_viscii, 0 },
	{ "heo may*", &vi_viscii, 0 },
	{ "hoangyen*", &vi_viscii, 0 },
	{ "minhquan*", &vi_viscii, 0 },
	{ "phuongthao*", &vi_viscii, 0 },
	{ "thahuong*", &vi_viscii, 0 },
	{ "uhoai*", &vi_viscii, 0 },
	{ "svn*new roman*", &vi_vietware_f, 0 },
	{ "vn*new roman*", &vi_vietware_x, 0 },
	{ "vn*2", &vi_bkhcm2, 0 },
	{ "vn*", &vi_bkhcm1, 0 },
};

static int
lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* At most two stars, short names: the simple way is quick enough. */
static int
glob(const char *pat, struct span s)
{
	size_t i;

	for (; *pat != '\0' && *pat != '*'; pat++) {
		if (s.n == 0 || lower((unsigned char)*s.p) != *pat)
			return 0;
		s.p++;
		s.n--;
	}
	if (*pat == '\0')
		return s.n == 0;
	for (i = 0; i <= s.n; i++)
		if (glob(pat + 1, (struct span){ s.p + i, s.n - i }))
			return 1;
	return 0;
}

struct span
repair_first_family(struct span families)
{
	const char *comma = memchr(families.p, ',', families.n);

	if (comma != NULL)
		families.n = (size_t)(comma - families.p);
	families = span_trim(families);
	while (families.n > 0 && (*families.p == '"' || *families.p == '\'')) {
		families.p++;
		families.n--;
	}
	while (families.n > 0 && (families.p[families.n - 1] == '"' ||
	                                 families.p[families.n - 1] == '\''))
		families.n--;
	if (families.n > 7 && families.p[6] == '+')
		families = (struct span){ families.p + 7, families.n - 7 };
	return span_trim(families);
}

const struct vi_table *
repair_font(struct span families, int *upper)
{
	struct span name = repair_first_family(families);

	*upper = 0;
	if (name.n > 64)
		return NULL;
	for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++)
		if (glob(fonts[i].pattern, name)) {
			*upper = fonts[i].upper;
			return fonts[i].table;
		}
	return NULL;
}

static int
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether a property's name stands right before d.p[at]. */
static int
is_property(struct span d, size_t at, const char *name)
{
	size_t n = strlen(name), k;

	if (at < n)
		return 0;
	for (k = 0; k < n; k++)
		if (lower((unsigned char)d.p[at - n + k]) != name[k])
			return 0;
	return at == n || (d.p[at - n - 1] != '-' &&
	                          ((d.p[at - n - 1] | 0x20) < 'a' ||
	                                  (d.p[at - n - 1] | 0x20) > 'z'));
}

/* In a value of the property font the families stand behind the size. */
static size_t
behind_size(struct span d, size_t i)
{
	int sized = 0;

	for (;;) {
		while (i < d.n && is_blank(d.p[i]))
			i++;
		if (i >= d.n || d.p[i] == ';' || d.p[i] == '}' ||
		        d.p[i] == '"' || d.p[i] == '\'')
			return i;
		if (d.p[i] >= '0' && d.p[i] <= '9')
			sized = 1;
		else if (sized)
			return i;
		while (i < d.n && !is_blank(d.p[i]) && d.p[i] != ';' &&
		        d.p[i] != '}')
			i++;
	}
}

/* Where the next list of families at or behind *at begins; 0: there is
 * none. */
static int
next_family(struct span d, size_t *at)
{
	const char *colon;
	size_t i = *at;

	while (i < d.n && (colon = memchr(d.p + i, ':', d.n - i)) != NULL) {
		size_t to = (size_t)(colon - d.p);

		i = to + 1;
		while (to > 0 && is_blank(d.p[to - 1]))
			to--;
		if (is_property(d, to, "font")) {
			*at = behind_size(d, i);
			return 1;
		}
		if (!is_property(d, to, "font-family"))
			continue;
		while (i < d.n && is_blank(d.p[i]))
			i++;
		*at = i;
		return 1;
	}
	return 0;
}

struct span
repair_style_font(struct span d)
{
	size_t i = 0, to;

	if (!next_family(d, &i))
		return (struct span){ d.p, 0 };
	for (to = i; to < d.n && d.p[to] != ';' && d.p[to] != '}';)
		to++;
	return (struct span){ d.p + i, to - i };
}

int
repair_sheet(struct span css)
{
	size_t i = 0, to;
	int upper;

	while (next_family(css, &i)) {
		for (to = i;
		        to < css.n && css.p[to] != ';' && css.p[to] != '}';)
			to++;
		if (repair_font((struct span){ css.p + i, to - i }, &upper) !=
		        NULL)
			return 1;
		i = to;
	}
	return 0;
}

static void
add_selector(struct repair_sheets *f, struct span sel, const struct vi_table *t,
        int upper)
{
	struct repair_font_rule *r;
	size_t i;

	sel = span_trim(sel);
	for (i = sel.n; i > 0 && sel.p[i - 1] != ' ' && sel.p[i - 1] != '>';)
		i--;
	sel = (struct span){ sel.p + i, sel.n - i };
	if (sel.n == 0 || f->rule.n >= 256)
		return;
	r = vec_push(&f->rule);
	for (i = 0; i < sel.n && sel.p[i] != '.' && sel.p[i] != '#' &&
	            sel.p[i] != ':';)
		i++;
	r->tag = (struct span){ sel.p, i };
	if (i < sel.n && sel.p[i] == '.')
		r->class = (struct span){ sel.p + i + 1, sel.n - i - 1 };
	else if (i < sel.n && sel.p[i] == '#')
		r->id = (struct span){ sel.p + i + 1, sel.n - i - 1 };
	else if (i < sel.n)
		f->rule.n--; /* states: not for us */
	r->table = t;
	r->upper = upper;
}

void
repair_sheets_add(struct repair_sheets *f, struct span css)
{
	const char *p = css.p, *end = css.p + css.n, *open, *close;

	while ((open = memchr(p, '{', (size_t)(end - p))) != NULL &&
	        (close = memchr(open, '}', (size_t)(end - open))) != NULL) {
		struct span font = repair_style_font(
		        (struct span){ open + 1, (size_t)(close - open - 1) });
		const struct vi_table *t = NULL;
		int upper;

		if (font.n > 0)
			t = repair_font(font, &upper);
		for (; t != NULL && p < open; p++) {
			const char *comma = memchr(p, ',', (size_t)(open - p));

			if (comma == NULL)
				comma = open;
			add_selector(f, (struct span){ p, (size_t)(comma - p) },
			        t, upper);
			p = comma;
		}
		p = close + 1;
	}
}

static int
has_word(struct span list, struct span want)
{
	size_t i = 0, to;

	for (; i < list.n; i = to + 1) {
		for (to = i; to < list.n && !is_blank(list.p[to]);)
			to++;
		if (to - i == want.n && memcmp(list.p + i, want.p, want.n) == 0)
			return 1;
	}
	return 0;
}

static int
same_tag(struct span a, struct span b)
{
	size_t i;

	for (i = 0; i < a.n && i < b.n; i++)
		if (lower((unsigned char)a.p[i]) !=
		        lower((unsigned char)b.p[i]))
			return 0;
	return a.n == b.n;
}

const struct vi_table *
repair_sheets_font(const struct repair_sheets *f, struct span tag,
        struct span classes, struct span id, int *upper)
{
	size_t i;

	for (i = f->rule.n; i > 0; i--) {
		const struct repair_font_rule *r = &f->rule.p[i - 1];

		if ((r->tag.n > 0 && !same_tag(r->tag, tag)) ||
		        (r->class.n > 0 && !has_word(classes, r->class)) ||
		        (r->id.n > 0 && !has_word(id, r->id)))
			continue;
		*upper = r->upper;
		return r->table;
	}
	return NULL;
}

/* A value from text.p[i] on, to the end of what a declaration or attribute
 * could be. */
static int
is_legacy_value(struct span text, size_t i)
{
	size_t to;
	int upper;

	while (i < text.n &&
	        (text.p[i] == '"' || text.p[i] == '\'' || text.p[i] == ' '))
		i++;
	for (to = i; to < text.n && text.p[to] != ';' && text.p[to] != '}' &&
	             text.p[to] != '>' && text.p[to] != '"' &&
	             text.p[to] != '\'';)
		to++;
	return repair_font((struct span){ text.p + i, to - i }, &upper) != NULL;
}

int
repair_names_font(struct span text)
{
	size_t i = 0, k;
	const char *eq;

	while (next_family(text, &i))
		if (is_legacy_value(text, i))
			return 1;
	for (i = 0; (eq = memchr(text.p + i, '=', text.n - i)) != NULL;) {
		i = (size_t)(eq - text.p) + 1;
		for (k = 0; k < 4 && k + 1 < i &&
		            lower((unsigned char)eq[-1 - (int)k]) == "ecaf"[k];)
			k++;
		if (k == 4 && is_legacy_value(text, i))
			return 1;
	}
	return 0;
}
