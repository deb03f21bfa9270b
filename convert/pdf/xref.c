/* xref: the rows of a cross-reference stream, each as its difference from the
 * one above (PNG's predictor Up), which packs to a fraction. */
#include "pdf/xref.h"

void
xref_rows(struct str *out, const struct xref_entry *e, size_t n)
{
	unsigned char up[XREF_WIDTH] = { 0 };

	for (size_t i = 0; i < n; i++) {
		unsigned char row[XREF_WIDTH] = {
			e[i].kind,
			(unsigned char)(e[i].at >> 24),
			(unsigned char)(e[i].at >> 16),
			(unsigned char)(e[i].at >> 8),
			(unsigned char)e[i].at,
			(unsigned char)(e[i].index >> 8),
			(unsigned char)e[i].index,
		};

		str_putc(out, 2);
		for (int k = 0; k < XREF_WIDTH; k++) {
			str_putc(out, (char)(row[k] - up[k]));
			up[k] = row[k];
		}
	}
}
