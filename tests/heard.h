/* heard: what a diag says, kept for a test instead of printed. */
#ifndef BANTIN_TESTS_HEARD_H
#define BANTIN_TESTS_HEARD_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"

#define HEARD_KEPT 16

struct heard {
	unsigned n; /* messages in all; the first HEARD_KEPT are kept */
	enum diag_msg msg[HEARD_KEPT];
	int64_t offset[HEARD_KEPT];
	char text[HEARD_KEPT][400];
	enum diag_msg last; /* MSG_COUNT: nothing yet */
};

static inline void
heard_sink(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	struct heard *h = ctx;

	(void)level;
	if (h == NULL)
		return;
	if (h->n < HEARD_KEPT) {
		h->msg[h->n] = msg;
		h->offset[h->n] = w != NULL ? w->offset : 0;
		snprintf(h->text[h->n], sizeof(h->text[0]), "%s", text);
	}
	h->n++;
	h->last = msg;
}

/* A new diag that tells h; with NULL nobody. */
static inline void
hear(struct diag *dg, struct heard *h)
{
	if (h != NULL) {
		memset(h, 0, sizeof(*h));
		h->last = MSG_COUNT;
	}
	diag_init(dg);
	dg->sink = heard_sink;
	dg->ctx = h;
}

#endif
