/* counter: @counter-style rules and symbols() (css-counter-styles-3 3, 7.3),
 * and which style a name means.
 *
 * The styles that the standard predefines are a sheet of this room,
 * counters.css; a rule of the author stands before one of it, as in the
 * cascade.
 */
#include "css/counter.h"

#include <limits.h>
#include <string.h>

#include "css/parsers.h"
#include "css/sheet.h"

#define MAX_SYMBOLS 1000
#define MAX_PAD 60 /* the standard's least (3.7) */
#define EXTENDS_DEPTH 32

static const struct keyword systems[] = { { "cyclic", SYSTEM_CYCLIC },
	{ "numeric", SYSTEM_NUMERIC }, { "alphabetic", SYSTEM_ALPHABETIC },
	{ "symbolic", SYSTEM_SYMBOLIC }, { "additive", SYSTEM_ADDITIVE },
	{ "fixed", SYSTEM_FIXED }, { "extends", SYSTEM_EXTENDS },
	{ "-bantin-chinese-informal", SYSTEM_CHINESE_INFORMAL },
	{ "-bantin-chinese-formal", SYSTEM_CHINESE_FORMAL },
	{ "-bantin-ethiopic", SYSTEM_ETHIOPIC }, { NULL, 0 } };

static const char *
take_text(struct vp *v, int ident_too)
{
	const struct token *t = vp_peek(v);
	const char *s;

	if (t->type != T_STRING && (!ident_too || t->type != T_IDENT))
		return NULL;
	s = css_intern(v->c, t->text);
	vp_step(v);
	return s;
}

static int
take_int(struct vp *v, int *out)
{
	struct value n;

	if (!parse_number(v, A_INTEGER | A_NEGATIVE, &n) || n.kind != VAL_NUM)
		return 0;
	*out = (int)(n.u.num / NUM_ONE);
	return 1;
}

/* Names of styles are compared as written, those of the standard without
 * regard to case (2, note on <counter-style-name>). */
static const char *
style_name(struct vp *v)
{
	const struct token *t = vp_peek(v);
	struct counter_use use = { .line = t->line, .col = t->col };
	const char *low;

	if (t->type != T_IDENT)
		return NULL;
	low = css_intern_lower(v->c, t->text);
	vp_step(v);
	if (map_get(&v->c->counter_names, span_of(low)) != NULL)
		return low;
	use.name = css_intern(v->c, t->text);
	if (v->c->now != NULL) {
		use.file = css_intern(v->c, span_of(v->c->now->name));
		vec_add(&v->c->counter_use, use);
	}
	return use.name;
}

void
counter_check(struct css *c, struct diag *dg)
{
	struct map told = { 0 };

	for (size_t i = 0; i < c->counter_use.n; i++) {
		const struct counter_use *u = &c->counter_use.p[i];
		struct where w = { u->file, u->line, u->col, 0 };

		if (map_has(&c->counter_names, span_of(u->name)) ||
		        map_has(&told, span_of(u->name)) || dg == NULL)
			continue;
		map_put(&told, span_of(u->name));
		diag_report(dg, &w, MSG_CSS_COUNTER_STYLE, u->name);
	}
	vec_clear(&c->counter_use);
	map_free(&told);
}

/* A name, or symbols( [cyclic | numeric | alphabetic | symbolic | fixed]?
 * <string>+ ): a style of its own, whose name no other can have. */
const char *
parse_counter_style(struct vp *v)
{
	struct counter_style k = { .system = SYSTEM_SYMBOLIC,
		.first = 1,
		.prefix = "",
		.suffix = " " };
	VEC(struct counter_symbol) list = VEC_INIT;
	struct counter_symbol *kept, one = { 0 };
	struct str name = STR_INIT;
	struct vp in;
	int system;

	if (!vp_function(v, "symbols", &in))
		return style_name(v);
	if (vp_keyword(&in, systems, &system))
		k.system = (uint8_t)system;
	str_printf(&name, "symbols(%d", k.system);
	while ((one.s = take_text(&in, 0)) != NULL && list.n < MAX_SYMBOLS) {
		vec_add(&list, one);
		str_printf(&name, " \"%s\"", one.s);
	}
	str_putc(&name, ')');
	kept = arena_array(v->c->a, list.n + 1, sizeof(*kept));
	if (list.n > 0)
		memcpy(kept, list.p, list.n * sizeof(*kept));
	k.symbol = kept;
	k.symbols = list.n;
	vec_free(&list);
	k.name = css_intern(v->c, str_span(&name));
	str_free(&name);
	if (!vp_done(&in) || k.system == SYSTEM_ADDITIVE ||
	        k.system >= SYSTEM_EXTENDS ||
	        k.symbols <
	                (k.system == SYSTEM_NUMERIC ||
	                                        k.system == SYSTEM_ALPHABETIC
	                                ? 2
	                                : 1))
		return NULL;
	if (!map_has(&v->c->counter_names, span_of(k.name))) {
		map_put(&v->c->counter_names, span_of(k.name));
		vec_add(&v->c->counter, k);
	}
	return k.name;
}

