/* features: from font-variant-caps, letter-spacing and font-feature-settings
 * to HarfBuzz's list.  Later entries win in HarfBuzz, so what the author
 * wrote in font-feature-settings comes last (CSS Fonts 4, 7.2).
 */
#include "text/features.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

struct known {
	char *settings; /* NULL: none */
	uint8_t caps, spaced;
	struct feature_set set;
};

struct feature_sets {
	VEC(struct known) known;
};

struct feature_sets *
feature_sets_new(void)
{
	return xcalloc(1, sizeof(struct feature_sets));
}

void
feature_sets_free(struct feature_sets *fs)
{
	size_t i;

	if (fs == NULL)
		return;
	for (i = 0; i < fs->known.n; i++) {
		free(fs->known.p[i].settings);
		vec_free(&fs->known.p[i].set);
	}
	vec_free(&fs->known);
	free(fs);
}

static void
add(struct feature_set *out, const char *tag, uint32_t value)
{
	hb_feature_t f = {
		.tag = HB_TAG(tag[0], tag[1], tag[2], tag[3]),
		.value = value,
		.start = HB_FEATURE_GLOBAL_START,
		.end = HB_FEATURE_GLOBAL_END,
	};

	vec_add(out, f);
}

static const char *
skip_space(const char *p)
{
	while (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		p++;
	return p;
}

/* [ <integer> | on | off ]?, 1 when left out. */
static const char *
parse_value(const char *p, uint32_t *value)
{
	*value = 1;
	if (*p >= '0' && *p <= '9') {
		*value = 0;
		while (*p >= '0' && *p <= '9') {
			if (*value < 10000)
				*value = *value * 10 + (uint32_t)(*p - '0');
			p++;
		}
		return p;
	}
	if (span_eq_nocase((struct span){ p, strnlen(p, 3) }, "off")) {
		*value = 0;
		return p + 3;
	}
	if (span_eq_nocase((struct span){ p, strnlen(p, 2) }, "on"))
		return p + 2;
	return p;
}

void
features_parse(const char *value, struct feature_set *out)
{
	const char *p = value;

	for (;;) {
		const char *tag;
		uint32_t v;
		char quote;
		int i;

		p = skip_space(p);
		quote = *p;
		if (quote != '"' && quote != '\'')
			return;
		tag = p + 1;
		for (i = 0; i < 4; i++)
			if (tag[i] < 0x20 || tag[i] > 0x7E || tag[i] == quote)
				return;
		if (tag[4] != quote)
			return;
		p = skip_space(parse_value(skip_space(tag + 5), &v));
		if (*p != ',' && *p != '\0')
			return;
		add(out, tag, v);
		if (*p == '\0')
			return;
		p++;
	}
}

static void
fill(struct feature_set *out, const struct known *k)
{
	/* Spaced letters and ligatures do not go together (CSS Text 3, 8.2). */
	if (k->spaced) {
		add(out, "liga", 0);
		add(out, "clig", 0);
	}
	if (k->caps == CAPS_SMALL || k->caps == CAPS_ALL_SMALL)
		add(out, "smcp", 1);
	if (k->caps == CAPS_ALL_SMALL)
		add(out, "c2sc", 1);
	if (k->settings)
		features_parse(k->settings, out);
}

static int
same(const struct known *k, const struct style *s)
{
	if (k->caps != s->caps || k->spaced != (s->letter_spacing != 0))
		return 0;
	if (k->settings == NULL || s->font_features == NULL)
		return k->settings == s->font_features;
	return strcmp(k->settings, s->font_features) == 0;
}

uint32_t
feature_set_id(struct feature_sets *fs, const struct style *s)
{
	struct known *k;
	size_t i;

	for (i = 0; i < fs->known.n; i++)
		if (same(&fs->known.p[i], s))
			return (uint32_t)i;
	k = vec_push(&fs->known);
	k->settings = s->font_features ? xstrdup(s->font_features) : NULL;
	k->caps = s->caps;
	k->spaced = s->letter_spacing != 0;
	fill(&k->set, k);
	return (uint32_t)i;
}

const struct feature_set *
feature_set_get(const struct feature_sets *fs, uint32_t id)
{
	return &fs->known.p[id].set;
}
