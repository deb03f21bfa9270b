/* ottable: reading OpenType tables (OpenType 1.9, "Common Table Formats"). */
#include "text/ottable.h"

struct ot_table
ot_table_of(hb_blob_t *b)
{
	unsigned n;
	const char *p = hb_blob_get_data(b, &n);

	return (struct ot_table){ .t = { p, n } };
}

int
ot_search(struct ot_table *t, size_t at, unsigned n, unsigned bytes, unsigned g)
{
	unsigned from = 0, to = n;

	while (from < to) {
		unsigned mid = (from + to) / 2;

		if (ot_u16(t, at + (size_t)mid * bytes) <= g)
			from = mid + 1;
		else
			to = mid;
	}
	return (int)from - 1;
}

int
ot_covered(struct ot_table *t, size_t at, unsigned g)
{
	unsigned format = ot_u16(t, at), n = ot_u16(t, at + 2);
	int i = ot_search(t, at + 4, n, format == 1 ? 2 : 6, g);
	size_t k = at + 4 + (size_t)i * (format == 1 ? 2 : 6);

	if (i < 0)
		return -1;
	if (format == 1)
		return ot_u16(t, k) == g ? i : -1;
	return g <= ot_u16(t, k + 2)
	               ? (int)(ot_u16(t, k + 4) + g - ot_u16(t, k))
	               : -1;
}

unsigned
ot_class(struct ot_table *t, size_t at, unsigned g)
{
	unsigned first, n;
	size_t k;
	int i;

	if (ot_u16(t, at) == 1) {
		first = ot_u16(t, at + 2);
		n = ot_u16(t, at + 4);
		return g >= first && g - first < n
		               ? ot_u16(t, at + 6 + (size_t)(g - first) * 2)
		               : 0;
	}
	i = ot_search(t, at + 4, ot_u16(t, at + 2), 6, g);
	k = at + 4 + (size_t)i * 6;
	return i >= 0 && g <= ot_u16(t, k + 2) ? ot_u16(t, k + 4) : 0;
}