static int
read_system(struct vp *v, struct counter_style *k)
{
	int system;

	if (!vp_keyword(v, systems, &system))
		return 0;
	k->system = (uint8_t)system;
	k->first = 1;
	if (system == SYSTEM_FIXED && !vp_done(v))
		return take_int(v, &k->first);
	if (system == SYSTEM_EXTENDS)
		return (k->extends = style_name(v)) != NULL;
	return 1;
}

static int
read_range(struct vp *v, struct counter_style *k)
{
	VEC(struct counter_range) list = VEC_INIT;
	struct counter_range *kept, r;
	int ok = 1;

	if (vp_ident(v, "auto")) {
		k->ranges = 0;
		return 1;
	}
	do {
		r.min = INT_MIN;
		r.max = INT_MAX;
		ok = (vp_ident(v, "infinite") || take_int(v, &r.min)) &&
		     (vp_ident(v, "infinite") || take_int(v, &r.max)) &&
		     r.min <= r.max && list.n < MAX_SYMBOLS;
		vec_add(&list, r);
	} while (ok && vp_take(v, T_COMMA));
	kept = arena_array(v->c->a, list.n, sizeof(*kept));
	memcpy(kept, list.p, list.n * sizeof(*kept));
	if (ok) {
		k->range = kept;
		k->ranges = list.n;
	}
	vec_free(&list);
	return ok;
}

/* "3 '0'" or "'0' 3": 0 or more, and a symbol. */
static int
weighted(struct vp *v, int *n, const char **s)
{
	*s = take_text(v, 1);
	if (!take_int(v, n) || *n < 0)
		return 0;
	if (*s == NULL)
		*s = take_text(v, 1);
	return *s != NULL;
}

/* symbols: texts; additive-symbols: weights that fall, and texts. */
static int
read_symbols(struct vp *v, struct counter_style *k, int additive)
{
	VEC(struct counter_symbol) list = VEC_INIT;
	struct counter_symbol *kept, one = { 0 };
	int ok = 1;

	while (ok && !vp_done(v) && list.n < MAX_SYMBOLS) {
		if (additive)
			ok = weighted(v, &one.weight, &one.s) &&
			     (list.n == 0 ||
			             one.weight < vec_last(&list)->weight) &&
			     (vp_done(v) || vp_take(v, T_COMMA));
		else
			ok = (one.s = take_text(v, 1)) != NULL;
		vec_add(&list, one);
	}
	ok = ok && vp_done(v) && list.n > 0;
	if (ok) {
		kept = arena_array(v->c->a, list.n, sizeof(*kept));
		memcpy(kept, list.p, list.n * sizeof(*kept));
		k->symbol = kept;
		k->symbols = list.n;
	}
	vec_free(&list);
	return ok;
}

static int
read_one(struct vp *v, struct counter_style *k, struct span name)
{
	if (span_eq_nocase(name, "system"))
		return read_system(v, k);
	if (span_eq_nocase(name, "negative")) {
		k->negative[0] = take_text(v, 1);
		k->negative[1] = take_text(v, 1);
		return k->negative[0] != NULL;
	}
	if (span_eq_nocase(name, "prefix"))
		return (k->prefix = take_text(v, 1)) != NULL;
	if (span_eq_nocase(name, "suffix"))
		return (k->suffix = take_text(v, 1)) != NULL;
	if (span_eq_nocase(name, "range"))
		return read_range(v, k);
	if (span_eq_nocase(name, "pad"))
		return weighted(v, &k->pad_to, &k->pad) && k->pad_to <= MAX_PAD;
	if (span_eq_nocase(name, "fallback"))
		return (k->fallback = style_name(v)) != NULL;
	if (span_eq_nocase(name, "symbols"))
		return read_symbols(v, k, 0);
	if (span_eq_nocase(name, "additive-symbols"))
		return read_symbols(v, k, 1);
	return -1;
}

static void
descriptor(struct sheet *s, void *ctx, const struct token *name, struct vp v,
        const struct token *end)
{
	struct counter_style *k = ctx, next = *k;
	const struct token *t = v.t;
	int ok;

	if (span_eq_nocase(name->text, "speak-as"))
		return; /* paper is mute */
	ok = read_one(&v, &next, name->text);
	if (ok < 0)
		sheet_warn(s, name, MSG_CSS_DECLARATION, NULL, name, end);
	else if (!ok || !vp_done(&v))
		sheet_warn(s, name, MSG_CSS_VALUE,
		        css_intern_lower(s->c, name->text), t, end);
	else
		*k = next;
}

