/* vi_table: reading and writing with one table: bytes to text and back. */
#include "filters/encodings/vi_table.h"

#include <string.h>

#include "base/utf8.h"

const struct vi_table *const vi_tables[] = { &vi_tcvn3, &vi_vni_win,
	&vi_windows_1258, &vi_viscii, &vi_vps, &vi_vni_mac, &vi_bkhcm1,
	&vi_bkhcm2, &vi_vietware_x, &vi_vietware_f, &vi_tcvn5712_1, &vi_isc,
	&vi_vni_dos, &vi_tcvn3h, &vi_viqr, &vi_vni_email, NULL };

static const uint16_t high[32] = { 0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026,
	0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
	0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178 };

/* Where a character of high may stand: all 27 differ modulo 79. */
static const uint8_t high_at[79] = { 17, 18, 2, 0, 19, 20, 4, 3, 6, 7, 21, 0, 0,
	0, 5, 0, 0, 0, 0, 0, 0, 24, 12, 28, 9, 0, 0, 0, 0, 25, 0, 0, 0, 11, 27,
	0, 10, 26, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 31, 0, 0, 0, 0, 14, 30, 0, 0, 0, 0, 0, 0, 0, 22, 23, 0, 0, 8 };

uint32_t
cp1252_char(unsigned byte)
{
	return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

int
cp1252_byte(uint32_t cp)
{
	unsigned at = high_at[cp % 79];

	if (cp < 0x100)
		return (int)cp;
	return high[at] == cp ? 0x80 + (int)at : -1;
}

const struct vi_table *
vi_table_named(const char *name)
{
	const struct vi_table *const *t;

	for (t = vi_tables; *t != NULL; t++)
		if (strcmp((*t)->name, name) == 0)
			return *t;
	return NULL;
}

void
vi_units_of_text(struct span text, struct vi_units *out)
{
	const char *p = text.p, *end = text.p + text.n;

	vec_clear(&out->u);
	vec_reserve(&out->u, text.n + 1);
	while (p < end) {
		uint32_t cp;
		int b;

		if ((unsigned char)*p < 0x80) {
			out->u.p[out->u.n++] = (unsigned char)*p++;
			continue;
		}
		cp = utf8_next(&p, end);
		if (cp == UTF8_BAD)
			cp = 0xFFFD;
		b = cp1252_byte(cp);
		out->u.p[out->u.n++] = b >= 0 ? (uint32_t)b : cp;
	}
}

static int
may_be_letter(uint32_t u)
{
	return u >= 0x80 || ((u | 0x20) >= 'a' && (u | 0x20) <= 'z');
}

size_t
vi_read_long(const struct vi_table *t, const uint32_t *u, size_t n, size_t at,
        uint32_t *cp)
{
	uint32_t c = u[at];
	const struct vi_seq *s, *end;

	end = t->seq + t->first[c + 1];
	for (s = t->seq + t->first[c]; s < end; s++) {
		size_t left = n - at;

		if (s->n > left || (s->n > 1 && u[at + 1] != s->b[1]) ||
		        (s->n > 2 && u[at + 2] != s->b[2]))
			continue;
		if (s->flag == VI_LOW &&
		        (at == 0 || left < 2 || !may_be_letter(u[at - 1]) ||
		                !may_be_letter(u[at + 1])))
			continue;
		*cp = s->cp;
		return s->n;
	}
	*cp = cp1252_char(c);
	return 1;
}

void
vi_decode_units(
        const struct vi_table *t, const uint32_t *u, size_t n, struct str *out)
{
	size_t i = 0;
	uint32_t cp;

	str_reserve(out, n + n / 2 + 8);
	while (i < n) {
		i += vi_read(t, u, n, i, &cp);
		str_put_utf8(out, cp);
	}
}

uint32_t
vi_last_char(const struct vi_table *t, unsigned byte)
{
	const struct vi_seq *s = t->seq + t->first[byte],
	                    *end = t->seq + t->first[byte + 1];

	for (; s < end && s->n > 1; s++)
		if (s->b[1] < 0x80)
			return UTF8_BAD;
	if (s == end)
		return cp1252_char(byte);
	return s->flag == VI_LOW ? UTF8_BAD : s->cp;
}

/* A character as it is written; n 0: none. */
struct cell {
	char utf8[3];
	unsigned char n;
};

static void
cell_set(struct cell *c, uint32_t cp)
{
	char buf[4] = "";

	c->n = (unsigned char)utf8_encode(cp, buf);
	memcpy(c->utf8, buf, sizeof(c->utf8));
}

/* First bytes of pairs; most tables have two dozen at most. */
#define LEADS 32

/* A table made ready for long texts. */
struct map {
	struct cell one[256]; /* n 0: look at what is beside it */
	unsigned char lead[256]; /* 1 + its place in pair */
	struct cell pair[LEADS][128]; /* by the second byte, from 80 on */
	unsigned leads;
};

/* The pairs that byte b begins; 0: there are sequences of another kind. */
static int
add_pairs(struct map *m, const struct vi_table *t, unsigned b)
{
	const struct vi_seq *s = t->seq + t->first[b],
	                    *end = t->seq + t->first[b + 1];
	struct cell *row = m->pair[m->leads];

	if (s == end || s->n == 1)
		return 1;
	if (m->leads == LEADS)
		return 0;
	memset(row, 0, sizeof(m->pair[0]));
	for (; s < end && s->n > 1; s++) {
		if (s->n > 2 || s->flag == VI_LOW)
			return 0;
		if (row[s->b[1] & 0x7F].n == 0)
			cell_set(&row[s->b[1] & 0x7F], s->cp);
	}
	m->lead[b] = (unsigned char)++m->leads;
	return 1;
}

static void
map_make(struct map *m, const struct vi_table *t)
{
	unsigned i;

	m->leads = 0;
	memset(m->lead, 0, sizeof(m->lead));
	for (i = 0; i < 256; i++) {
		uint32_t cp = t->alone[i];

		m->one[i].n = 0;
		if (cp == 0) {
			cp = vi_last_char(t, i);
			if (cp == UTF8_BAD || !add_pairs(m, t, i))
				continue;
		}
		cell_set(&m->one[i], cp);
	}
}

/* What stands at p[i] of n, when that is not told by it and the next byte; its
 * length. */
static size_t
put_sequence(const struct vi_table *t, const unsigned char *p, size_t n,
        size_t i, char **to)
{
	size_t before = i > 0, left = n - i < 4 ? n - i : 4, k, len;
	uint32_t u[5], cp;

	for (k = 0; k < left + before; k++)
		u[k] = p[i - before + k];
	len = vi_read_long(t, u, left + before, before, &cp);
	*to += utf8_encode(cp, *to);
	return len;
}

void
vi_decode(const struct vi_table *t, struct span in, struct str *out)
{
	struct map m;
	const unsigned char *p = (const unsigned char *)in.p;
	size_t i = 0;

	map_make(&m, t);
	str_reserve(out, in.n + in.n / 2 + 64);
	while (i < in.n) {
		size_t stop;
		char *to;

		if (out->cap - out->len < 64)
			str_reserve(out, (in.n - i) * 2 + 64);
		/* A byte is at most three bytes of UTF-8, a sequence as
		 * well; four are written. */
		stop = i + (out->cap - out->len - 2) / 3;
		stop = stop < in.n ? stop : in.n;
		to = out->s + out->len;
		while (i < stop) {
			const struct cell *c = &m.one[p[i]];
			unsigned lead = m.lead[p[i]];
			size_t n = 1;

			if (lead > 0 && i + 1 < in.n && p[i + 1] >= 0x80 &&
			        m.pair[lead - 1][p[i + 1] & 0x7F].n > 0) {
				c = &m.pair[lead - 1][p[i + 1] & 0x7F];
				n = 2;
			}
			if (c->n > 0) {
				memcpy(to, c, sizeof(*c));
				to += c->n;
				i += n;
			} else {
				i += put_sequence(t, p, in.n, i, &to);
			}
		}
		out->len = (size_t)(to - out->s);
	}
	str_reserve(out, 1);
	out->s[out->len] = '\0';
}

static const struct vi_seq *
row_of(const struct vi_table *t, uint32_t cp)
{
	unsigned i;

	for (i = 0; i < t->first[256]; i++)
		if (t->seq[i].cp == cp && t->seq[i].flag == VI_RT)
			return &t->seq[i];
	for (i = 0; i < t->first[256]; i++)
		if (t->seq[i].cp == cp && t->seq[i].flag == VI_SYM)
			return &t->seq[i];
	return NULL;
}

size_t
vi_encode(const struct vi_table *t, struct span text, struct str *out)
{
	const char *p = text.p, *end = text.p + text.n;
	size_t lost = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		const struct vi_seq *s = row_of(t, cp);
		int b = cp1252_byte(cp);

		if (s != NULL) {
			str_add(out, s->b, s->n);
		} else if (b >= 0 &&
		           (b < 0x80 || t->first[b] == t->first[b + 1])) {
			str_putc(out, (char)b);
		} else {
			str_putc(out, '?');
			lost++;
		}
	}
	return lost;
}
