/* fallback: a face for a character that the style's own families lack.
 *
 * fontconfig's order for the class of the style (serif, sans-serif,
 * monospace) and the language is the base: it carries what the distribution
 * knows of scripts.  Over it stand three preferences of our own: the Noto
 * CJK face of the language's region (one Han character has up to five
 * shapes), Noto faces of the style's class, any Noto face.  They exist so that
 * a bulletin looks the same on machines that have more fonts installed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/fonts.h"

const char *
face_family(const struct face *face)
{
	FcChar8 *name = NULL;

	if (FcPatternGetString(face->pattern, FC_FAMILY, 0, &name) !=
	        FcResultMatch)
		return "";
	return (const char *)name;
}

int
face_has(const struct face *face, uint32_t cp)
{
	FcCharSet *set = NULL;
	size_t i = 0;

	while (i < face->ranges &&
	        (cp < face->range[i].min || cp > face->range[i].max))
		i++;
	if (face->range != NULL && i == face->ranges)
		return 0;
	return FcPatternGetCharSet(face->pattern, FC_CHARSET, 0, &set) ==
	               FcResultMatch &&
	       FcCharSetHasChar(set, cp);
}

static void
chain_key(struct str *key, enum font_class cls, const char *lang,
        unsigned weight, int italic)
{
	str_printf(
	        key, "%d %u %d %s", (int)cls, weight, italic, lang ? lang : "");
}

static void
fill_chain(struct fonts *f, struct chain *c, FcPattern *pattern)
{
	struct str key = STR_INIT;
	FcResult result;
	FcFontSet *set;
	int i;

	FcConfigSubstitute(font_list_rules(f->list), pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	set = FcFontSort(f->list->rules, pattern, FcFalse, NULL, &result);
	for (i = 0; set && i < set->nfont; i++) {
		FcChar8 *path = NULL;
		uintptr_t k;
		int index = 0;

		FcPatternGetString(set->fonts[i], FC_FILE, 0, &path);
		FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &index);
		str_truncate(&key, 0);
		str_printf(
		        &key, "%s\n%d", path ? (const char *)path : "", index);
		k = (uintptr_t)map_get(&f->list->by_file, str_span(&key));
		if (k)
			vec_add(&c->face, (uint32_t)(k - 1));
	}
	if (set)
		FcFontSetDestroy(set);
	str_free(&key);
}

const struct chain *
fonts_chain(struct fonts *f, enum font_class cls, const char *lang,
        unsigned weight, int italic)
{
	struct str key = STR_INIT;
	struct chain *c;
	FcPattern *p;

	chain_key(&key, cls, lang, weight, italic);
	c = map_get(&f->chain, str_span(&key));
	if (c == NULL) {
		c = xcalloc(1, sizeof(*c));
		p = FcPatternCreate();
		FcPatternAddString(
		        p, FC_FAMILY, (const FcChar8 *)fonts_preferred[cls]);
		FcPatternAddString(
		        p, FC_FAMILY, (const FcChar8 *)fonts_generic[cls]);
		/* Never the environment's language: same input, same bytes. */
		FcPatternAddString(
		        p, FC_LANG, (const FcChar8 *)(lang ? lang : "en"));
		FcPatternAddInteger(
		        p, FC_WEIGHT, FcWeightFromOpenType((int)weight));
		FcPatternAddInteger(
		        p, FC_SLANT, italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
		fill_chain(f, c, p);
		FcPatternDestroy(p);
		*map_put(&f->chain, str_span(&key)) = c;
	}
	str_free(&key);
	return c;
}

