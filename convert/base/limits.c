/* limits: the defaults; an issue's `limits:` and the command line override. */
#include "base/limits.h"

#define MB ((size_t)1024 * 1024)

const struct limits limits_default = {
	.input_bytes = 64 * MB,
	.text_bytes = 128 * MB,
	.depth = 400,
	.attributes = 256,
	.nodes = 2000000,
	.image_bytes = 64 * MB,
	.image_pixels = (size_t)100 * 1000 * 1000,
	.article_ms = 30000,
	.memory = 0,
	.failures_percent = 100,
};
