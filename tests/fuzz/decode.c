/* decode: any bytes give valid UTF-8 without NUL, or one error; and nothing
 * of clean UTF-8 is lost.  The first byte chooses what the user says. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/filter.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct options o = { .limits = &limits_default };
	struct article *a;
	struct diag dg;
	unsigned n = 0, errors;
	int r;

	if (size == 0)
		return 0;
	while (encoding_table[n].name != NULL)
		n++;
	/* Half of the time nothing is said. */
	if (data[0] < n)
		o.encoding = encoding_table[data[0]].name;
	hear(&dg, NULL);
	a = article_new("fuzz");
	str_add(&a->raw, data + 1, size - 1);
	r = filter_decode.run(a, &o, &dg);
	errors = dg.count[DIAG_ERROR] + dg.count[DIAG_FATAL];
	if ((r != 0) != (errors == 1) || errors > 1)
		abort();
	if (r == 0) {
		if (utf8_valid_prefix(str_c(&a->text), a->text.len) !=
		        a->text.len)
			abort();
		if (memchr(str_c(&a->text), '\0', a->text.len) != NULL)
			abort();
		if (a->raw.len != 0 || a->encoding == NULL)
			abort();
	}
	article_free(a);
	return 0;
}
