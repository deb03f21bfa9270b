/* pdfcheck: the preflight over any bytes ends, without a fault of its own. */
#include <stdint.h>
#include <stdlib.h>

#include "check/check.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct check c;
	struct diag dg;
	struct str s = STR_INIT;

	hear(&dg, NULL);
	check_bytes(&c, "fuzz.pdf", (const char *)data, size, CHECK_ALL, &dg);
	check_text(&s, &c, "fuzz.pdf");
	check_json(&s, &c, "fuzz.pdf", CHECK_ALL, NULL);
	str_free(&s);
	check_free(&c);
	return 0;
}
