/* vi_table: the legacy Vietnamese encodings as data, and reading with them.
 *
 * tables.awk   makes the tables of the TSV files of this folder
 * vi_table.c   bytes to text and back, windows-1252 as browsers read it
 *
 * A "unit" is a byte (below 256) or a character that stands for itself: so
 * the same tables read a file's bytes and the characters of a page into which
 * such bytes were pasted as if they were windows-1252.
 */
#ifndef BANTIN_FILTERS_VI_TABLE_H
#define BANTIN_FILTERS_VI_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

enum vi_flag {
	VI_RT, /* both ways */
	VI_DEC, /* decode only */
	VI_SYM, /* no Vietnamese letter */
	VI_LOW /* decode only, and only between letters */
};

struct vi_seq {
	uint16_t cp;
	uint8_t flag;
	uint8_t n; /* bytes, 1 to 3 */
	uint8_t b[3];
};

struct vi_table {
	const char *name; /* as its TSV is called */
	const struct vi_seq *seq;
	uint16_t first[257]; /* of the sequences that start with a byte */
	uint16_t alone[256]; /* what a byte always is; 0: look closer */
};

extern const struct vi_table vi_bkhcm1, vi_bkhcm2, vi_isc, vi_tcvn3, vi_tcvn3h,
        vi_tcvn5712_1, vi_vietware_f, vi_vietware_x, vi_viqr, vi_viscii,
        vi_vni_dos, vi_vni_email, vi_vni_mac, vi_vni_win, vi_vps,
        vi_windows_1258;

struct vi_units {
	VEC(uint32_t) u;
};

/* All tables; ends with NULL. */
extern const struct vi_table *const vi_tables[];

const struct vi_table *
vi_table_named(const char *name); /* NULL */

size_t
vi_read_long(const struct vi_table *t, const uint32_t *u, size_t n, size_t at,
        uint32_t *cp);
/* What stands at u[at] of n units: its length in units and character.  A
 * byte that no row names is the character of windows-1252. */
static inline size_t
vi_read(const struct vi_table *t, const uint32_t *u, size_t n, size_t at,
        uint32_t *cp)
{
	uint32_t c = u[at];

	if (c < 0x100) {
		if (t->alone[c] == 0)
			return vi_read_long(t, u, n, at, cp);
		c = t->alone[c];
	}
	*cp = c;
	return 1;
}
/* What a byte is where none beyond ASCII follows; UTF8_BAD: that is not all it
 * depends on. */
uint32_t
vi_last_char(const struct vi_table *t, unsigned byte);
/* Append the text of bytes. */
void
vi_decode(const struct vi_table *t, struct span in, struct str *out);
void
vi_decode_units(
        const struct vi_table *t, const uint32_t *u, size_t n, struct str *out);
/* Append the bytes of text; characters without a row go as windows-1252.
 * Returns how many have neither; "?" stands for them. */
size_t
vi_encode(const struct vi_table *t, struct span text, struct str *out);

/* windows-1252 with all 256 bytes (Encoding Standard): the character of a
 * byte, and the byte of a character or -1.  U+0080..U+009F are their number
 * as well, as in ISO 8859-1. */
uint32_t
cp1252_char(unsigned byte);
int
cp1252_byte(uint32_t cp);
/* Units of a text: bytes of windows-1252 where there are such. */
void
vi_units_of_text(struct span text, struct vi_units *out);

#endif
