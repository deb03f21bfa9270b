/* dump: styles as text. */
#include <string.h>

#include "css/sheet.h"

static const void *
field(const struct style *s, int prop)
{
	return (const char *)s + css_prop[prop].offset;
}

static void
put_string(struct str *out, const char *s)
{
	str_putc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '\n') {
			str_puts(out, "\\a ");
			continue;
		}
		if (*s == '"' || *s == '\\')
			str_putc(out, '\\');
		str_putc(out, *s);
	}
	str_putc(out, '"');
}

static void
put_pt(struct str *out, unit v)
{
	str_put_pt(out, v);
	str_puts(out, v == 0 ? "" : "pt");
}

void
len_dump(struct str *out, const struct css_len *l)
{
	switch (l->kind) {
	case LEN_AUTO:
		str_puts(out, "auto");
		break;
	case LEN_NONE:
		str_puts(out, "none");
		break;
	case LEN_PERCENT:
		str_put_pt(out, l->v);
		str_putc(out, '%');
		break;
	case LEN_CALC:
		str_puts(out, "calc(");
		calc_dump(out, l->calc);
		str_putc(out, ')');
		break;
	default:
		put_pt(out, l->v);
	}
}

/* 16 bits as 8, rounded. */
static unsigned
byte_of(uint16_t v)
{
	return (v + 128u) / 257u;
}

void
color_dump(struct str *out, const struct css_color *c)
{
	int i;

	if (!c->set) {
		str_puts(out, "transparent");
	} else if (c->cmyk) {
		str_puts(out, "device-cmyk(");
		for (i = 0; i < 4; i++) {
			if (i > 0)
				str_putc(out, ' ');
			str_put_fixed(out,
			        ((int64_t)c->c[i] * 10000 + 32767) / 65535, 4);
		}
		str_putc(out, ')');
	} else {
		str_printf(out, "#%02x%02x%02x", byte_of(c->c[0]),
		        byte_of(c->c[1]), byte_of(c->c[2]));
		if (byte_of(c->c[3]) != 255)
			str_printf(out, "%02x", byte_of(c->c[3]));
	}
}

static void
put_key(struct str *out, const struct keyword *kw, int v)
{
	const char *name = kw_name(kw, v);

	if (name != NULL)
		str_puts(out, name);
	else
		str_put_fixed(out, v, 0);
}

static void
put_names(struct str *out, const char *const *p)
{
	if (p == NULL)
		str_puts(out, "auto");
	for (; p != NULL && *p != NULL; p++) {
		put_string(out, *p);
		if (p[1] != NULL)
			str_puts(out, ", ");
	}
}

static void
put_piece(struct str *out, const struct css_content *p)
{
	static const char *const form[] = { [CONTENT_STRING] = "",
		[CONTENT_ATTR] = "attr",
		[CONTENT_COUNTER] = "counter",
		[CONTENT_COUNTERS] = "counters",
		[CONTENT_NAMED_STRING] = "string",
		[CONTENT_OPEN_QUOTE] = "open-quote",
		[CONTENT_CLOSE_QUOTE] = "close-quote",
		[CONTENT_TARGET_COUNTER] = "target-counter",
		[CONTENT_TARGET_TEXT] = "target-text",
		[CONTENT_LEADER] = "leader",
		[CONTENT_TEXT] = "content",
		[CONTENT_ELEMENT] = "element" };

	if (p->kind == CONTENT_STRING) {
		put_string(out, p->s);
		return;
	}
	str_puts(out, form[p->kind]);
	if (p->kind == CONTENT_OPEN_QUOTE || p->kind == CONTENT_CLOSE_QUOTE) {
		str_puts(out, p->s != NULL ? " (hidden)" : "");
		return;
	}
	str_putc(out, '(');
	if (p->s != NULL)
		put_string(out, p->s);
	if (p->sep != NULL) {
		str_puts(out, ", ");
		put_string(out, p->sep);
	}
	if (p->list_type == NULL || strcmp(p->list_type, "decimal") != 0)
		str_printf(out, ", %s", p->list_type ? p->list_type : "none");
	str_putc(out, ')');
}

static void
put_content(struct str *out, const struct css_content *p)
{
	for (; p != NULL; p = p->next) {
		put_piece(out, p);
		if (p->next != NULL)
			str_putc(out, ' ');
	}
}

static void
put_counters(struct str *out, const struct css_counter *k)
{
	if (k == NULL)
		str_puts(out, "none");
	for (; k != NULL; k = k->next) {
		str_printf(out, "%s ", k->name);
		str_put_fixed(out, k->value, 0);
		if (k->next != NULL)
			str_putc(out, ' ');
	}
}

static void
put_sets(struct str *out, const struct css_string_set *set)
{
	if (set == NULL)
		str_puts(out, "none");
	for (; set != NULL; set = set->next) {
		str_printf(out, "%s ", set->name);
		put_content(out, set->content);
		if (set->next != NULL)
			str_puts(out, ", ");
	}
}

static void
put_bits(struct str *out, const char *const *name, unsigned bits)
{
	int i, n = 0;

	if (bits == 0)
		str_puts(out, "none");
	for (i = 0; bits >> i != 0; i++)
		if (bits >> i & 1)
			str_printf(out, "%s%s", n++ > 0 ? " " : "", name[i]);
}