static int
has_prefix(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Region of Noto CJK's families for a language tag. */
static const char *
cjk_region(const char *lang)
{
	static const struct {
		const char *tag, *region;
	} table[] = {
		{ "ja", "JP" },
		{ "ko", "KR" },
		{ "zh-HK", "HK" },
		{ "zh-MO", "HK" },
		{ "zh-TW", "TC" },
		{ "zh-Hant", "TC" },
	};
	size_t i;

	for (i = 0; lang && i < sizeof(table) / sizeof(table[0]); i++) {
		struct span head = { lang, strlen(table[i].tag) };

		if (strlen(lang) >= head.n &&
		        span_eq_nocase(head, table[i].tag))
			return table[i].region;
	}
	return "SC";
}

/* Noto families whose design is a special one: for display, for screens'
 * tight lines, a script's second style. */
static int
is_special(const char *name)
{
	static const char *const word[] = { " UI", "Display", "Unjoined",
		"Rashi", "Kufi", "Nastaliq", "Looped", "Supplement", "Syriac E",
		"Syriac W" };
	size_t i;

	for (i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (strstr(name, word[i]))
			return 1;
	return 0;
}

/* Is cp one of those that East Asian fonts are for? */
static int
is_cjk(uint32_t cp, hb_script_t script)
{
	return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
	       script == HB_SCRIPT_KATAKANA || script == HB_SCRIPT_HANGUL ||
	       script == HB_SCRIPT_BOPOMOFO || (cp >= 0x3000 && cp <= 0x33FF) ||
	       (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFFEF);
}

static int
lang_is_cjk(const char *lang)
{
	return lang &&
	       (strncmp(lang, "zh", 2) == 0 || strncmp(lang, "ja", 2) == 0 ||
	               strncmp(lang, "ko", 2) == 0);
}

struct wish {
	enum font_class cls;
	const char *region; /* of Noto CJK */
	int cjk; /* the character or the language is East Asian */
	int sign; /* the character belongs to no script */
};

/* Smaller is better; 100 for families that are not Noto's.  A sign in Latin
 * text comes from the fonts of signs: in East Asian ones arrows and bullets
 * are as wide as an ideograph. */
static int
rank(const char *name, const struct wish *w)
{
	int serif = strstr(name, "Serif") || strstr(name, "Naskh");
	int mono = strstr(name, "Mono") != NULL;
	const char *cjk = strstr(name, " CJK ");
	int r = 0;

	if (!has_prefix(name, "Noto "))
		return 100;
	if (cjk && strcmp(cjk + 5, w->region) != 0)
		r += 8;
	if (w->sign && !w->cjk && !strstr(name, "Symbols"))
		r += strstr(name, "Math") ? 1 : cjk ? 90 : 40;
	if (is_special(name))
		r += 32;
	if (mono != (w->cls == CLASS_MONO))
		r += mono ? 16 : 1;
	if (serif != (w->cls == CLASS_SERIF))
		r += 2;
	return r;
}

const struct font *
fonts_from_chain(struct fonts *f, const struct chain *c, enum font_class cls,
        const char *lang, unsigned weight, int italic, uint32_t cp)
{
	hb_script_t script =
	        hb_unicode_script(hb_unicode_funcs_get_default(), cp);
	struct wish w = {
		.cls = cls,
		.region = cjk_region(lang),
		.cjk = is_cjk(cp, script) || lang_is_cjk(lang),
		.sign = script == HB_SCRIPT_COMMON && cp != ' ',
	};
	size_t tries;

	for (tries = 0; tries <= c->face.n; tries++) {
		const struct font *font;
		const char *best = NULL;
		int best_rank = 0;
		size_t i;

		for (i = 0; i < c->face.n; i++) {
			struct face *face = &f->face.p[c->face.p[i]];
			const char *name;
			int r;

			if (face->state == FACE_REFUSED || !face_has(face, cp))
				continue;
			name = face_family(face);
			r = rank(name, &w);
			if (best == NULL || r < best_rank) {
				best = name;
				best_rank = r;
			}
		}
		if (best == NULL)
			return NULL;
		font = fonts_in_family(
		        f, fonts_family(f, best), weight, italic, cp);
		if (font)
			return font;
	}
	return NULL;
}

#define NAMES 4 /* of texts in one report */

static void **
seen_at(struct fonts *f, uint32_t cp, const char *where)
{
	struct str key = STR_INIT;
	void **at;

	str_printf(&key, "%X\n%s", (unsigned)cp, where);
	at = map_put(&f->missing, str_span(&key));
	str_free(&key);
	return at;
}

static void
add_text(struct missing *m, const char *name)
{
	if (m->in.n < NAMES)
		vec_add(&m->in, name);
	else
		m->more++;
}

/* One warning a character: at once, or when all texts have been seen. */
static void
report_missing(struct fonts *f, uint32_t cp)
{
	void **at = seen_at(f, cp, "");
	uintptr_t k;

	if (*at == f) /* reported */
		return;
	if (f->where == NULL) {
		*at = f;
		diag_report(f->dg, NULL, MSG_FONT_MISSING, (unsigned)cp, "");
		return;
	}
	if (*at == NULL) {
		((struct missing *)vec_push(&f->unseen))->cp = cp;
		*at = (void *)(uintptr_t)f->unseen.n;
	}
	k = (uintptr_t)*at - 1;
	if (*f->where == '\0')
		return;
	at = seen_at(f, cp, f->where);
	if (*at == NULL)
		add_text(&f->unseen.p[k], f->where);
	*at = f;
}

void
fonts_where(struct fonts *f, const char *name)
{
	f->where = name;
}

void
fonts_report(struct fonts *f)
{
	struct str in = STR_INIT;

	for (size_t i = 0; i < f->unseen.n; i++) {
		struct missing *m = &f->unseen.p[i];

		str_truncate(&in, 0);
		for (size_t k = 0; k < m->in.n; k++)
			str_printf(&in, "%s%s", k ? ", " : ", which is in ",
			        m->in.p[k]);
		if (m->more > 0)
			str_printf(&in, " and %zu more", m->more);
		diag_report(f->dg, NULL, MSG_FONT_MISSING, (unsigned)m->cp,
		        str_c(&in));
		vec_free(&m->in);
		*seen_at(f, m->cp, "") = f;
	}
	vec_clear(&f->unseen);
	f->where = NULL;
	str_free(&in);
}

const struct font *
fonts_fallback(
        struct fonts *f, const struct style *s, uint32_t cp, const char *lang)
{
	enum font_class cls = fonts_class(f, s);
	struct str key = STR_INIT;
	const struct font *font;
	void **slot;

	chain_key(&key, cls, lang, s->font_weight, s->italic);
	for (const char *const *name = s->font_family; name && *name; name++) {
		str_putc(&key, '\n');
		str_puts(&key, *name);
	}
	str_printf(&key, "\n%X", (unsigned)cp);
	slot = map_put(&f->fallback, str_span(&key));
	str_free(&key);
	if (*slot == NULL) {
		font = fonts_in_list(f, s, cp);
		if (font == NULL)
			font = fonts_from_chain(f,
			        fonts_chain(f, cls, lang, s->font_weight,
			                s->italic),
			        cls, lang, s->font_weight, s->italic, cp);
		if (font != NULL)
			memcpy(slot, &font, sizeof(font));
		else
			*slot = f; /* there is none */
	}
	if (*slot != f)
		return *slot;
	report_missing(f, cp);
	return NULL;
}
