/* manifest_read: the readers of single values.  Every scalar of a manifest is
 * text; what it means is decided here and nowhere else, so 010 and "no" and
 * 1e3 hold no surprise. */
#include "doc/manifest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

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

/* A decimal number with up to three places, in thousandths; -1 when there is
 * none or it is too large.  *rest is what follows, blanks skipped. */
static long long
thousandths(const char *s, const char **rest)
{
	long long v = 0;
	int places = 0;

	if (*s < '0' || *s > '9')
		return -1;
	for (; *s >= '0' && *s <= '9'; s++) {
		if (v > LLONG_MAX / 100000)
			return -1;
		v = v * 10 + (*s - '0');
	}
	if (*s == '.') {
		s++;
		if (*s < '0' || *s > '9')
			return -1;
		for (; *s >= '0' && *s <= '9'; s++)
			if (places < 3) {
				v = v * 10 + (*s - '0');
				places++;
			}
	}
	for (; places < 3; places++)
		v *= 10;
	while (*s == ' ')
		s++;
	*rest = s;
	return v;
}

static void
read_integer(struct manifest *m, struct fy_node *n, int *to, int max,
        const char *expected)
{
	char *s = manifest_scalar(m, n, expected);
	long long v = 0;
	const char *p;

	if (!s)
		return;
	for (p = s; *p >= '0' && *p <= '9' && v <= max; p++)
		v = v * 10 + (*p - '0');
	if (*p || v < 1 || v > max)
		bad_value(m, n, s, expected);
	else
		*to = (int)v;
}

void
read_columns(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_integer(m, n, to, 12, "a number from 1 to 12");
}

void
read_count(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	(void)key;
	read_integer(m, n, to, 1000000, "a number from 1 to 1000000");
}

/* In units of layout (1/1024 pt); -1 for a bad one. */
static long long
length(const char *s, const char **rest)
{
	static const struct {
		const char *name;
		int num, den; /* points each */
	} table[] = {
		{ "mm", 720, 254 },
		{ "cm", 7200, 254 },
		{ "in", 72, 1 },
		{ "pt", 1, 1 },
		{ "pc", 12, 1 },
		{ "px", 3, 4 },
	};
	long long v = thousandths(s, &s);
	size_t i;

	if (v < 0 || v > 100000000)
		return -1;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (!strncmp(s, table[i].name, 2)) {
			*rest = s + 2;
			return unit_muldiv(
			        v * PT, table[i].num, 1000LL * table[i].den);
		}
	*rest = s;
	return v ? -1 : 0;
}

void
read_length(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const char expected[] =
	        "a length up to 50mm, as 3mm, 0.3cm, 0.125in or 9pt";
	char *s = manifest_scalar(m, n, expected);
	const char *rest = "";
	long long v;

	(void)key;
	if (!s)
		return;
	v = length(s, &rest);
	if (v < 0 || *rest || v > unit_from_mm(50))
		bad_value(m, n, s, expected);
	else
		*(unit *)to = (unit)v;
}

/* A number with one of the suffixes of table (value in thousandths of the
 * result's unit); -1 for a bad one. */
static long long
with_suffix(const char *s, const struct choice *table, long long max)
{
	long long v = thousandths(s, &s);

	for (; v >= 0 && table->name; table++)
		if (!strcmp(s, table->name)) {
			long long r;

			if (__builtin_mul_overflow(
			            v, (long long)table->value, &r))
				return -1;
			r /= 1000;
			return r <= max ? r : -1;
		}
	return -1;
}

void
read_size(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const struct choice suffix[] = {
		{ "", 1 },
		{ "B", 1 },
		{ "K", 1 << 10 },
		{ "KB", 1 << 10 },
		{ "KiB", 1 << 10 },
		{ "k", 1 << 10 },
		{ "kB", 1 << 10 },
		{ "M", 1 << 20 },
		{ "MB", 1 << 20 },
		{ "MiB", 1 << 20 },
		{ "G", 1 << 30 },
		{ "GB", 1 << 30 },
		{ "GiB", 1 << 30 },
		{ NULL, 0 },
	};
	static const char expected[] = "a size, as 512M, 64K or 2G";
	char *s = manifest_scalar(m, n, expected);
	long long v;

	(void)key;
	if (!s)
		return;
	v = with_suffix(s, suffix, 1LL << 46);
	if (v <= 0)
		bad_value(m, n, s, expected);
	else
		*(size_t *)to = (size_t)v;
}

void
read_time(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const struct choice suffix[] = {
		{ "ms", 1 },
		{ "s", 1000 },
		{ "", 1000 },
		{ "m", 60000 },
		{ "min", 60000 },
		{ "h", 3600000 },
		{ NULL, 0 },
	};
	static const char expected[] = "a time, as 30s, 500ms or 2m";
	char *s = manifest_scalar(m, n, expected);
	long long v;

	(void)key;
	if (!s)
		return;
	v = with_suffix(s, suffix, INT_MAX);
	if (v <= 0)
		bad_value(m, n, s, expected);
	else
		*(int *)to = (int)v;
}

static void
share(struct manifest *m, struct fy_node *n, int *to, int least, int most,
        const char *expected)
{
	static const struct choice suffix[] = {
		{ "%", 1 },
		{ "", 1 },
		{ NULL, 0 },
	};
	char *s = manifest_scalar(m, n, expected);
	long long v;

	if (!s)
		return;
	v = strchr(s, '.') ? -1 : with_suffix(s, suffix, most);
	if (v < least)
		bad_value(m, n, s, expected);
	else
		*to = (int)v;
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
	share(m, n, to, 150, 400, "a share of ink from 150% to 400%");
}

static int
is_named_page(const char *s)
{
	static const char *const name[] = {
		"A3",
		"A4",
		"A5",
		"A6",
		"B4",
		"B5",
		"letter",
		"legal",
		"ledger",
		"tabloid",
	};
	static const char *const turn[] = { "", " landscape", " portrait" };
	size_t i, k;

	for (i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		size_t n = strlen(name[i]);

		if (strlen(s) < n ||
		        !span_eq_nocase((struct span){ s, n }, name[i]))
			continue;
		for (k = 0; k < 3; k++)
			if (span_eq_nocase(span_of(s + n), turn[k]))
				return 1;
	}
	return 0;
}

void
read_page(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const char expected[] = "a page size, as A4, \"A5 landscape\" "
	                               "or \"210mm 280mm\"";
	char *s = manifest_scalar(m, n, expected);
	const char *p = s;
	long long w, h;

	(void)key;
	if (!s)
		return;
	*(char **)to = s;
	if (is_named_page(s))
		return;
	w = length(p, &p);
	if (w > 0 && *p == ' ') {
		h = length(p + strspn(p, " "), &p);
		/* 20 mm to 5 m: what a page can be */
		if (!*p && w >= unit_from_mm(20) && h >= unit_from_mm(20) &&
		        w <= unit_from_mm(5000) && h <= unit_from_mm(5000))
			return;
	}
	*(char **)to = NULL;
	bad_value(m, n, s, expected);
}