/* Stores that are a property of their own. */
static void
put_special(struct str *out, const struct style *s, int prop)
{
	switch (css_prop[prop].store) {
	case STORE_LINE:
		if (s->line_height == 0) {
			str_puts(out, "normal");
			break;
		}
		put_pt(out, s->line_height);
		if (s->line_number != 0) {
			str_puts(out, " (");
			str_put_fixed(out, s->line_number, 6);
			str_putc(out, ')');
		}
		break;
	case STORE_VALIGN:
		if (s->vertical_align == VALIGN_LENGTH)
			len_dump(out, &s->valign_length);
		else
			put_key(out, kw_valign, s->vertical_align);
		break;
	case STORE_LIST_TYPE:
		if (s->list_string != NULL)
			put_string(out, s->list_string);
		else
			str_puts(out, s->list_type ? s->list_type : "none");
		break;
	default:
		if (s->content != NULL)
			put_content(out, s->content);
		else
			str_puts(out, s->content_none ? "none" : "normal");
	}
}

static void
put_value(struct str *out, const struct style *s, int prop)
{
	static const char *const decorations[3] = { "underline", "overline",
		"line-through" };
	static const char *const marks[3] = { "crop", "cross", "" };
	static const char *const hangs[4] = { "first", "last", "allow-end",
		"force-end" };
	const struct prop *p = &css_prop[prop];
	const void *f = field(s, prop), *ptr;

	switch (p->store) {
	case STORE_U8:
		if (prop == PROP_DECORATION_LINE)
			put_bits(out, decorations, *(const uint8_t *)f);
		else if (prop == PROP_MARKS)
			put_bits(out, marks, *(const uint8_t *)f);
		else if (prop == PROP_HANGING)
			put_bits(out, hangs, *(const uint8_t *)f);
		else
			put_key(out, p->kw, *(const uint8_t *)f);
		break;
	case STORE_U16:
		put_key(out, prop == PROP_COLUMN_COUNT ? p->kw : NULL,
		        *(const uint16_t *)f);
		break;
	case STORE_INT:
		put_key(out, p->kw, *(const int *)f);
		break;
	case STORE_UNIT:
		put_pt(out, *(const unit *)f);
		break;
	case STORE_LEN:
		len_dump(out, f);
		break;
	case STORE_COLOR:
		color_dump(out, f);
		break;
	case STORE_STR:
		memcpy(&ptr, f, sizeof(ptr));
		if (prop == PROP_POSITION && ptr != NULL)
			str_printf(out, "running(%s)", (const char *)ptr);
		else
			str_puts(out, ptr != NULL ? ptr : "normal");
		break;
	case STORE_STRS:
		put_names(out, *(const char *const *const *)f);
		break;
	case STORE_COUNTER:
		memcpy(&ptr, f, sizeof(ptr));
		put_counters(out, ptr);
		break;
	case STORE_IMAGES:
		images_dump(out, *(const struct css_image *const *)f);
		break;
	case STORE_LAYERS:
		layers_dump(out, *(const struct css_pair *const *)f);
		break;
	case STORE_STRING_SET:
		memcpy(&ptr, f, sizeof(ptr));
		put_sets(out, ptr);
		break;
	default:
		put_special(out, s, prop);
	}
}

static const char *
dump_name(int prop)
{
	switch (prop) {
	case PROP_BORDER_SPACING_H:
		return "border-spacing-h";
	case PROP_BORDER_SPACING_V:
		return "border-spacing-v";
	case PROP_RADIUS_TOP_LEFT:
	case PROP_RADIUS_TOP_LEFT_V:
		return "border-top-left-radius";
	case PROP_RADIUS_TOP_RIGHT:
	case PROP_RADIUS_TOP_RIGHT_V:
		return "border-top-right-radius";
	case PROP_RADIUS_BOTTOM_RIGHT:
	case PROP_RADIUS_BOTTOM_RIGHT_V:
		return "border-bottom-right-radius";
	case PROP_RADIUS_BOTTOM_LEFT:
	case PROP_RADIUS_BOTTOM_LEFT_V:
		return "border-bottom-left-radius";
	case PROP_PAGE_WIDTH:
		return "page-width";
	case PROP_PAGE_HEIGHT:
		return "page-height";
	default:
		return css_prop[prop].name;
	}
}

/* The colour of a line that is that of the text says nothing. */
static int
is_current(const struct style *s, int prop)
{
	return css_prop[prop].store == STORE_COLOR && prop != PROP_COLOR &&
	       prop != PROP_BACKGROUND_COLOR &&
	       memcmp(field(s, prop), &s->color, sizeof(s->color)) == 0;
}

void
css_dump(struct str *out, const struct style *s)
{
	struct str a = STR_INIT, b = STR_INIT;
	const struct css_custom *k;
	int i;

	for (k = s->custom; k != NULL; k = k->next)
		str_printf(out, "%s: %s\n", k->name, k->text);
	for (i = 0; i < PROP_COUNT; i++) {
		str_truncate(&a, 0);
		str_truncate(&b, 0);
		style_field_key(&a, s, i);
		style_field_key(&b, s->base, i);
		if (span_eq(str_span(&a), str_span(&b)) || is_current(s, i))
			continue;
		str_printf(out, "%s: %s", dump_name(i),
		        i == PROP_RADIUS_TOP_LEFT_V ||
		                        i == PROP_RADIUS_TOP_RIGHT_V ||
		                        i == PROP_RADIUS_BOTTOM_RIGHT_V ||
		                        i == PROP_RADIUS_BOTTOM_LEFT_V
		                ? "/ "
		                : "");
		put_value(out, s, i);
		str_putc(out, '\n');
	}
	str_free(&a);
	str_free(&b);
}
