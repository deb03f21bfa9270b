/* match: which installed face a style asks for.
 *
 * fontconfig tells what is installed and what stands in for what; the choice
 * among the faces of a family is ours, by the algorithm of CSS Fonts 4 (5.2),
 * so that it is the same whatever order the folders were read in.  Only faces
 * that a PDF can embed as they are take part: scalable sfnt files, no
 * variable fonts (they would have to be instanced), no bitmaps, no colour.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/fonts.h"

const char *const fonts_preferred[CLASS_COUNT] = {
	[CLASS_SERIF] = "Noto Serif",
	[CLASS_SANS] = "Noto Sans",
	[CLASS_MONO] = "Noto Sans Mono",
};

const char *const fonts_generic[CLASS_COUNT] = {
	[CLASS_SERIF] = "serif",
	[CLASS_SANS] = "sans-serif",
	[CLASS_MONO] = "monospace",
};

static const struct {
	const char *name;
	enum font_class cls;
} generic[] = {
	{ "serif", CLASS_SERIF },
	{ "sans-serif", CLASS_SANS },
	{ "monospace", CLASS_MONO },
	{ "system-ui", CLASS_SANS },
	{ "ui-serif", CLASS_SERIF },
	{ "ui-sans-serif", CLASS_SANS },
	{ "ui-monospace", CLASS_MONO },
	{ "ui-rounded", CLASS_SANS },
	{ "-apple-system", CLASS_SANS },
	{ "cursive", CLASS_SERIF },
	{ "fantasy", CLASS_SANS },
	{ "math", CLASS_SERIF },
	{ "emoji", CLASS_SANS },
};

/* Names that style sheets and word processors give without a generic one
 * after them, and that are rarely installed: what they look like. */
static const struct {
	const char *name;
	enum font_class cls;
} known[] = {
	{ "arial", CLASS_SANS },
	{ "calibri", CLASS_SANS },
	{ "consolas", CLASS_MONO },
	{ "courier", CLASS_MONO },
	{ "helvetica", CLASS_SANS },
	{ "inter", CLASS_SANS },
	{ "lucida console", CLASS_MONO },
	{ "menlo", CLASS_MONO },
	{ "open sans", CLASS_SANS },
	{ "roboto mono", CLASS_MONO },
	{ "roboto", CLASS_SANS },
	{ "segoe", CLASS_SANS },
	{ "tahoma", CLASS_SANS },
	{ "trebuchet", CLASS_SANS },
	{ "verdana", CLASS_SANS },
};

static int
known_class(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t n = strlen(known[i].name);
		struct span head = { name, n };

		if (strlen(name) >= n && span_eq_nocase(head, known[i].name))
			return (int)known[i].cls;
	}
	return -1;
}

/* -1 when name is no generic family. */
static int
generic_class(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(generic) / sizeof(generic[0]); i++)
		if (span_eq_nocase(span_of(name), generic[i].name))
			return (int)generic[i].cls;
	return -1;
}

/* Family names compare without case (CSS Fonts 4, 5.1). */
static void
fold_name(struct str *out, const char *name)
{
	utf8_put_lower(out, span_of(name));
}

struct family *
fonts_family(const struct fonts *f, const char *name)
{
	struct str key = STR_INIT;
	struct family *fam;

	fold_name(&key, name);
	fam = map_get(&f->family.map, str_span(&key));
	if (!fam)
		fam = map_get(&f->list->family.map, str_span(&key));
	str_free(&key);
	return fam;
}

static unsigned
weight_distance(const struct face *face, unsigned want)
{
	unsigned have = want;

	if (want < face->weight_min)
		have = face->weight_min;
	else if (want > face->weight_max)
		have = face->weight_max;
	if (want >= 400 && want <= 500) {
		if (have >= want && have <= 500)
			return have - want;
		return have < want ? 1000 + want - have : 2000 + have - 500;
	}
	if (want < 400)
		return have <= want ? want - have : 1000 + have - want;
	return have >= want ? have - want : 1000 + want - have;
}

/* Smaller is nearer: stretch, then slant, then weight. */
static unsigned
distance(const struct face *face, unsigned weight, int italic)
{
	unsigned d = weight_distance(face, weight);

	d += face->italic == italic ? 0 : 10000;
	d += (unsigned)abs(face->width - 100) * 100000;
	return d;
}

const struct font *
fonts_in_family(struct fonts *f, const struct family *fam, unsigned weight,
        int italic, uint32_t cp)
{
	unsigned floor = 0;

	/* Refused faces are found when opened: then the next best. */
	for (;;) {
		const struct font *font;
		const struct face *face;
		unsigned best_d = 0;
		uint32_t best = 0;
		int found = 0;
		size_t i;

		for (i = 0; i < fam->face.n; i++) {
			uint32_t k = fam->face.p[i];
			unsigned d;

			face = &f->face.p[k];
			if (face->state == FACE_REFUSED ||
			        (cp && !face_has(face, cp)))
				continue;
			d = distance(face, weight, italic);
			if (!face->added)
				d += 100000000;
			if (!found || d < best_d) {
				found = 1;
				best_d = d;
				best = k;
			}
		}
		if (!found || floor++ > fam->face.n)
			return NULL;
		face = &f->face.p[best];
		font = fonts_open(f, best,
		        weight >= 600 && face->weight_max < 600,
		        italic && !face->italic);
		if (font)
			return font;
	}
}

