/* manifest_read: the readers of single values.  Every scalar of a manifest is
 * text; what it means is decided here and nowhere else, so 010 and "no" and
 * 1e3 hold no surprise. */
#include "doc/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "doc/value.h"

static void
bad_value(struct manifest *m, struct fy_node *n, const char *value,
        const char *expected)
{
	manifest_fault(m, manifest_pos(m, n), MSG_MANIFEST_VALUE, m->at.s,
	        value, expected);
}

void
read_mapping(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	manifest_mapping(m, n, key->arg, to);
}

void
read_plain(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char **field = to;

	*field = manifest_scalar(m, n, key->arg ? key->arg : "text");
}

void
read_raw(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct raw *raw = to;

	raw->text = manifest_scalar(m, n, key->arg ? key->arg : "text");
	raw->pos = manifest_pos(m, n);
}

void
read_text(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char **field = to;
	char *s = manifest_scalar(m, n, key->arg ? key->arg : "text");

	if (s)
		*field = template_fill(m, s, 0, manifest_pos(m, n));
}

void
read_path(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char **field = to;
	char *s = manifest_scalar(m, n, "a path");
	char *beside;

	(void)key;
	if (s)
		s = template_fill(m, s, 1, manifest_pos(m, n));
	if (!s)
		return;
	beside = path_beside(m->path, s);
	*field = arena_strdup(m->arena, beside);
	free(beside);
}

void
read_version(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, "1");

	(void)to;
	(void)key;
	if (s && strcmp(s, "1"))
		manifest_fault(m, manifest_pos(m, n), MSG_MANIFEST_VALUE,
		        m->at.s, s, "1, the only format there is");
}

void
read_bool(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const struct choice word[] = {
		{ "true", 1 },
		{ "false", 0 },
		{ "yes", 1 },
		{ "no", 0 },
		{ "on", 1 },
		{ "off", 0 },
	};
	char *s = manifest_scalar(m, n, "true or false");
	size_t i;

	(void)key;
	if (!s)
		return;
	for (i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (span_eq_nocase(span_of(s), word[i].name)) {
			*(int *)to = word[i].value;
			return;
		}
	bad_value(m, n, s, "true or false");
}

void
read_choice(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	const struct choice *c = key->arg;
	struct str list = STR_INIT;
	char *s;

	for (; c->name; c++)
		str_printf(&list, "%s%s",
		        list.len ? c[1].name ? ", " : " or " : "", c->name);
	s = manifest_scalar(m, n, list.s);
	for (c = key->arg; s && c->name && strcmp(c->name, s); c++)
		;
	if (s && c->name)
		*(int *)to = c->value;
	else if (s)
		bad_value(m, n, s, list.s);
	str_free(&list);
}

static void
read_integer(struct manifest *m, struct fy_node *n, int *to, int max,
        const char *expected)
{
	char *s = manifest_scalar(m, n, expected);
	long long v;

	if (!s)
		return;
	if (value_count(s, 1, max, &v) < 0)
		bad_value(m, n, s, expected);
	else
		*to = (int)v;
}

void
read_columns(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_integer(m, n, to, VALUE_COLUMNS, "a number from 1 to 12");
}

void
read_count(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_integer(m, n, to, 1000000, "a number from 1 to 1000000");
}

void
read_length(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const char expected[] =
	        "a length up to 50mm, as 3mm, 0.3cm, 0.125in or 9pt";
	char *s = manifest_scalar(m, n, expected);
	unit v;

	(void)key;
	if (!s)
		return;
	if (value_length(s, &v) < 0 || v > unit_from_mm(50))
		bad_value(m, n, s, expected);
	else
		*(unit *)to = v;
}

void
read_size(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, VALUE_SIZE);
	long long v;

	(void)key;
	if (!s)
		return;
	if (value_size(s, &v) < 0 || v == 0)
		bad_value(m, n, s, VALUE_SIZE);
	else
		*(size_t *)to = (size_t)v;
}

void
read_time(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	char *s = manifest_scalar(m, n, VALUE_TIME);
	int v;

	(void)key;
	if (!s)
		return;
	if (value_time(s, &v) < 0 || v == 0)
		bad_value(m, n, s, VALUE_TIME);
	else
		*(int *)to = v;
}

static void
share(struct manifest *m, struct fy_node *n, int *to, int least, int most,
        const char *expected)
{
	char *s = manifest_scalar(m, n, expected);

	if (s && value_percent(s, least, most, to) < 0)
		bad_value(m, n, s, expected);
}

void
read_percent(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	share(m, n, to, 0, 100, "a share from 0% to 100%");
}

/* Of all four inks together. */
void
read_ink(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	share(m, n, to, VALUE_INK_LEAST, VALUE_INK_MOST,
	        "a share of ink from 150% to 400%");
}

/* A text that `ok` lets pass. */
static void
read_checked(struct manifest *m, struct fy_node *n, char **to,
        int (*ok)(const char *s), const char *expected)
{
	char *s = manifest_scalar(m, n, expected);

	if (s && ok(s))
		*to = s;
	else if (s)
		bad_value(m, n, s, expected);
}

void
read_page(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_checked(m, n, to, value_is_page, VALUE_PAGE);
}

void
read_lang(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_checked(m, n, to, value_is_lang, VALUE_LANG);
}