/* What each system needs (3.1); NULL: it has it. */
static const char *
lacks(const struct counter_style *k)
{
	size_t least =
	        k->system == SYSTEM_NUMERIC || k->system == SYSTEM_ALPHABETIC
	                ? 2
	                : 1;
	int weights = 0;

	for (size_t i = 0; i < k->symbols; i++)
		weights |= k->symbol[i].weight;
	if (k->system == SYSTEM_EXTENDS || k->system == SYSTEM_ETHIOPIC)
		return NULL;
	if (k->system >= SYSTEM_CHINESE_INFORMAL)
		return k->symbols == 13 ? NULL : "symbols";
	if (k->system == SYSTEM_ADDITIVE)
		return k->symbols > 0 && weights ? NULL : "additive-symbols";
	return k->symbols >= least && !weights ? NULL : "symbols";
}

void
sheet_counter_style(struct sheet *s, const struct token *at,
        const struct token *open, const struct token *end)
{
	static const char *const kept[] = { "none", "decimal", "disc", "square",
		"circle", "disclosure-open", "disclosure-closed", "inherit",
		"initial", "unset", "revert", "default" };
	struct vp v = vp_open(s->c, at + 1, (size_t)(open - at - 1));
	struct counter_style k = { .system = SYSTEM_SYMBOLIC,
		.first = 1,
		.strength = s->strength,
		.cond = s->cond };
	int ok = 1;

	k.name = style_name(&v);
	for (size_t i = 0; k.name != NULL && i < sizeof(kept) / sizeof(*kept);
	        i++)
		ok &= s->strength == 0 ||
		      !span_eq_nocase(span_of(k.name), kept[i]);
	if (k.name == NULL || !ok || !vp_done(&v)) {
		sheet_warn(s, at, MSG_CSS_COUNTER_NAME, NULL, at, open);
		return;
	}
	sheet_descriptors(s, open + 1, end, descriptor, &k);
	if (lacks(&k) != NULL) {
		sheet_warn(s, at, MSG_CSS_COUNTER, lacks(&k), at, open);
		return;
	}
	map_put(&s->c->counter_names, span_of(k.name));
	vec_add(&s->c->counter, k);
}

#define RULE "@counter-style "

/* In counters.css a rule begins on a line of its own, and so does the next. */
static const char *
next_rule(const char *from)
{
	const char *p = strstr(from, "\n" RULE);

	return p == NULL ? NULL : p + 1;
}

void
counter_standard(struct css *c)
{
	const char *p;

	for (p = css_counters_css; (p = next_rule(p)) != NULL;) {
		const char *name = p + strlen(RULE);
		struct span s = { name, strcspn(name, " ") };
		void **at =
		        map_put(&c->counter_names, span_of(css_intern(c, s)));

		memcpy(at, &p, sizeof(p));
		p = name;
	}
}

/* Read the standard's rule of that name; 0: there is none. */
static int
read_standard(struct css *c, const char *name)
{
	const char *p = map_get(&c->counter_names, span_of(name));
	const char *end = p != NULL ? next_rule(p) : NULL;
	struct sheet s = { .c = c, .name = "counters.css" };
	struct span text = { p, 0 };

	if (p == NULL)
		return 0;
	text.n = end != NULL ? (size_t)(end - p) : strlen(p);
	sheet_parse(&s, text);
	return 1;
}

static const struct counter_style *
find_read(struct css *c, const char *name)
{
	const struct counter_style *best = NULL, *k;

	for (size_t i = c->counter.n; i > 0; i--) {
		k = &c->counter.p[i - 1];
		if (strcmp(k->name, name) == 0 &&
		        (best == NULL || k->strength > best->strength) &&
		        media_holds(c, k->cond))
			best = k;
	}
	return best;
}

const struct counter_style *
counter_style_find(struct css *c, const char *name)
{
	const struct counter_style *k = find_read(c, name);

	return k == NULL && read_standard(c, name) ? find_read(c, name) : k;
}

#define TAKE(field)                                                            \
	if (out->field == NULL)                                                \
	out->field = base->field

/* What out does not say, base says (3.1.7). */
static void
extend(struct counter_style *out, const struct counter_style *base)
{
	TAKE(prefix);
	TAKE(suffix);
	TAKE(fallback);
	if (out->negative[0] == NULL)
		memcpy(out->negative, base->negative, sizeof(out->negative));
	if (out->pad == NULL) {
		out->pad = base->pad;
		out->pad_to = base->pad_to;
	}
	if (out->range == NULL) {
		out->range = base->range;
		out->ranges = base->ranges;
	}
	out->system = base->system;
	out->first = base->first;
	out->extends = base->extends;
	out->symbol = base->symbol;
	out->symbols = base->symbols;
}
#undef TAKE

int
counter_resolve(struct css *c, const char *name, struct counter_style *out)
{
	const struct counter_style *k = counter_style_find(c, name);

	if (k == NULL)
		return 0;
	*out = *k;
	for (int i = 0; out->system == SYSTEM_EXTENDS; i++) {
		/* a ring, or a name that is not there, is decimal */
		k = i < EXTENDS_DEPTH ? counter_style_find(c, out->extends)
		                      : NULL;
		if (k == NULL)
			k = counter_style_find(c, "decimal");
		extend(out, k);
	}
	return 1;
}
