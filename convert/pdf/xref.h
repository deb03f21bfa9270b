/* xref: cross-reference streams (ISO 32000-1, 7.5.8). */
#ifndef BANTIN_PDF_XREF_H
#define BANTIN_PDF_XREF_H

#include "base/str.h"

enum xref_kind { XREF_FREE, XREF_OFFSET, XREF_PACKED };

struct xref_entry {
	uint8_t kind; /* enum xref_kind, as it stands in the file */
	uint32_t at; /* offset, or number of the object stream */
	uint16_t index; /* in the object stream */
};

#define XREF_WIDTH 7 /* bytes in a row: /W[1 4 2] */

/* Rows behind PNG's Up filter (/Predictor 12): neighbours differ in a byte
 * or two, and what is left deflates to a quarter. */
void
xref_rows(struct str *out, const struct xref_entry *e, size_t n);

#endif
