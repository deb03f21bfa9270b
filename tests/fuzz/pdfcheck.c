/* pdfcheck: the preflight over any bytes ends, without a fault of its own. */
#include <stdint.h>
#include <stdlib.h>

#include "check/check.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
sink(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	(void)ctx;
	(void)level;
	(void)msg;
	(void)w;
	(void)text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct check c;
	struct diag dg;
	struct str s = STR_INIT;

	diag_init(&dg);
	dg.sink = sink;
	check_bytes(&c, "fuzz.pdf", (const char *)data, size, CHECK_ALL, &dg);
	check_text(&s, &c, "fuzz.pdf");
	check_json(&s, &c, "fuzz.pdf", CHECK_ALL);
	str_free(&s);
	check_free(&c);
	return 0;
}
