/* limits: the caps that stand between a hostile input and memory or time.
 * Every recursion over input and every size from input is held to one. */
#ifndef BANTIN_BASE_LIMITS_H
#define BANTIN_BASE_LIMITS_H

#include <stddef.h>

struct limits {
	size_t input_bytes; /* one article's HTML */
	size_t text_bytes; /* after decoding */
	int depth; /* open elements; deeper ones are flattened */
	int attributes; /* per tag; further ones are dropped */
	size_t nodes; /* per article */
	size_t image_bytes; /* one image file */
	size_t image_pixels; /* width * height */
	int article_ms; /* time for one article; 0 is none */
	size_t memory; /* bytes for one worker; 0 is none */
	int failures_percent; /* more failed articles than this: no issue */
};

/* 64 MB, 128 MB, 400, 256, 2,000,000, 64 MB, 100 Mpx, 30 s, none, 100 */
extern const struct limits limits_default;

#endif
