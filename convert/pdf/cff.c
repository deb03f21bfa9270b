/* cff: which character ID a glyph of a CID-keyed font has.
 *
 * A CIDFontType0C font program that is CID-keyed is addressed by CID, not by
 * glyph (ISO 32000-1, 9.7.4.2), and the charset of the CFF table (Adobe
 * Technical Note 5176, 13) tells one from the other.  In most fonts the two
 * are equal; where not, text would come out as other characters.
 */
#include <stdlib.h>

#include "pdf/font.h"

struct reader {
	const unsigned char *p;
	size_t n, at;
	int bad;
};

static uint32_t
get(struct reader *r, unsigned bytes)
{
	uint32_t v = 0;

	if (bytes > r->n || r->at > r->n - bytes) {
		r->bad = 1;
		return 0;
	}
	while (bytes--)
		v = v << 8 | r->p[r->at++];
	return v;
}

/* Step over an INDEX; *first and *len are its first object's place. */
static void
skip_index(struct reader *r, size_t *first, size_t *len)
{
	uint32_t count = get(r, 2), size, a, b, last;
	size_t offsets, base;

	*first = *len = 0;
	if (!count || r->bad)
		return;
	size = get(r, 1);
	if (size < 1 || size > 4) {
		r->bad = 1;
		return;
	}
	offsets = r->at;
	a = get(r, size);
	b = get(r, size);
	r->at = offsets + (size_t)size * count;
	last = get(r, size);
	base = r->at - 1; /* offsets count from 1 */
	if (r->bad || a < 1 || b < a || last < b || base + last > r->n) {
		r->bad = 1;
		return;
	}
	*first = base + a;
	*len = b - a;
	r->at = base + last;
}

/* Top DICT: is there an ROS operator, and where is the charset? */
static int
read_top(struct reader *r, size_t end, size_t *charset)
{
	int64_t operand = 0;
	int ros = 0;

	*charset = 0;
	while (r->at < end && !r->bad) {
		unsigned b = get(r, 1);

		if (b == 12) {
			if (get(r, 1) == 30)
				ros = 1;
		} else if (b == 15) {
			*charset = operand > 0 ? (size_t)operand : 0;
		} else if (b == 28) {
			operand = (int16_t)get(r, 2);
		} else if (b == 29) {
			operand = (int32_t)get(r, 4);
		} else if (b == 30) { /* real: nibbles up to F */
			while (!r->bad) {
				unsigned v = get(r, 1);

				if ((v & 15) == 15 || v >> 4 == 15)
					break;
			}
		} else if (b >= 32 && b <= 246) {
			operand = (int64_t)b - 139;
		} else if (b >= 247 && b <= 250) {
			operand = (int64_t)(b - 247) * 256 + get(r, 1) + 108;
		} else if (b >= 251 && b <= 254) {
			operand = -(int64_t)(b - 251) * 256 - get(r, 1) - 108;
		}
	}
	return ros;
}

/* 0 when some CID is not its glyph's number. */
static int
read_charset(struct reader *r, uint16_t *cid, unsigned glyphs)
{
	unsigned format = get(r, 1);
	unsigned g = 1;
	int same = 1;

	cid[0] = 0;
	if (format > 2)
		r->bad = 1;
	while (g < glyphs && !r->bad) {
		uint32_t first = get(r, 2);
		uint32_t left = format ? get(r, format) : 0;

		for (uint32_t k = 0; k <= left && g < glyphs; k++, g++) {
			cid[g] = (uint16_t)(first + k);
			if (cid[g] != g)
				same = 0;
		}
	}
	return same;
}

uint16_t *
cff_cids(struct span cff, unsigned glyphs)
{
	struct reader r = { (const unsigned char *)cff.p, cff.n, 0, 0 };
	size_t first, len, charset;
	uint16_t *cid;

	get(&r, 2);
	r.at = get(&r, 1); /* size of the header */
	skip_index(&r, &first, &len); /* names */
	skip_index(&r, &first, &len); /* Top DICTs */
	r.at = first;
	/* charsets 0 to 2 are predefined, and not for CID-keyed fonts */
	if (r.bad || !read_top(&r, first + len, &charset) || charset <= 2 ||
	        r.bad)
		return NULL;
	r.at = charset;
	cid = xcalloc(glyphs + 1, sizeof(*cid));
	if (read_charset(&r, cid, glyphs) || r.bad) {
		free(cid);
		return NULL;
	}
	return cid;
}
