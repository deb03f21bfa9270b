/* breaker: kp_break() on any short paragraph finds what trying all breakings
 * finds, and both breakers give a real breaking. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/kp_oracle.h"

#define LEGAL_MAX 12
#define ITEMS_MAX 60

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unit
width(void *ctx, size_t line)
{
	const unit *w = ctx;

	return w[line < 2 ? line : 2];
}

/* Three bytes an item. Returns the number of items, the last one forced. */
static size_t
make_items(struct kp_item *it, const uint8_t *d, size_t size)
{
	size_t n = 0, legal = 0;

	for (; size >= 3 && n < ITEMS_MAX - 2 && legal < LEGAL_MAX;
	        d += 3, size -= 3) {
		struct kp_item *i = &it[n];

		memset(i, 0, sizeof(*i));
		i->width = d[1] * 16;
		switch (d[0] % 8) {
		case 0:
		case 1:
		case 2:
			i->kind = KP_BOX;
			break;
		case 3:
		case 4:
		case 5:
			i->kind = KP_GLUE;
			i->stretch = d[2] * 4;
			i->shrink = i->width / (1 + d[2] % 8);
			break;
		default:
			i->kind = KP_PENALTY;
			i->flagged = d[2] & 1;
			i->width = d[1] % 32;
			i->penalty = (int16_t)((int8_t)d[2] * 4);
			if (d[2] == 0x7F)
				i->penalty = KP_INFINITE;
			if (d[2] == 0x80)
				i->penalty = -KP_INFINITE;
		}
		n++;
		legal += (size_t)oracle_legal(it, n - 1);
	}
	if (size & 1)
		it[n++] =
		        (struct kp_item){ .kind = KP_GLUE, .stretch = KP_FILL };
	it[n++] =
	        (struct kp_item){ .kind = KP_PENALTY, .penalty = -KP_INFINITE };
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kp_item it[ITEMS_MAX];
	struct kp_breaks b = { NULL, 0, 0 };
	unit w[3];
	struct kp_params par = { .line_width = width, .ctx = w };
	size_t n, lines;
	int64_t want, got;

	if (size < 12)
		return 0;
	w[0] = data[0] * 64 + 16;
	w[1] = data[1] & 1 ? w[0] : data[1] * 64 + 16;
	w[2] = data[2] & 1 ? w[1] : data[2] * 64 + 16;
	par.tolerance = 1 + data[3] * 8;
	par.line_penalty = data[4];
	par.flagged_demerits = data[5] * 50;
	par.ladder_demerits = data[11] * 50;
	par.fitness_demerits = data[6] * 50;
	par.last_line_min = data[7] % 101;
	par.looseness = data[8] % 8 == 0 ? data[8] / 64 - 2 : 0;
	par.ragged = data[9] & 1;
	par.uniform = data[9] & 2 ? 3 : 0;
	n = make_items(it, data + 10, size - 10);
	want = oracle(it, n, &par, &lines);
	got = kp_break(it, n, &par, &b);
	/* Two ways may be equally good: then only the sum counts. */
	if (got != want || oracle_check(it, n, &par, &b) < 0)
		abort();
	par.looseness = 0;
	kp_first_fit(it, n, &par, &b);
	if (oracle_check(it, n, &par, &b) < 0)
		abort();
	vec_free(&b);
	return 0;
}
