/* pdfcheck: the preflight and the estimate of ink over any bytes end, without
 * a fault of their own. */
#include <stdint.h>
#include <stdlib.h>

#include "check/ink.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct check c;
	struct diag dg;
	struct ink ink = { VEC_INIT, VEC_INIT, 0, 0 };
	struct str s = STR_INIT;

	hear(&dg, NULL);
	check_bytes(&c, "fuzz.pdf", (const char *)data, size, CHECK_ALL, &dg);
	ink_estimate(&ink, "fuzz.pdf",
	        (struct span){ (const char *)data, size }, SPAN_LIT(""), 1,
	        &dg);
	check_text(&s, &c, "fuzz.pdf");
	check_json(&s, &c, "fuzz.pdf", CHECK_ALL, &ink);
	ink_free(&ink);
	str_free(&s);
	check_free(&c);
	return 0;
}
