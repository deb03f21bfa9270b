/* faces: what is installed, by family and by file.
 *
 * Made once in a run out of fontconfig's patterns, each of which takes nine
 * searches in a file that is mapped; fonts.h tells who shares it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/fonts.h"

/* Families that one of fonts has of its own begin with the faces of the list's.
 */
static struct family *
family_new(struct families *to, const struct family *listed, const char *name)
{
	struct family *fam = xcalloc(1, sizeof(*fam));

	if (to->arena == NULL)
		to->arena = arena_new();
	fam->name = arena_strdup(to->arena, listed ? listed->name : name);
	if (listed)
		vec_copy(&fam->face, &listed->face);
	return fam;
}

void
family_add(struct families *to, const struct families *listed, const char *name,
        uint32_t face)
{
	struct str key = STR_INIT;
	struct family *fam;
	void **slot;

	utf8_put_lower(&key, span_of(name));
	slot = map_put(&to->map, str_span(&key));
	if (*slot == NULL)
		*slot = family_new(to,
		        listed ? map_get(&listed->map, str_span(&key)) : NULL,
		        name);
	fam = *slot;
	if (fam->face.n == 0 || *vec_last(&fam->face) != face)
		vec_add(&fam->face, face);
	str_free(&key);
}

void
family_add_all(struct families *to, const struct families *listed,
        const struct face *face, uint32_t number)
{
	FcChar8 *name;

	for (int i = 0; FcPatternGetString(face->pattern, FC_FAMILY, i,
	                        &name) == FcResultMatch;
	        i++)
		family_add(to, listed, (const char *)name, number);
}

void
families_free(struct families *all)
{
	for (size_t i = 0; i < all->map.n; i++) {
		struct family *fam = all->map.entry[i].value;

		vec_free(&fam->face);
		free(fam);
	}
	map_free(&all->map);
	if (all->arena)
		arena_free(all->arena);
}

static int
get_bool(const FcPattern *p, const char *object, int missing)
{
	FcBool b;

	return FcPatternGetBool(p, object, 0, &b) == FcResultMatch
	               ? b != FcFalse
	               : missing;
}

static unsigned
get_weight(const FcPattern *p)
{
	double w;
	int v;

	if (FcPatternGetDouble(p, FC_WEIGHT, 0, &w) != FcResultMatch)
		return 400; /* a range: variable, or unknown */
	v = FcWeightToOpenType((int)(w + 0.5));
	return v < 1 || v > 1000 ? 400 : (unsigned)v;
}

/* Can a PDF embed what this pattern describes? */
static int
pattern_usable(const FcPattern *p)
{
	FcChar8 *format;

	if (get_bool(p, FC_VARIABLE, 0) || !get_bool(p, FC_SCALABLE, 0) ||
	        !get_bool(p, FC_OUTLINE, 0) || get_bool(p, FC_COLOR, 0) ||
	        get_bool(p, FC_SYMBOL, 0))
		return 0;
	if (FcPatternGetString(p, FC_FONTFORMAT, 0, &format) != FcResultMatch)
		return 0;
	return strcmp((const char *)format, "TrueType") == 0 ||
	       strcmp((const char *)format, "CFF") == 0;
}

int
face_read(struct face *face, FcPattern *p)
{
	FcChar8 *path;
	double width;
	int slant = 0, index = 0;

	if (!pattern_usable(p) ||
	        FcPatternGetString(p, FC_FILE, 0, &path) != FcResultMatch)
		return -1;
	FcPatternGetInteger(p, FC_INDEX, 0, &index);
	FcPatternGetInteger(p, FC_SLANT, 0, &slant);
	if (index < 0 || index > 0xFFFF)
		return -1; /* a named instance */
	memset(face, 0, sizeof(*face));
	face->pattern = p;
	face->path = (const char *)path;
	face->index = index;
	face->italic = slant != FC_SLANT_ROMAN;
	face->weight = (uint16_t)get_weight(p);
	face->weight_min = face->weight_max = face->weight;
	face->width = 100;
	if (FcPatternGetDouble(p, FC_WIDTH, 0, &width) == FcResultMatch &&
	        width >= 1 && width <= 1000)
		face->width = (uint16_t)width;
	return 0;
}

static int
face_cmp(const void *a, const void *b)
{
	const struct face *x = a, *y = b;
	int c = strcmp(x->path, y->path);

	return c ? c : x->index - y->index;
}

static void
take_faces(struct font_list *l, FcConfig *config)
{
	FcFontSet *set = config ? FcConfigGetFonts(config, FcSetSystem) : NULL;
	struct face face;

	for (int i = 0; set && i < set->nfont; i++)
		if (face_read(&face, set->fonts[i]) == 0)
			vec_add(&l->face, face);
	if (l->face.n)
		qsort(l->face.p, l->face.n, sizeof(*l->face.p), face_cmp);
}

struct font_list *
font_list_new(void)
{
	struct font_list *l = xcalloc(1, sizeof(*l));
	struct str key = STR_INIT;

	l->fonts = fontlist_load();
	take_faces(l, l->fonts ? l->fonts : font_list_rules(l));
	for (uint32_t k = 0; k < l->face.n; k++) {
		family_add_all(&l->family, NULL, &l->face.p[k], k);
		str_truncate(&key, 0);
		str_printf(
		        &key, "%s\n%d", l->face.p[k].path, l->face.p[k].index);
		*map_put(&l->by_file, str_span(&key)) =
		        (void *)((uintptr_t)k + 1);
	}
	str_free(&key);
	return l;
}

void
font_list_free(struct font_list *l)
{
	if (l == NULL)
		return;
	families_free(&l->family);
	map_free(&l->by_file);
	vec_free(&l->face);
	if (l->fonts)
		FcConfigDestroy(l->fonts);
	if (l->rules)
		FcConfigDestroy(l->rules);
	free(l);
}

FcConfig *
font_list_rules(struct font_list *l)
{
	if (!l->rules)
		l->rules = FcInitLoadConfigAndFonts();
	return l->rules;
}
