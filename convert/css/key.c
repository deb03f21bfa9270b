/* key: styles as keys, which make equal styles one.
 *
 * A key begins with what each field says in a few bytes, written field by field
 * without a loop: a style is made for each new pair of rules and parent, and
 * has 118 fields.  Lists and math functions, which few styles have, stand
 * behind in full.
 */
#include <string.h>

#include "css/sheet.h"

static const void *
field(const struct style *s, int prop)
{
	return (const char *)s + css_prop[prop].offset;
}

static inline void
key_bytes(struct str *out, const void *p, size_t n)
{
	str_add(out, p, n);
}

static void
key_text(struct str *out, const char *s)
{
	str_putc(out, s == NULL ? '0' : '1');
	if (s != NULL)
		str_add(out, s, strlen(s) + 1);
}

static void
key_len(struct str *out, const struct css_len *l)
{
	char b[1 + sizeof(l->v)] = { (char)l->kind };

	memcpy(b + 1, &l->v, sizeof(l->v));
	key_bytes(out, b, sizeof(b));
	if (l->kind == LEN_CALC) {
		calc_dump(out, l->calc);
		str_putc(out, '\0');
	}
}

static void
key_pairs(struct str *out, const struct css_pair *p)
{
	for (; p != NULL; p = p->next) {
		const char b[] = { 'p', (char)p->key[0], (char)p->key[1] };

		key_bytes(out, b, sizeof(b));
		key_len(out, &p->v[0]);
		key_len(out, &p->v[1]);
	}
	str_putc(out, '.');
}

static void
key_names(struct str *out, const char *const *p)
{
	str_putc(out, p == NULL ? '0' : '1');
	for (; p != NULL && *p != NULL; p++)
		key_text(out, *p);
	str_putc(out, '.');
}

static void
key_content(struct str *out, const struct css_content *p)
{
	for (; p != NULL; p = p->next) {
		str_putc(out, (char)('A' + p->kind));
		key_text(out, p->list_type);
		key_text(out, p->s);
		key_text(out, p->sep);
	}
	str_putc(out, '.');
}

static void
key_lists(struct str *out, const struct style *s, int prop)
{
	const struct css_counter *k;
	const struct css_string_set *set;
	const void *p;

	memcpy(&p, field(s, prop), sizeof(p));
	if (css_prop[prop].store == STORE_COUNTER) {
		for (k = p; k != NULL; k = k->next) {
			key_text(out, k->name);
			key_bytes(out, &k->value, sizeof(k->value));
		}
	} else {
		for (set = p; set != NULL; set = set->next) {
			key_text(out, set->name);
			key_content(out, set->content);
		}
	}
	str_putc(out, '.');
}

/* Bytes that are equal where the values are; padding has no part in it. */
void
style_field_key(struct str *out, const struct style *s, int prop)
{
	const void *p = field(s, prop);

	switch (css_prop[prop].store) {
	case STORE_U8:
		key_bytes(out, p, 1);
		break;
	case STORE_U16:
		key_bytes(out, p, 2);
		break;
	case STORE_INT:
		key_bytes(out, p, sizeof(int));
		break;
	case STORE_UNIT:
		key_bytes(out, p, sizeof(unit));
		break;
	case STORE_LEN:
		key_len(out, p);
		break;
	case STORE_COLOR:
		key_bytes(out, p, sizeof(struct css_color));
		break;
	case STORE_STR:
		key_text(out, *(const char *const *)p);
		break;
	case STORE_STRS:
		key_names(out, *(const char *const *const *)p);
		break;
	case STORE_LINE:
		key_bytes(out, &s->line_height, sizeof(unit));
		key_bytes(out, &s->line_number, sizeof(int32_t));
		break;
	case STORE_VALIGN:
		str_putc(out, (char)s->vertical_align);
		key_len(out, &s->valign_length);
		break;
	case STORE_LIST_TYPE:
		key_text(out, s->list_type);
		key_text(out, s->list_string);
		break;
	case STORE_IMAGES:
		images_dump(out, *(const struct css_image *const *)p);
		str_putc(out, '\0');
		break;
	case STORE_LAYERS:
		key_pairs(out, *(const struct css_pair *const *)p);
		str_putc(out, '\0');
		break;
	case STORE_CONTENT:
		str_putc(out, (char)s->content_none);
		key_content(out, s->content);
		break;
	default:
		key_lists(out, s, prop);
	}
}

/* The fixed part of a key, and the fields that have more to say. */
struct key {
	char head[16 * (PROP_COUNT + 1)];
	char *to;
	uint8_t more[PROP_COUNT + 1];
	size_t n;
};
_Static_assert(PROP_COUNT <= UINT8_MAX, "struct key counts in bytes");

static inline void
put(struct key *k, const void *p, size_t n)
{
	memcpy(k->to, p, n);
	k->to += n;
}

static inline void
add_more(struct key *k, int prop, int more)
{
	k->more[k->n] = (uint8_t)prop;
	k->n += more != 0;
}

static inline void
put_list(struct key *k, int prop, const void *list)
{
	*k->to++ = list != NULL;
	add_more(k, prop, list != NULL);
}

static inline void
put_len(struct key *k, int prop, const struct css_len *l)
{
	put(k, &l->v, sizeof(l->v));
	*k->to++ = (char)l->kind;
	add_more(k, prop, l->kind == LEN_CALC);
}

/* Strings are interned: their addresses tell them apart. */
#define U8(k, s, prop, field) put(k, &(s)->field, sizeof((s)->field))
#define U16 U8
#define INT U8
#define UNIT U8
#define COLOR U8
#define STR U8
#define LEN(k, s, prop, field) put_len(k, prop, &(s)->field)
#define STRS(k, s, prop, field) put_list(k, prop, (s)->field)
#define COUNTER STRS
#define STRING_SET STRS
#define IMAGES STRS
#define LAYERS STRS
#define LINE(k, s, prop, field)                                                \
	(U8(k, s, prop, field), U8(k, s, prop, line_number))
#define VALIGN(k, s, prop, field)                                              \
	(U8(k, s, prop, field), LEN(k, s, prop, valign_length))
#define LIST_TYPE(k, s, prop, field)                                           \
	(U8(k, s, prop, field), U8(k, s, prop, list_string))
#define CONTENT(k, s, prop, field)                                             \
	(U8(k, s, prop, content_none), STRS(k, s, prop, field))

static void
put_fields(struct key *k, const struct style *s)
{
#define P(id, name, inherited, type, field, parse, kw, allow, initial)         \
	type(k, s, PROP_##id, field);
#include "css/property.def"
#undef P
}

const struct style *
style_intern(struct css *c, const struct style *s)
{
	struct str *key = &c->style_key;
	struct style *kept;
	struct key k;
	void **slot;
	size_t i;

	k.to = k.head;
	k.n = 0;
	put(&k, &s->root_size, sizeof(s->root_size));
	put(&k, &s->custom, sizeof(s->custom));
	put_fields(&k, s);
	str_truncate(key, 0);
	str_add(key, k.head, (size_t)(k.to - k.head));
	for (i = 0; i < k.n; i++)
		style_field_key(key, s, k.more[i]);
	slot = map_put(&c->styles, str_span(key));
	if (*slot == NULL) {
		kept = arena_new_of(c->a, struct style);
		*kept = *s;
		*slot = kept;
	}
	return *slot;
}