/* Add the families that fontconfig puts in the place of pattern's, those with
 * a strong binding only: aliases such as Arial for Liberation Sans, not the
 * generic families that it appends to everything. */
static void
add_strong(struct fonts *f, struct alias *a, FcPattern *pattern)
{
	FcValueBinding binding;
	FcValue v;
	int i;

	FcConfigSubstitute(font_list_rules(f->list), pattern, FcMatchPattern);
	for (i = 0; FcPatternGetWithBinding(pattern, FC_FAMILY, i, &v,
	                    &binding) == FcResultMatch;
	        i++) {
		struct family *fam;

		if (binding == FcValueBindingWeak || v.type != FcTypeString)
			continue;
		fam = fonts_family(f, (const char *)v.u.s);
		if (fam)
			vec_add(&a->family, fam);
	}
}

static const struct alias *
alias_of(struct fonts *f, const char *name)
{
	struct alias *a = map_get(&f->alias, span_of(name));
	int cls = generic_class(name);
	struct family *fam;
	FcPattern *pattern;

	if (a)
		return a;
	a = xcalloc(1, sizeof(*a));
	fam = fonts_family(f, cls >= 0 ? fonts_preferred[cls] : name);
	if (fam) {
		vec_add(&a->family, fam);
	} else if (cls < 0) {
		pattern = FcPatternCreate();
		FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)name);
		add_strong(f, a, pattern);
		FcPatternDestroy(pattern);
	}
	*map_put(&f->alias, span_of(name)) = a;
	return a;
}

const struct font *
fonts_in_list(struct fonts *f, const struct style *s, uint32_t cp)
{
	const char *const *name;

	for (name = s->font_family; name && *name; name++) {
		const struct alias *a = alias_of(f, *name);
		const struct font *font;
		size_t i;
		int cls;

		for (i = 0; i < a->family.n; i++) {
			font = fonts_in_family(f, a->family.p[i],
			        s->font_weight, s->italic, cp);
			if (font)
				return font;
		}
		cls = generic_class(*name);
		if (cls >= 0 && a->family.n == 0) {
			const struct chain *c =
			        fonts_chain(f, (enum font_class)cls, NULL,
			                s->font_weight, s->italic);

			font = fonts_from_chain(f, c, (enum font_class)cls,
			        NULL, s->font_weight, s->italic, cp);
			if (font)
				return font;
		}
	}
	return NULL;
}

/* What the style's families look like: by the first generic name, else the
 * first name that tells. */
enum font_class
fonts_class(const struct fonts *f, const struct style *s)
{
	const char *const *name;

	for (name = s->font_family; name && *name; name++) {
		int cls = generic_class(*name);

		if (cls >= 0)
			return (enum font_class)cls;
	}
	for (name = s->font_family; name && *name; name++) {
		int cls = known_class(*name);

		if (cls >= 0)
			return (enum font_class)cls;
		if (!fonts_family(f, *name))
			continue;
		if (strstr(*name, "Mono"))
			return CLASS_MONO;
		return strstr(*name, "Sans") ? CLASS_SANS : CLASS_SERIF;
	}
	return CLASS_SERIF;
}

int
fonts_mixed(const struct fonts *f, const struct style *s)
{
	for (const char *const *name = f->ranged ? s->font_family : NULL;
	        name && *name; name++) {
		const struct family *fam = fonts_family(f, *name);

		for (size_t i = 0; fam && i < fam->face.n; i++)
			if (f->face.p[fam->face.p[i]].range != NULL)
				return 1;
	}
	return 0;
}

static void
style_key(struct str *key, const struct style *s)
{
	const char *const *name;

	for (name = s->font_family; name && *name; name++) {
		str_puts(key, *name);
		str_putc(key, '\n');
	}
	str_putc(key, (char)(s->font_weight & 0xFF));
	str_putc(key, (char)(s->font_weight >> 8));
	str_putc(key, s->italic ? 'i' : 'r');
}

const struct font *
fonts_match(struct fonts *f, const struct style *s)
{
	struct str *key = &f->key;
	const struct font *font;
	enum font_class cls;
	void **slot;

	str_truncate(key, 0);
	style_key(key, s);
	font = map_get(&f->match, str_span(key));
	if (font == NULL) {
		/* The first font of the list may be for other characters
		 * only (CSS Fonts 4, 5.2: first available font has U+0020). */
		font = fonts_in_list(f, s, ' ');
		cls = fonts_class(f, s);
		if (font == NULL)
			font = fonts_from_chain(f,
			        fonts_chain(f, cls, NULL, s->font_weight,
			                s->italic),
			        cls, NULL, s->font_weight, s->italic, ' ');
		if (font == NULL) {
			diag_report(f->dg, NULL, MSG_FONT_NONE);
			exit(78);
		}
		slot = map_put(&f->match, str_span(key));
		memcpy(slot, &font, sizeof(font));
	}
	return font;
}
